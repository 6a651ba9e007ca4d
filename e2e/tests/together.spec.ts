import { guestAt, staffOf } from '../support/api.mjs';
import { addButton, addDish, openCart, PHONE, placeOrder, verifyByCode } from '../support/guest';
import { expect, test, useServer, type BrowserContext, type Page } from '../support/test';

const server = useServer();

/** A phone of its own that sits down at a table with one dish ordered. */
async function sitsDown(context: BrowserContext, table: number, phone: string, name: string, dish: string) {
  const { origin, tokens } = server.current;
  const page = await context.newPage();
  await page.goto(`${origin}/t/${tokens[table]}`);
  await addDish(page, dish);
  await openCart(page);
  await page.getByLabel('Your name').fill(name);
  await verifyByCode(page, origin, phone);
  return { page, number: await placeOrder(page) };
}

const order = (page: Page, number: number) => page.getByRole('article', { name: `Order ${number}`, exact: true });

test('two phones share a table: who is here, whose order is whose, how it comes along, and one bill', async ({
  context,
  browser,
  faults,
}) => {
  const other = await browser.newContext({ viewport: PHONE });
  faults.watch(other);
  const asha = await sitsDown(context, 0, '+919876520001', 'Asha', 'Masala Papad');
  const ravi = await sitsDown(other, 0, '+919876520002', 'Ravi', 'Palak Patta Chaat');

  for (const { page } of [asha, ravi]) {
    await expect(page.getByRole('list', { name: 'At this table' }).getByRole('listitem')).toHaveCount(2);
    await expect(order(page, asha.number)).toContainText('Masala Papad');
    await expect(order(page, ravi.number)).toContainText('Palak Patta Chaat');
  }
  await expect(order(asha.page, asha.number)).toContainText('You');
  await expect(order(asha.page, ravi.number)).toContainText('Ravi');
  await expect(asha.page.getByRole('article').first()).toContainText(`Order ${asha.number}`);
  await expect(ravi.page.getByRole('article').first()).toContainText(`Order ${ravi.number}`);

  // Only one's own order can be taken back, and the other phone sees that it was.
  const cancel = (page: Page) => page.getByRole('button', { name: /^Cancel order/ });
  await expect(cancel(asha.page)).toHaveCount(1);
  await cancel(ravi.page).click();
  await expect(order(asha.page, ravi.number)).toContainText('Cancelled');

  const floor = await staffOf(server.current.origin, 'floor');
  const { orders } = await floor.get('staff/board');
  const [live] = orders.filter((one: { number: number }) => one.number === asha.number);
  await floor.post(`staff/tabs/${live.tab_id}/orders/${live.id}/accept`);
  for (const { page } of [asha, ravi]) await expect(order(page, asha.number)).toContainText('Accepted by the kitchen');
  await expect(asha.page.getByRole('button', { name: /The kitchen has it/ })).toBeVisible();
  await expect(order(asha.page, asha.number)).toContainText(/about \d\d:\d\d/);
  for (const { id } of live.lines) await floor.post(`staff/tabs/${live.tab_id}/lines/${id}/advance`, { to: 'served' });

  await ravi.page.getByRole('button', { name: 'See the bill' }).click();
  const bill = ravi.page.getByRole('table', { name: 'Bill' });
  await expect(bill.getByRole('row', { name: /^Asha/ })).toContainText('75.00');
  await expect(bill.getByRole('row', { name: /Palak Patta Chaat/ })).toHaveCount(0);
  await other.close();
});

test('a round is ordered again without what has run out since', async ({ page }) => {
  const { origin, tokens } = server.current;
  const floor = await staffOf(origin, 'floor');
  await page.goto(`${origin}/t/${tokens[1]}`);
  for (const name of ['Masala Papad', 'Corn Pepper Kebab']) await addDish(page, name);
  await openCart(page);
  await verifyByCode(page, origin, '+919876520003');
  const number = await placeOrder(page);
  const { orders } = await floor.get('staff/board');
  const placed = orders.find((one: { number: number }) => one.number === number);
  for (const { id } of placed.lines) await floor.post(`staff/tabs/${placed.tab_id}/lines/${id}/advance`, { to: 'served' });
  const [papad] = placed.lines;
  await floor.post(`staff/dishes/${papad.dish_id}/availability`, { status: 'sold_out' });
  await expect(addButton(page, 'Masala Papad')).toBeHidden();
  await order(page, number).getByRole('button', { name: 'Order again' }).click();
  await expect(page.getByRole('status').getByText('Not available: Masala Papad')).toBeVisible();
  const cart = await openCart(page);
  await expect(cart.getByRole('group', { name: 'Corn Pepper Kebab' })).toBeVisible();
  await expect(cart.getByRole('group', { name: 'Masala Papad' })).toHaveCount(0);
  await floor.post(`staff/dishes/${papad.dish_id}/availability`, { status: 'available' });
});

test('a phone that joins later sees what was ordered before', async ({ page }) => {
  const { origin, tokens } = server.current;
  const early = await guestAt(origin, tokens[2] ?? '', '+919876520004');
  const { categories } = await early.get('restaurants/demo/menu');
  const { number } = await early.post('tab/orders', { lines: [{ dish_id: categories[0].dishes[0].id, quantity: 2 }] });
  await page.goto(`${origin}/t/${tokens[2]}`);
  await expect(page.getByRole('article')).toHaveCount(0);
  await addDish(page, 'Masala Papad');
  await openCart(page);
  await verifyByCode(page, origin, '+919876520005');
  await placeOrder(page);
  await expect(order(page, number)).toContainText('Guest 1');
});
