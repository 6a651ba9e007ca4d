// What the floor does in a hurry: by keyboard alone, in a dead spot, with parts of a bill.
import { dishNamed, guestAt, staffOf, type Api } from '../support/api.mjs';
import { openTab, signIn, TABLET } from '../support/board';
import { expect, test, useServer, type Page } from '../support/test';

const server = useServer();

test.use({ viewport: TABLET });
test.beforeEach(async ({ page, faults }) => {
  faults.allowStatus(401); // The board asks who is signed in.
  await signIn(page, server.current.origin);
  await page.getByRole('link', { name: 'Tables', exact: true }).click();
});

async function quickOrderAt(page: Page, place: string): Promise<void> {
  await page.getByRole('button', { name: `Open tab: ${place}` }).click();
  await page.getByRole('dialog', { name: place }).getByRole('button', { name: 'Order for them' }).click();
  await expect(page.getByRole('dialog', { name: `Order for ${place}` }).getByLabel('Find a dish')).toBeFocused();
}

/** The open tab at a table, as the server has it. */
async function tabAt(floor: Api, table: string): Promise<any> {
  const { floors } = await floor.get('staff/tables');
  const { tab } = floors.flatMap((one: any) => one.tables).find((one: any) => one.name === table);
  return floor.get(`staff/tabs/${tab.id}`);
}

const ordersAt = async (floor: Api, table: string): Promise<any[]> => (await tabAt(floor, table)).orders;
const paymentsAt = async (floor: Api, table: string): Promise<any[]> => (await tabAt(floor, table)).payments;

test('by keyboard alone: quantities, initials, choices, taking back, repeating and sending', async ({ page }) => {
  const floor = await staffOf(server.current.origin, 'floor');
  await quickOrderAt(page, 'Table G1');
  const type = (text: string) => page.keyboard.type(text);
  const press = (key: string) => page.keyboard.press(key);
  await type('3 mp');
  await press('Enter');
  await type('papad');
  await press('Enter');
  await press('Backspace');
  await type('2 mp');
  await press('Enter');
  await type('chilli paneer');
  await press('Enter');
  const dish = page.getByRole('dialog', { name: 'Chilli Paneer' });
  await expect(dish).toBeVisible();
  for (let i = 0; i < 12 && !(await dish.getByLabel('Half').evaluate((it) => it === document.activeElement)); i += 1) await press('Tab');
  await press('ArrowDown');
  await expect(dish.getByLabel('Full')).toBeChecked();
  await press('Tab');
  await press('Space');
  for (let i = 0; i < 12 && !(await dish.getByRole('button', { name: 'Add to cart' }).evaluate((it) => it === document.activeElement)); i += 1) await press('Tab');
  await press('Enter');
  await expect(dish).toBeHidden();
  const search = page.getByLabel('Find a dish');
  await expect(search).toBeFocused();
  await press('Control+Enter');
  await expect(page.getByRole('dialog', { name: 'Order for Table G1' })).toBeHidden();
  const [first] = await ordersAt(floor, 'G1');
  expect(first.lines.map((line: any) => [line.quantity, line.name, line.variant?.name])).toEqual([
    [2, 'Masala Papad', undefined],
    [1, 'Chilli Paneer', 'Full'],
  ]);

  await page.getByRole('dialog', { name: 'Table G1' }).getByRole('button', { name: 'Order for them' }).click();
  await page.getByRole('button', { name: 'Repeat the last order' }).click();
  await expect(search).toBeFocused();
  await press('Control+Enter');
  await expect(page.getByRole('dialog', { name: 'Order for Table G1' })).toBeHidden();
  const [again, second] = await ordersAt(floor, 'G1');
  expect(second.lines.map((line: any) => line.name)).toEqual(again.lines.map((line: any) => line.name));
});

test('an order typed in a dead spot is kept, survives a reload and is made once', async ({ page, context, faults }) => {
  faults.allowOffline();
  const floor = await staffOf(server.current.origin, 'floor');
  await quickOrderAt(page, 'Table G2');
  await context.setOffline(true);
  await page.keyboard.type('2 mp');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('1 order waits for a signal')).toBeVisible();
  expect(await ordersAt(floor, 'G2')).toHaveLength(0);
  await context.setOffline(false);
  await page.reload();
  await expect.poll(() => ordersAt(floor, 'G2')).toHaveLength(1);
  await expect(page.getByText('waits for a signal')).toBeHidden();
  await page.reload();
  await expect(page.getByRole('button', { name: /^Table G2 / })).toBeVisible();
  expect(await ordersAt(floor, 'G2')).toHaveLength(1);
});

test('money without a signal is not taken and what was typed stays; two parts pay the whole bill', async ({ page, context, faults }) => {
  faults.allowOffline();
  await quickOrderAt(page, 'Table G3');
  await page.keyboard.type('3 mp');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  const tab = page.getByRole('dialog', { name: 'Table G3' });
  await tab.getByRole('tab', { name: /^Bill/ }).click();
  await tab.getByRole('button', { name: 'One of 2 equal parts' }).click();
  const amount = await tab.getByLabel('Amount').inputValue();
  await context.setOffline(true);
  await tab.getByRole('button', { name: 'Take payment' }).click();
  await expect(tab.getByRole('alert')).toContainText('No answer came');
  await expect(tab.getByLabel('Amount')).toHaveValue(amount);
  await context.setOffline(false);
  await tab.getByRole('button', { name: 'Try again' }).click();
  const payments = tab.getByRole('list', { name: 'Payments' }).getByRole('listitem');
  await expect(payments).toHaveCount(1);
  await tab.getByLabel('Tendered').fill('2000');
  await expect(tab.getByText('Change:')).toBeVisible();
  await tab.getByRole('button', { name: 'Take payment' }).click();
  await expect(payments).toHaveCount(2);
  await expect(tab.getByRole('button', { name: 'Take payment' })).toBeHidden();
});

test('a payment whose answer got lost is not taken twice, over a reload too', async ({ page, faults }) => {
  faults.allowLine(/net::ERR_FAILED/);
  const floor = await staffOf(server.current.origin, 'floor');
  await quickOrderAt(page, 'Table G5');
  await page.keyboard.type('4 mp');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  let tab = page.getByRole('dialog', { name: 'Table G5' });
  await tab.getByRole('tab', { name: /^Bill/ }).click();
  await tab.getByRole('button', { name: 'One of 2 equal parts' }).click();
  const amount = await tab.getByLabel('Amount').inputValue();
  await page.route('**/payments', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await tab.getByRole('button', { name: 'Take payment' }).click();
  await expect(tab.getByRole('alert')).toContainText('may have been taken or not');
  await page.unroute('**/payments');
  await page.reload();

  tab = await openTab(page, 'Table G5');
  await tab.getByRole('tab', { name: /^Bill/ }).click();
  await expect(tab.getByRole('alert')).toContainText('may have been taken or not');
  await expect(tab.getByLabel('Amount')).toHaveValue(amount);
  await expect(tab.getByLabel('Amount')).toBeDisabled();
  await tab.getByRole('button', { name: 'Try again' }).click();
  await expect(tab.getByRole('alert')).toBeHidden();
  await expect(tab.getByLabel('Amount')).toBeEnabled();
  await expect(tab.getByRole('list', { name: 'Payments' }).getByRole('listitem')).toHaveCount(1);
  expect(await paymentsAt(floor, 'G5')).toHaveLength(1);
});

test('a payment that never arrived is given up once the payments are the newest', async ({ page, context, faults }) => {
  faults.allowOffline();
  const floor = await staffOf(server.current.origin, 'floor');
  await quickOrderAt(page, 'Table G6');
  await page.keyboard.type('4 mp');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  const tab = page.getByRole('dialog', { name: 'Table G6' });
  await tab.getByRole('tab', { name: /^Bill/ }).click();
  const anew = tab.getByRole('button', { name: 'Look at the payments and type anew' });
  await context.setOffline(true);
  await tab.getByRole('button', { name: 'Take payment' }).click();
  await anew.click();
  await expect(tab.getByRole('alert').filter({ hasText: 'No signal' })).toBeVisible();
  await expect(anew).toBeVisible();
  await context.setOffline(false);
  await anew.click();
  await expect(anew).toBeHidden();
  await expect(tab.getByRole('button', { name: 'Take payment' })).toBeEnabled();
  expect(await paymentsAt(floor, 'G6')).toHaveLength(0);
});

test('an order that was typed and not sent survives closing and a reload, until it is sent', async ({ page }) => {
  const floor = await staffOf(server.current.origin, 'floor');
  await quickOrderAt(page, 'Table H1');
  await page.keyboard.type('3 mp');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Order for Table H1' });
  const soFar = sheet.getByRole('region', { name: 'The order so far' });
  await expect(soFar).toContainText('Masala Papad');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.reload();

  const tab = await openTab(page, 'Table H1');
  await tab.getByRole('button', { name: 'Order for them' }).click();
  await expect(soFar).toContainText('Masala Papad');
  await page.keyboard.type('tomato');
  await page.keyboard.press('Enter');
  await expect(soFar).toContainText('Tomato Dhania Shorba');
  await page.keyboard.press('Control+Enter');
  await expect(sheet).toBeHidden();
  const [order] = await ordersAt(floor, 'H1');
  expect(order.lines.map((line: any) => [line.quantity, line.name])).toEqual([
    [3, 'Masala Papad'],
    [1, 'Tomato Dhania Shorba'],
  ]);
  await tab.getByRole('button', { name: 'Order for them' }).click();
  await expect(sheet.getByLabel('Find a dish')).toBeFocused();
  await expect(soFar).toBeHidden();
});

test('an order that was refused is typed still, with the reason, at once and after a dead spot', async ({ page, context, faults }) => {
  faults.allowOffline();
  faults.allowStatus(409, 422);
  const floor = await staffOf(server.current.origin, 'floor');
  const { id } = await dishNamed(floor, 'Masala Papad');
  const mark = (status: string) => floor.post(`staff/dishes/${id}/availability`, { status });
  await quickOrderAt(page, 'Table H2');
  const sheet = page.getByRole('dialog', { name: 'Order for Table H2' });
  const soFar = sheet.getByRole('region', { name: 'The order so far' });
  await page.keyboard.type('2 mp');
  await page.keyboard.press('Enter');
  await mark('sold_out');
  await expect(soFar).toContainText('Sold out');
  await page.keyboard.press('Control+Enter');
  await expect(sheet.getByRole('alert')).toContainText('just sold out');
  await expect(soFar).toContainText('Masala Papad');
  await mark('available');
  await expect(soFar).not.toContainText('Sold out');

  await context.setOffline(true);
  await page.keyboard.press('Control+Enter');
  await expect(sheet).toBeHidden();
  await page.getByRole('dialog', { name: 'Table H2' }).getByRole('button', { name: 'Close', exact: true }).click();
  await mark('sold_out');
  await context.setOffline(false);
  const refused = page.getByRole('alert').filter({ hasText: 'An order was not taken.' });
  await expect(refused).toContainText('just sold out');
  await page.reload();
  await expect(refused).toBeVisible();
  await page.getByRole('button', { name: 'Change the order' }).click();
  await expect(sheet.getByRole('alert')).toContainText('just sold out');
  await expect(soFar).toContainText('Sold out');
  await expect(refused).toBeHidden();
  await mark('available');
  await sheet.getByRole('button', { name: 'Send to the kitchen' }).click();
  await expect(sheet).toBeHidden();
  expect(await ordersAt(floor, 'H2')).toHaveLength(1);
});

test('a call is acknowledged on the tile, and the list shows the same facts', async ({ page }) => {
  const { origin, tokens } = server.current;
  const guest = await guestAt(origin, tokens[3] ?? '', '+919876500041');
  const { id } = await guest.post('tab/service-requests', { kind: 'water' });
  await expect(page.getByRole('button', { name: /^Table G4 .*Needs you/ })).toBeVisible();
  await page.getByRole('button', { name: 'Acknowledge: Water' }).click();
  const status = async () => (await guest.get('tab')).service_requests.find((one: any) => one.id === id).status;
  await expect.poll(status).toBe('acknowledged');
  await page.getByRole('button', { name: 'Tables as a list' }).click();
  await expect(page.getByRole('button', { name: /^Table G4 .*1 phone.*Needs you/ })).toBeVisible();
  await page.getByRole('button', { name: 'Done: Water' }).click();
  await expect.poll(status).toBe('resolved');
  await expect(page.getByRole('button', { name: /^Table G4 .*Open/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Tables as a list' })).toHaveAttribute('aria-pressed', 'true');
  await openTab(page, 'Table G4');
});
