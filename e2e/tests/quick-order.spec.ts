// What the floor does in a hurry: by keyboard alone, in a dead spot, with parts of a bill.
import { guestAt, staffOf, type Api } from '../support/api.mjs';
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

/** The orders of the open tab at a table, as the server has them. */
async function ordersAt(floor: Api, table: string): Promise<any[]> {
  const { floors } = await floor.get('staff/tables');
  const { tab } = floors.flatMap((one: any) => one.tables).find((one: any) => one.name === table);
  return (await floor.get(`staff/tabs/${tab.id}`)).orders;
}

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
  await expect(tab.getByRole('alert')).toContainText('No signal');
  await expect(tab.getByLabel('Amount')).toHaveValue(amount);
  await context.setOffline(false);
  await tab.getByRole('button', { name: 'Take payment' }).click();
  const payments = tab.getByRole('list', { name: 'Payments' }).getByRole('listitem');
  await expect(payments).toHaveCount(1);
  await tab.getByLabel('Tendered').fill('2000');
  await expect(tab.getByText('Change:')).toBeVisible();
  await tab.getByRole('button', { name: 'Take payment' }).click();
  await expect(payments).toHaveCount(2);
  await expect(tab.getByRole('button', { name: 'Take payment' })).toBeHidden();
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
