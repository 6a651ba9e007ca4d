import { dishNamed, guestAt, staffOf, type Api } from '../support/api.mjs';
import { signIn } from '../support/board';
import { expect, test, useServer, type Page } from '../support/test';

const server = useServer();
const ORDERS = 150;
const ARRIVALS = 10;
const LIMIT_MS = 100;

test.use({ viewport: { width: 1366, height: 768 } });

/** A busy evening: so many live orders at eight tables, a third of them being made. */
async function fill(guests: Api[], floor: Api): Promise<void> {
  const dishes = await Promise.all(['Masala Papad', 'Malai Broccoli', 'Corn Pepper Kebab'].map((name) => dishNamed(floor, name)));
  const line = (i: number) => {
    const dish = dishes[i % dishes.length];
    return { dish_id: dish.id, quantity: (i % 4) + 1, ...(dish.variants[0] ? { variant_id: dish.variants[0].id } : {}) };
  };
  for (let i = 0; i < ORDERS; i += 1) {
    const order = await guests[i % guests.length]!.post('tab/orders', { lines: [line(i), line(i + 1)] });
    const path = `staff/tabs/${order.tab_id}`;
    if (i % 3 === 0) await floor.post(`${path}/orders/${order.id}/accept`);
    if (i % 3 === 1) await floor.post(`${path}/lines/${order.lines[0].id}/advance`, { to: 'preparing' });
  }
}

/** Notes in the page when a message with an order came, when its ticket was there, and every task over the limit. */
async function measure(page: Page): Promise<void> {
  await page.addInitScript((limit) => {
    const heard = new Map<number, number>();
    const shown = new Map<number, number>();
    const long: number[] = [];
    Object.assign(window, { figures: { heard, shown, long } });
    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener('message', ({ data }) => {
          const at = performance.now();
          const number = /^42\["order\.placed".*?"number":(\d+)/.exec(String(data))?.[1];
          if (number && !heard.has(Number(number))) heard.set(Number(number), at);
        });
      }
    };
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (!(node instanceof Element)) continue;
        const tickets = node.matches('article') ? [node] : [...node.querySelectorAll('article')];
        for (const one of tickets) {
          const number = Number(/\d+/.exec(one.getAttribute('aria-label') ?? '')?.[0]);
          if (!shown.has(number)) shown.set(number, performance.now());
        }
      }
    }).observe(document, { childList: true, subtree: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) if (duration > limit) long.push(duration);
    }).observe({ type: 'longtask' });
  }, LIMIT_MS);
}

test(`beside ${ORDERS} live orders a new one is shown within ${LIMIT_MS} ms of its message`, async ({ page, faults }) => {
  test.setTimeout(120_000);
  faults.allowStatus(401); // The board asks who is signed in.
  const { origin, tokens } = server.current;
  const floor = await staffOf(origin, 'floor');
  const guests = await Promise.all(tokens.slice(0, 8).map((token, i) => guestAt(origin, token, `+9198765${80_000 + i}`)));
  await fill(guests, floor);
  await measure(page);
  await signIn(page, origin, 'kitchen@demo.test');
  await expect(page.getByRole('article')).toHaveCount(ORDERS);
  await page.waitForLoadState('networkidle');
  await page.evaluate('figures.long.length = 0'); // The first picture of 150 tickets is not what is measured.

  const papad = await dishNamed(floor, 'Masala Papad');
  const numbers: number[] = [];
  for (let i = 0; i < ARRIVALS; i += 1) {
    const order = await guests[i % guests.length]!.post('tab/orders', { lines: [{ dish_id: papad.id, quantity: 1 }] });
    await expect(page.getByRole('article', { name: `Order ${order.number}, ` })).toBeVisible();
    numbers.push(order.number);
  }
  const figures = await page.evaluate((wanted) => {
    const { heard, shown, long } = (window as unknown as { figures: { heard: Map<number, number>; shown: Map<number, number>; long: number[] } }).figures;
    return { took: wanted.map((number) => (shown.get(number) ?? Infinity) - (heard.get(number) ?? 0)), long };
  }, numbers);
  console.log(`beside ${ORDERS} orders: ${figures.took.map((ms) => ms.toFixed(1)).join(', ')} ms; long tasks: ${figures.long.join(', ') || 'none'}`);
  for (const took of figures.took) expect(took).toBeLessThan(LIMIT_MS);
  expect(figures.long).toEqual([]);
});
