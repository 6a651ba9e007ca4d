// A guest's first visit on a slow phone, beside a page that holds nothing; and the next one with the network off.
import { until } from '../../../e2e/support/measure.mjs';
import { observe, PHONE, seenBy, slowDown } from '../browser.mjs';
import { nameOf, publish } from '../menu.mjs';
import { row } from '../report.mjs';

const DISHES = 60;
/** Nothing needs less than this page of the same server. */
const BLANK = '/healthz';
const LCP = { under: 1_500, unit: 'ms' };
/** What an earlier open-source front end for the same purpose took, as its authors' own build was measured. */
const EARLIER = 'an earlier open-source front end: 2,900 at its menu, 2,400 at sign-in';

/** @param {import('../main.mjs').Bench} bench */
export async function visit({ browser, server, rounds }) {
  await publish(server.origin, DISHES);
  const guest = `${server.origin}/t/${server.tokens[0]}`;
  /** @type {import('../browser.mjs').Seen[]} */
  const ours = [];
  const blank = [];
  const away = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await firstVisit(browser, guest, nameOf(0)));
    blank.push((await firstVisit(browser, `${server.origin}${BLANK}`)).paint);
    away.push(await visitWithoutNetwork(browser, guest));
  }
  const shifts = [...new Set(ours.flatMap(({ shifts }) => shifts))];
  return [
    row(`guest: largest contentful paint, ${DISHES} dishes`, ours.map(({ largest }) => largest), LCP, { reference: blank, note: EARLIER }),
    row('guest: first contentful paint', ours.map(({ paint }) => paint), null, { reference: blank }),
    row('guest: layout shift', ours.map(({ shift }) => shift), { most: 0, unit: '' }, { note: shifts.join(', ') }),
    row('guest: next visit with the network off', away, LCP, { note: 'largest contentful paint, the processor slowed alike' }),
  ];
}

/**
 * A visit with an empty cache; with a dish's name it must be on the screen by the largest paint.
 * @param {import('../../../e2e/support/chromium.mjs').Browser} browser
 * @param {string} url
 * @param {string} [dish]
 */
async function firstVisit(browser, url, dish) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await observe(page);
  await slowDown(page);
  await page.goto(url);
  if (dish) await page.getByText(dish).first().waitFor();
  await page.waitForLoadState('networkidle');
  // Whatever still comes late would move things.
  await page.waitForTimeout(2_000);
  const seen = await seenBy(page);
  await context.close();
  return seen;
}

/**
 * The largest paint when the phone was here before and has no signal now.
 * @param {import('../../../e2e/support/chromium.mjs').Browser} browser
 * @param {string} url
 */
async function visitWithoutNetwork(browser, url) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await observe(page);
  try {
    await page.goto(url);
    // The page itself is kept a moment after its worker took over.
    const isKept = async () => !!navigator.serviceWorker.controller && !!(await caches.match(location.href));
    await until('the page to be kept', () => page.evaluate(isKept));
    await context.setOffline(true);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.reload();
    await page.getByText(nameOf(0)).first().waitFor({ timeout: 10_000 });
    await page.waitForTimeout(1_000);
    return (await seenBy(page)).largest;
  } finally {
    await context.close();
  }
}
