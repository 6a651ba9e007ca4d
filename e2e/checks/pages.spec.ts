// Every page and what opens on it, in light, dark and Arabic: no violation of WCAG 2.2 A and AA that axe can see, and
// nothing that sticks out of a small or a zoomed page, no target that a finger would miss, and (as in every test) no
// error on the console and no violation of the policy.
import { AxeBuilder } from '@axe-core/playwright';
import { inArabic, Recorder, wear, type Look } from '../support/looks';
import { enter, settle, sizeFor, STOPS, visit, type Stop } from '../support/pages';
import { useScenes } from '../support/stage';
import { expect, test, type Page } from '../support/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const scene = useScenes();

/** Behind a sheet nobody can go; what axe says of it there is about what the sheet covers. */
const SHEET = 'data-looked-at';
const markSheet = (page: Page) =>
  page.evaluate((mark) => {
    for (const old of document.querySelectorAll(`[${mark}]`)) old.removeAttribute(mark);
    const looked = [...document.querySelectorAll('dialog[open], [role=dialog]')].at(-1) ?? document.documentElement;
    looked.setAttribute(mark, '');
  }, SHEET);

/** Of what the browser leaves out until somebody scrolls there it knows only a guessed size, which axe takes for real. */
const drawAll = (page: Page) =>
  page.evaluate(() => void document.styleSheets[0]?.insertRule('* { content-visibility: visible !important; }'));

/** What axe finds, a line for each element: rule, where, and what it says. */
async function findings(page: Page, look: Look, stop: Stop): Promise<string[]> {
  await settle(page, stop);
  await drawAll(page);
  await markSheet(page);
  // Our pages have no frames; without the mode for them no blank page is opened each time.
  const { violations } = await new AxeBuilder({ page }).include(`[${SHEET}]`).withTags(TAGS).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${look}: ${id} at ${target.join(' ')}: ${failureSummary?.replace(/\s+/g, ' ')}`),
  );
}

/** English in light and in dark. */
async function inBothLights(page: Page, stop: Stop): Promise<string[]> {
  const found: string[] = [];
  for (const look of ['light', 'dark'] as const) {
    await wear(page, look);
    found.push(...(await findings(page, look, stop)));
  }
  return found;
}

/** A small phone, and a desk's screen at a zoom of 200 %: nothing may need scrolling sideways. */
const NARROW = [
  { width: 320, height: 640 },
  { width: 683, height: 384 },
];

/** What sticks out of the page at its side, a line for each size and element. */
async function tooWide(page: Page, stop: Stop): Promise<string[]> {
  const found: string[] = [];
  for (const size of NARROW) {
    await page.setViewportSize(size);
    await settle(page, stop);
    found.push(...(await page.evaluate(stickingOut)).map((what) => `at ${size.width} px: ${what}`));
  }
  await page.setViewportSize(sizeFor(stop));
  return found;
}

/** Runs in the page. */
function stickingOut(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const scrolls = (one: Element | null): boolean => !!one && (getComputedStyle(one).overflowX !== 'visible' || scrolls(one.parentElement));
  const wide = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > clientWidth + 1 && !scrolls(one.parentElement),
  );
  return wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 160));
}

/** Runs in the page: what a finger has to hit and is smaller than 44 by 44 pixels. Links within a text are part of it. */
function tooSmall(): string[] {
  const LEAST = 43.5; // Half a pixel is a matter of rounding.
  const shown = (one: Element) => one.checkVisibility({ checkVisibilityCSS: true }) && !one.matches('.sr-only, [inert] *');
  const inText = (one: Element) => one.matches('a') && getComputedStyle(one).display === 'inline';
  /** What is hit instead: a field's label, or what the target's own layer is spread over. */
  const areaOf = (one: Element): Element => {
    if (one.matches('input')) return one.closest('label') ?? one;
    const { content, position } = getComputedStyle(one, '::after');
    return content !== 'none' && position === 'absolute' ? ((one as HTMLElement).offsetParent ?? one) : one;
  };
  const found: string[] = [];
  for (const one of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=tab]')) {
    if (!shown(one) || inText(one)) continue;
    const { width, height } = areaOf(one).getBoundingClientRect();
    if (width < LEAST || height < LEAST) found.push(`${width.toFixed()} x ${height.toFixed()}: ${one.outerHTML.slice(0, 140)}`);
  }
  return found;
}

test('what is not open to everyone is found', async ({ page, faults }) => {
  faults.allowStatus(401);
  const { origin } = await scene('quiet');
  await page.goto(`${origin}/board`);
  await settle(page);
  await page.evaluate(() => {
    document.body.append(document.createElement('button'));
    document.documentElement.removeAttribute('lang');
  });
  expect((await page.evaluate(tooSmall)).join('\n')).toMatch(/\d x \d+: <button><\/button>/);
  const found = (await findings(page, 'light', STOPS[0]!)).join('\n');
  expect(found).toContain('button-name at body > button');
  expect(found).toContain('html-has-lang at html');
  await page.evaluate(() => {
    const wide = document.createElement('p');
    wide.textContent = 'wide';
    wide.style.width = '50rem';
    document.body.append(wide);
  });
  expect((await tooWide(page, STOPS[0]!)).join('\n')).toContain('at 320 px: <p style="width: 50rem;">');
});

test.use({ reducedMotion: 'reduce' });

for (const stop of STOPS) {
  test(`${stop.name} is open to everyone and quiet`, async ({ browser, context, page, faults }) => {
    faults.allowStatus(401, 404, 500); // Pages ask who is signed in; some look up what is not there, or fail.
    test.slow();
    const there = await scene(stop.scene);
    await page.setViewportSize(sizeFor(stop));
    const recorder = await Recorder.on(context);
    await enter(context, there, stop.as);
    const arabic = await (await inArabic(browser, context, page)).newPage();

    const look = async (name: string, open?: (page: Page) => Promise<void>) => {
      await test.step(name, async () => {
        for (const one of [page, arabic]) await visit(one, there, stop);
        recorder.clear();
        await open?.(page);
        await recorder.replay(arabic);
        expect.soft(await arabic.getAttribute('html', 'dir'), 'Arabic runs from right to left').toBe('rtl');
        expect.soft([...(await inBothLights(page, stop)), ...(await findings(arabic, 'arabic', stop))], name).toEqual([]);
        expect.soft(await page.evaluate(tooSmall), name).toEqual([]);
        expect.soft(await tooWide(page, stop), name).toEqual([]);
      });
    };
    await look(stop.name);
    for (const [name, open] of Object.entries(stop.sheets ?? {})) await look(name, open);
    await arabic.context().close();
  });
}
