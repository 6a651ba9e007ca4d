// Pictures of every page and what opens on it, in three sizes, light and dark, and in Arabic at the size its people
// mostly use.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inArabic, Recorder, SIZES, wear, type Look } from '../support/looks';
import { enter, settle, sizeFor, STOPS, visit, type Stop } from '../support/pages';
import { useScenes } from '../support/stage';
import { test, type Page } from '../support/test';

const FOLDER = join(import.meta.dirname, '../screenshots');
const scene = useScenes();

async function shoot(page: Page, stop: Stop, name: string, look: Look): Promise<void> {
  await settle(page, stop);
  const width = page.viewportSize()?.width ?? 0;
  await page.screenshot({ path: join(FOLDER, `${name}-${width}-${look}.png`), animations: 'disabled' });
}

/** English, in every size, in light and dark. */
async function shootAll(page: Page, stop: Stop, name: string): Promise<void> {
  for (const size of Object.values(SIZES)) {
    await page.setViewportSize(size);
    for (const look of ['light', 'dark'] as const) {
      await wear(page, look);
      await shoot(page, stop, name, look);
    }
  }
}

test.use({ reducedMotion: 'reduce' });

for (const stop of STOPS) {
  test(stop.name, async ({ browser, context, page, faults }) => {
    faults.allowStatus(401, 404, 500); // Pages ask who is signed in; some look up what is not there, or fail.
    test.slow();
    const there = await scene(stop.scene);
    const recorder = await Recorder.on(context);
    await enter(context, there, stop.as);
    const arabic = await (await inArabic(browser, context, page)).newPage();
    await arabic.setViewportSize(sizeFor(stop));
    await rm(join(FOLDER, stop.name), { recursive: true, force: true });

    const look = async (name: string, open?: (page: Page) => Promise<void>) => {
      await page.setViewportSize(sizeFor(stop));
      for (const one of [page, arabic]) await visit(one, there, stop);
      recorder.clear();
      await open?.(page);
      await recorder.replay(arabic);
      await shoot(arabic, stop, join(stop.name, name), 'arabic');
      await shootAll(page, stop, join(stop.name, name));
    };
    await look('page');
    for (const [name, open] of Object.entries(stop.sheets ?? {})) await look(name, open);
    await arabic.context().close();
  });
}
