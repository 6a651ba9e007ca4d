// How long a slow phone takes to answer a touch, with a menu of 300 dishes.
import { observe, PHONE, seenBy, slowDown } from '../browser.mjs';
import { nameOf, publish } from '../menu.mjs';
import { row } from '../report.mjs';

const DISHES = 300;
const GOAL = { under: 200, unit: 'ms' };
/** The browser tells of interactions from 16 ms on, in steps of 8. */
const QUICK = 16;

/** @typedef {import('../../../e2e/support/chromium.mjs').Page} Page */

/** What a guest does, by what they touch. @type {Record<string, (page: Page) => Promise<void>>} */
const TOUCHES = {
  'add a dish': (page) => page.getByRole('button', { name: new RegExp(`^(Add|Choose) ${nameOf(3)}$`) }).tap(),
  'open a dish': (page) => page.getByRole('button', { name: nameOf(5) }).first().tap(),
  'type in the search': (page) => page.getByRole('searchbox').pressSequentially('paneer', { delay: 120 }),
  filter: async (page) => {
    await page.getByRole('button', { name: /^Filter/ }).tap();
    await page.locator('button[aria-pressed=false]:visible, input[type=checkbox]:visible').first().tap();
  },
};

/** @param {import('../main.mjs').Bench} bench */
export async function taps({ browser, server, rounds }) {
  await publish(server.origin, DISHES);
  const guest = `${server.origin}/t/${server.tokens[0]}`;
  const rows = [];
  for (const [name, touch] of Object.entries(TOUCHES)) {
    const slowest = [];
    for (let round = 0; round < rounds; round += 1) slowest.push(await slowestAnswer(browser, guest, touch));
    rows.push(row(`guest: ${name}, ${DISHES} dishes: to the next paint`, slowest, GOAL));
  }
  return rows;
}

/**
 * The longest from an input to the paint that answers it. Each touch is a fresh page's first: the slowest there is.
 * @param {import('../../../e2e/support/chromium.mjs').Browser} browser
 * @param {string} url
 * @param {(page: Page) => Promise<void>} touch
 */
async function slowestAnswer(browser, url, touch) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await observe(page);
  await page.goto(url);
  await page.getByText(nameOf(0)).first().waitFor();
  await page.waitForLoadState('networkidle');
  await slowDown(page);
  await touch(page);
  await page.waitForTimeout(1_500);
  const { interactions } = await seenBy(page);
  await context.close();
  return Math.max(QUICK, ...interactions.map(({ duration }) => duration));
}
