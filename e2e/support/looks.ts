// The looks every page has: light, dark, and Arabic, which is also right to left.
import type { Browser, BrowserContext, Page } from '@playwright/test';

export const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desk: { width: 1366, height: 768 },
};

export type Look = 'light' | 'dark' | 'arabic';

/** Puts light or dark on an open page. The staff's rooms do not follow the device but a switch of their own. */
export async function wear(page: Page, look: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: look });
  await page.evaluate((room) => {
    const { classList } = document.documentElement;
    const rooms = ['room-light', 'room-dark'];
    if (!rooms.some((one) => classList.contains(one))) return;
    classList.remove(...rooms);
    classList.add(room);
  }, `room-${look}`);
}

/** The context in Arabic of whoever is in another context: same cookies, same memory. */
export async function inArabic(browser: Browser, of: BrowserContext, page: Page): Promise<BrowserContext> {
  const storageState = await of.storageState({ indexedDB: true });
  const context = await browser.newContext({ storageState, viewport: page.viewportSize(), locale: 'ar', reducedMotion: 'reduce' });
  // An empty page, such as one about to be navigated, has no memory.
  await context.addInitScript(() => origin !== 'null' && localStorage.setItem('PARAGLIDE_LOCALE', 'ar'));
  return context;
}

type Act = { path: string; does: 'click' | 'fill' | 'press'; value: string };
const TELL = '__tookPart';

/**
 * Notes what is done on a page and does it again on another: the same page in another language, where nothing is
 * found by its English name but everything is at the same place of the document.
 */
export class Recorder {
  #acts: Act[] = [];

  private constructor() {}

  /** Before the page is opened. */
  static async on(context: BrowserContext): Promise<Recorder> {
    const recorder = new Recorder();
    await context.exposeFunction(TELL, (act: Act) => recorder.#acts.push(act));
    await context.addInitScript(tellActs, TELL);
    return recorder;
  }

  /** Forgets what was done so far. */
  clear(): void {
    this.#acts = [];
  }

  async replay(page: Page): Promise<void> {
    for (const { path, does, value } of this.#acts) {
      const target = page.locator(path);
      if (does === 'click') await target.click();
      else if (does === 'fill') await target.fill(value);
      else await target.press(value);
    }
  }
}

/** Runs in each page. */
function tellActs(name: string): void {
  type Tell = (act: { path: string; does: string; value: string }) => void;
  const tell = (window as unknown as Record<string, Tell>)[name];
  const pathOf = (element: Element | null): string =>
    element?.parentElement
      ? `${pathOf(element.parentElement)} > :nth-child(${[...element.parentElement.children].indexOf(element) + 1})`
      : ':root';
  const listen = (kind: string, act: (event: Event, target: Element) => { does: string; value: string } | null) =>
    document.addEventListener(
      kind,
      (event) => {
        const hit = event.composedPath().find((one) => one instanceof Element);
        // A line of an icon has no area to be found by; what it stands on has.
        const target = hit?.closest('button, a, label, input, summary, [role], [tabindex]') ?? hit;
        const did = event.isTrusted && target ? act(event, target) : null;
        if (target && did) tell?.({ path: pathOf(target), ...did });
      },
      { capture: true },
    );
  listen('click', (event, target) => {
    // Enter on a form's field clicks its button; a label clicks its field. The key and the label are told already.
    const made = (event as MouseEvent).detail === 0;
    return made || target.matches('select, option') ? null : { does: 'click', value: '' };
  });
  listen('input', (_, target) =>
    target.matches('input:not([type=checkbox], [type=radio]), textarea') ? { does: 'fill', value: (target as HTMLInputElement).value } : null,
  );
  listen('keydown', (event) => ({ does: 'press', value: (event as KeyboardEvent).key }));
}
