// A kitchen's board with 150 orders on it, on a tablet at its full speed: how soon one more is seen.
import { dishNamed, guestAt, PASSWORD } from '../../../e2e/support/api.mjs';
import { observe, seenBy, TABLET } from '../browser.mjs';
import { row } from '../report.mjs';

const ORDERS = 150;
const TABLES = 10;
/** A frame the browser does not call long takes no more than this. */
const SHORT_FRAME = 50;
const GOAL = { under: 100, unit: 'ms' };

/** @param {import('../main.mjs').Bench} bench */
export async function board({ browser, server, rounds }) {
  const { origin } = server;
  const guests = await seat(server);
  const order = await placing(guests);
  for (let at = 0; at < ORDERS; at += 1) await order(at);

  const context = await browser.newContext(TABLET);
  const login = { login: 'kitchen@demo.test', password: PASSWORD };
  await context.request.post(`${origin}/api/v1/auth/login`, { data: login });
  const page = await context.newPage();
  await observe(page);
  await page.addInitScript(watchOrders);
  /** @type {Record<'drawings' | 'arrivals' | 'frames', number[]>} */
  const { drawings, arrivals, frames } = { drawings: [], arrivals: [], frames: [] };
  for (let round = 0; round < rounds; round += 1) {
    await page.goto(`${origin}/board`);
    await page.locator('article').nth(ORDERS - 1).waitFor({ state: 'attached' });
    await page.waitForTimeout(3_000);
    drawings.push(Math.max(SHORT_FRAME, ...(await seenBy(page)).frames));
  }
  for (let round = 0; round < rounds; round += 1) {
    await page.evaluate(() => void (/** @type {any} */ (window).seen.frames.length = 0));
    const { number } = await order(ORDERS + round);
    const arrived = await page.waitForFunction((/** @type {number} */ of) => /** @type {any} */ (window).arrived(of), number, { timeout: 15_000 });
    arrivals.push(/** @type {number} */ (await arrived.jsonValue()));
    await page.waitForTimeout(1_500);
    frames.push(Math.max(SHORT_FRAME, ...(await seenBy(page)).frames));
  }
  await context.close();
  return [
    row(`board: longest frame while ${ORDERS} orders are drawn`, drawings, GOAL, { note: `${SHORT_FRAME} means at most` }),
    row(`board: ${ORDERS} orders, from the message of one more to the screen`, arrivals, GOAL),
    row(`board: ${ORDERS} orders, longest frame while one more comes`, frames, GOAL, { note: `${SHORT_FRAME} means at most` }),
  ];
}

/** @param {import('../../../e2e/support/server.mjs').Server} server */
const seat = ({ origin, tokens }) =>
  Promise.all(
    tokens.slice(0, TABLES).map((token, at) => guestAt(origin, token, `+9198765200${String(at).padStart(2, '0')}`)),
  );

/**
 * Places the orders of an evening, table after table.
 * @param {Awaited<ReturnType<typeof seat>>} guests
 */
async function placing(guests) {
  const [first] = guests;
  if (!first) throw new Error('nobody came');
  const names = ['Masala Papad', 'Tomato Dhania Shorba', 'Palak Patta Chaat'];
  const dishes = await Promise.all(names.map((name) => dishNamed(first, name)));
  return (/** @type {number} */ at) => {
    const lines = dishes.map(({ id }, line) => ({ dish_id: id, quantity: ((at + line) % 4) + 1 }));
    return /** @type {Promise<{ number: number }>} */ (guests[at % guests.length]?.post('tab/orders', { lines }));
  };
}

/** Runs in the page: notes when the message about an order came in, and when its ticket was painted. */
function watchOrders() {
  /** @type {Map<number, number>} */
  const told = new Map();
  /** @type {Map<number, number>} */
  const shown = new Map();
  const listen = (/** @type {WebSocket} */ socket) =>
    socket.addEventListener('message', ({ data }) => {
      const number = /^42\["order\.placed".*?"number":(\d+)/.exec(String(data))?.[1];
      if (number) told.set(Number(number), performance.now());
    });
  const Native = WebSocket;
  window.WebSocket = class extends Native {
    /** @param {string | URL} url @param {string | string[]} [protocols] */
    constructor(url, protocols) {
      super(url, protocols);
      listen(this);
    }
  };
  new MutationObserver(() => {
    for (const number of told.keys()) {
      if (shown.has(number)) continue;
      const there = [...document.querySelectorAll('article')].some((one) => one.textContent?.includes(`#${number}`));
      // A task after the frame's own: by then it is painted.
      if (there) {
        shown.set(number, NaN);
        requestAnimationFrame(() => setTimeout(() => shown.set(number, performance.now())));
      }
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
  Object.assign(window, {
    arrived: (/** @type {number} */ number) => (shown.get(number) ?? NaN) - (told.get(number) ?? NaN) || null,
  });
}
