import { dishNamed, guestAt, staffOf } from '../support/api.mjs';
import { signIn, TABLET, ticket } from '../support/board';
import { addDish, keptForDeadSpots, openCart, placeOrder, verifyByCode } from '../support/guest';
import { expect, test, useServer, type BrowserContext, type Page } from '../support/test';
import { Wire } from '../support/wire';

const server = useServer();
const PAPAD = 'Masala Papad';
const STALE = /^Not live/;

/** Guest and board, both signed in, the guest with one order. */
async function twoPages(context: BrowserContext, table: number, phone: string) {
  const { origin, tokens } = server.current;
  const [guest, board] = [await context.newPage(), await context.newPage()];
  const wires = [await Wire.of(guest), await Wire.of(board)];
  await board.setViewportSize(TABLET);
  await signIn(board, origin);
  await guest.goto(`${origin}/t/${tokens[table]}`);
  await addDish(guest, PAPAD);
  await openCart(guest);
  await verifyByCode(guest, origin, phone);
  return { guest, board, wires, number: await placeOrder(guest) };
}

/**
 * Starts to watch a page. The answer tells how many milliseconds after it was back on the network the page showed
 * every wanted text and no unwanted one.
 */
async function watchRecovery(page: Page, wanted: string[], unwanted: string[]): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(
    (texts) => {
      const isTrue = () => {
        const text = document.body.innerText;
        return texts.wanted.every((one) => text.includes(one)) && !texts.unwanted.some((one) => text.includes(one));
      };
      const recovered = new Promise<number>((resolve) => {
        const began = () => {
          const start = performance.now();
          const look = () => (isTrue() ? resolve(performance.now() - start) : void setTimeout(look, 20));
          look();
        };
        window.addEventListener('online', began, { once: true });
      });
      return { recovered };
    },
    { wanted, unwanted },
  );
  return () => watch.evaluate(({ recovered }) => recovered);
}

test('after a time offline both pages say that they are stale, and a second after it they show the truth', async ({
  context,
  faults,
}) => {
  faults.allowStatus(401); // The board asks who is signed in.
  faults.allowOffline();
  const { guest, board, wires, number } = await twoPages(context, 0, '+919876500001');
  const { origin, tokens } = server.current;
  await expect(ticket(board, number, 'Table G1')).toBeVisible();

  await context.setOffline(true);
  for (const wire of wires) wire.cut = true;
  const floor = await staffOf(origin, 'floor');
  const { orders } = await floor.get('staff/board');
  const [first] = orders;
  for (const { id } of first.lines) {
    await floor.post(`staff/tabs/${first.tab_id}/lines/${id}/advance`, { to: 'served' });
  }
  const papad = await dishNamed(floor, PAPAD);
  const lines = [{ dish_id: papad.id, quantity: 2 }];
  const friend = await guestAt(origin, tokens[0] ?? '', '+919876500002');
  const stranger = await guestAt(origin, tokens[1] ?? '', '+919876500003');
  const second = await friend.post('tab/orders', { lines });
  const third = await stranger.post('tab/orders', { lines });
  for (const page of [guest, board]) await expect(page.getByText(STALE)).toBeVisible({ timeout: 20_000 });
  await expect(ticket(board, number, 'Table G1')).toBeVisible();

  const watches = [
    await watchRecovery(guest, ['Served', `Order ${second.number}`, 'Sent to the kitchen'], ['Not live']),
    await watchRecovery(board, [`#${second.number}`, `#${third.number}`], ['Not live', `#${number}`]),
  ];
  for (const wire of wires) wire.cut = false;
  await context.setOffline(false);
  for (const recovered of watches) expect(await recovered()).toBeLessThan(1_000);

  const truth = await friend.get('tab');
  await expect(guest.getByRole('article')).toHaveCount(truth.orders.length);
  const live = await floor.get('staff/board');
  await expect(board.getByRole('article')).toHaveCount(live.orders.length);
});

test('a message that gets lost is made good by the next sync', async ({ context, faults }) => {
  faults.allowStatus(401); // The board asks who is signed in.
  const { guest, board, wires, number } = await twoPages(context, 2, '+919876500004');
  const card = ticket(board, number, 'Table G3');
  await expect(card.getByRole('button', { name: 'Accept' })).toBeVisible();
  for (const wire of wires) wire.loses = /^42\["(order|tab)\./;
  const floor = await staffOf(server.current.origin, 'floor');
  const { orders } = await floor.get('staff/board');
  const mine = orders.find((order: { number: number }) => order.number === number);
  await floor.post(`staff/tabs/${mine.tab_id}/orders/${mine.id}/accept`);
  await expect.poll(() => wires.map(({ lost }) => lost)).toEqual([1, 1]);
  await expect(guest.getByRole('article', { name: `Order ${number}` })).toContainText('Accepted by the kitchen', {
    timeout: 6_000,
  });
  await expect(card.getByRole('button', { name: 'Accept' })).toBeHidden({ timeout: 6_000 });
});

test('an order that is given without a network waits, is sent once, and reaches the kitchen', async ({ page, context, faults }) => {
  faults.allowOffline();
  const { origin, tokens } = server.current;
  await page.goto(`${origin}/t/${tokens[3]}`);
  await addDish(page, PAPAD);
  await openCart(page);
  await verifyByCode(page, origin, '+919876500005');
  await placeOrder(page);

  await context.setOffline(true);
  await expect(page.getByText('No signal. You see the menu')).toBeVisible();
  await addDish(page, 'Palak Patta Chaat');
  const cart = await openCart(page);
  await cart.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByText('Waiting for signal').first()).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole('article')).toHaveCount(2, { timeout: 15_000 });
  await expect(page.getByText('Waiting for signal')).toHaveCount(0);

  const floor = await staffOf(origin, 'floor');
  const { orders } = await floor.get('staff/board');
  const ours = orders.filter((order: { tables: string[] }) => order.tables.includes('G4'));
  expect(ours).toHaveLength(2);
  await floor.post(`staff/tabs/${ours[1].tab_id}/orders/${ours[1].id}/accept`);
  await expect(page.getByRole('article', { name: `Order ${ours[1].number}` })).toContainText('Accepted by the kitchen');
});

test('an order that waits when its page is reloaded, and whose session ended meanwhile, goes after the next sign-in', async ({
  page,
  context,
  faults,
}) => {
  faults.allowOffline();
  faults.allowStatus(401); // The session ends while the phone is off the network.
  const { origin, tokens } = server.current;
  await page.goto(`${origin}/t/${tokens[4]}`);
  await addDish(page, PAPAD);
  await openCart(page);
  await verifyByCode(page, origin, '+919876500006');
  const first = await placeOrder(page);
  await keptForDeadSpots(page);

  await context.setOffline(true);
  await addDish(page, 'Palak Patta Chaat');
  const cart = await openCart(page);
  await cart.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByText('Waiting for signal').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('Waiting for signal').first()).toBeVisible();
  const cookies = await context.cookies();
  const guest = cookies.find(({ name }) => name === 'dineqr_guest');
  const ended = await fetch(`${origin}/api/v1/guest/logout`, { method: 'POST', headers: { cookie: `dineqr_guest=${guest?.value}` } });
  expect(ended.ok).toBe(true);

  await context.setOffline(false);
  const again = page.getByRole('dialog', { name: 'Cart' });
  await expect(again.getByText('Verify again; your dishes are kept')).toBeVisible({ timeout: 15_000 });
  await verifyByCode(page, origin, '+919876500066');
  await expect(page.getByText(/^Order \d+ sent to the kitchen$/)).toBeVisible();
  const floor = await staffOf(origin, 'floor');
  const { orders } = await floor.get('staff/board');
  const ours = orders.filter((order: { tables: string[] }) => order.tables.includes('G5'));
  expect(ours).toHaveLength(2);
  expect(ours.map(({ number }: { number: number }) => number)).toContain(first);
});
