// Every page and what opens on it, in light, dark and Arabic: no violation of WCAG 2.2 A and AA that axe can see, and
// (as in every test) no error on the console and no violation of the policy.
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

/** What axe finds, a line for each element: rule, where, and what it says. */
async function findings(page: Page, look: Look, stop: Stop): Promise<string[]> {
  await settle(page, stop);
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

test('what is not open to everyone is found', async ({ page, faults }) => {
  faults.allowStatus(401);
  const { origin } = await scene('quiet');
  await page.goto(`${origin}/board`);
  await settle(page);
  await page.evaluate(() => {
    document.body.append(document.createElement('button'));
    document.documentElement.removeAttribute('lang');
  });
  const found = (await findings(page, 'light', STOPS[0]!)).join('\n');
  expect(found).toContain('button-name at body > button');
  expect(found).toContain('html-has-lang at html');
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
      });
    };
    await look(stop.name);
    for (const [name, open] of Object.entries(stop.sheets ?? {})) await look(name, open);
    await arabic.context().close();
  });
}
