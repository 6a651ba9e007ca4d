import { dishNamed, guestAt, staffOf } from '../support/api.mjs';
import { advance, openTab, signIn, TABLET, ticket } from '../support/board';
import { expect, test, useServer, type Page } from '../support/test';

const server = useServer();
const PAPAD = 'Masala Papad';

test.use({ viewport: TABLET });
test.beforeEach(async ({ page, faults }) => {
  faults.allowStatus(401); // The board asks who is signed in.
  await signIn(page, server.current.origin);
  await page.getByRole('link', { name: 'Tables', exact: true }).click();
});

/** Types an order into the open quick order: one plain dish by Enter, one whose choices are asked. */
async function typeOrder(page: Page, title: string): Promise<void> {
  const sheet = page.getByRole('dialog', { name: title });
  const search = sheet.getByLabel('Find a dish');
  await expect(search).toBeFocused();
  await search.fill('masala pap');
  await search.press('Enter');
  await expect(search).toBeFocused();
  await search.fill('chilli paneer');
  await search.press('Enter');
  const dish = page.getByRole('dialog', { name: 'Chilli Paneer' });
  await dish.getByLabel('Full').check();
  await dish.getByLabel('Hot', { exact: true }).check();
  await dish.getByRole('button', { name: 'Add to cart' }).click();
  await search.press('Control+Enter');
  await expect(sheet).toBeHidden();
}

test('staff open a tab, order for its guests, move it and join another into it', async ({ page }) => {
  await page.getByRole('button', { name: 'Open tab: Table G1' }).click();
  let tab = page.getByRole('dialog', { name: 'Table G1' });
  await tab.getByRole('button', { name: 'Order for them' }).click();
  await typeOrder(page, 'Order for Table G1');
  await expect(tab.getByText(PAPAD).first()).toBeVisible();

  await tab.getByRole('tab', { name: 'Table' }).click();
  await tab.getByLabel('Free table').selectOption({ label: 'Table G2' });
  await tab.getByRole('button', { name: 'Move' }).click();
  tab = page.getByRole('dialog', { name: 'Table G2' });
  await expect(tab).toBeVisible();
  await tab.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Open tab: Table G1' })).toBeVisible();

  const guest = await guestAt(server.current.origin, server.current.tokens[2] ?? '', '+919876500021');
  await expect(page.getByRole('button', { name: /^Table G3 / })).toBeVisible();
  const joining = await openTab(page, 'Table G3');
  await joining.getByRole('tab', { name: 'Table' }).click();
  await joining.getByLabel('Other tab').selectOption({ label: 'Table G2' });
  await joining.getByRole('button', { name: 'Join' }).click();
  await expect(joining).toBeHidden();
  const { orders } = await guest.get('tab');
  expect(orders).toHaveLength(1);
});

test('a parcel has a name, goes through the kitchen and is paid at the counter', async ({ page }) => {
  await page.getByRole('button', { name: 'New parcel' }).click();
  await page.getByLabel('For whom').fill('Farhan');
  await page.getByLabel('Find a dish').focus();
  await typeOrder(page, 'New parcel');
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  const card = page.getByRole('article', { name: /Parcel$/ });
  for (const dish of [PAPAD, 'Chilli Paneer']) await advance(card, dish, 'Start');
  for (const dish of [PAPAD, 'Chilli Paneer']) await advance(card, dish, 'Ready');
  for (const dish of [PAPAD, 'Chilli Paneer']) await advance(card, dish, 'Served');
  await expect(card).toBeHidden();
  await page.getByRole('link', { name: 'Tables', exact: true }).click();
  await page.getByRole('button', { name: /^Farhan / }).click();
  const tab = page.getByRole('dialog', { name: 'Parcel, Farhan' });
  await tab.getByRole('tab', { name: /^Bill/ }).click();
  await tab.getByLabel('Amount').fill('100');
  await tab.getByLabel('UPI').check();
  await tab.getByLabel('Reference').fill('4417');
  await tab.getByRole('button', { name: 'Take payment' }).click();
  await expect(tab.getByRole('row', { name: /^Paid/ })).toContainText('100.00');
  await tab.getByRole('button', { name: 'Take payment' }).click();
  await expect(tab.getByRole('button', { name: 'Take payment' })).toBeHidden();
  await tab.getByRole('button', { name: 'Close tab' }).click();
  await expect(page.getByRole('button', { name: /^Farhan / })).toBeHidden();
});

test('a dish marked sold out is off every guest’s page within a second', async ({ page, context }) => {
  const { origin, tokens } = server.current;
  const guest = await guestAt(origin, tokens[3] ?? '', '+919876500022');
  await context.addCookies([{ name: 'dineqr_guest', value: guest.token ?? '', url: origin }]);
  const phone = await context.newPage();
  await phone.goto(origin);
  await phone.evaluate((token) => localStorage.setItem('dineqr.session', JSON.stringify(token)), tokens[3] ?? '');
  await phone.goto(`${origin}/t/${tokens[3]}`);
  await expect(phone.getByText('Nothing ordered yet')).toBeVisible();

  await page.getByRole('link', { name: 'Dishes', exact: true }).click();
  await page.getByLabel('Find a dish').fill('Masala Papad');
  const choose = phone.getByRole('button', { name: `Choose ${PAPAD}`, exact: true });
  await expect(choose).toBeVisible();
  await page.getByRole('button', { name: `${PAPAD}: Sold out` }).click();
  await expect(choose).toBeHidden({ timeout: 1_000 });
  await page.getByRole('button', { name: `${PAPAD}: Sold out` }).click();
  await expect(choose).toBeVisible({ timeout: 1_000 });
});

test('the ticket of a table that nobody sees stays on the board until it is served', async ({ page }) => {
  const guest = await guestAt(server.current.origin, server.current.tokens[4] ?? '', '+919876500023');
  const { categories } = await guest.get('restaurants/demo/menu');
  const dish = categories[0].dishes[0];
  const order = await guest.post('tab/orders', { lines: [{ dish_id: dish.id, quantity: 3, note: 'no salt' }] });
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  const card = ticket(page, order.number, 'Table G5');
  await expect(card).toContainText('no salt');
  await page.reload();
  await expect(card).toContainText('no salt');
});

test('the tab stands beside the tables on a tablet and comes from below on a phone', async ({ page }) => {
  await guestAt(server.current.origin, server.current.tokens[5] ?? '', '+919876500024');
  const tab = await openTab(page, 'Table G6');
  const beside = await tab.boundingBox();
  expect(beside).toMatchObject({ y: 0, height: TABLET.height });
  expect((beside?.x ?? 0) + (beside?.width ?? 0)).toBe(TABLET.width);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(async () => (await tab.boundingBox())?.width).toBe(390);
  const bottom = async () => {
    const below = await tab.boundingBox();
    return (below?.y ?? 0) + (below?.height ?? 0);
  };
  await expect.poll(bottom).toBe(844); // Once it has risen.
  expect((await tab.boundingBox())?.y).toBeGreaterThan(0);
});

test('what is ready is served from the tab, can be taken back, and waits out a dead spot', async ({ page, context, faults }) => {
  faults.allowOffline();
  const { origin, tokens } = server.current;
  const floor = await staffOf(origin, 'floor');
  const guest = await guestAt(origin, tokens[6] ?? '', '+919876500025');
  const { id: dish_id } = await dishNamed(guest, PAPAD);
  const order = await guest.post('tab/orders', { lines: [{ dish_id, quantity: 2 }] });
  await floor.post(`staff/tabs/${order.tab_id}/orders/${order.id}/accept`);
  const lineAt = `staff/tabs/${order.tab_id}/lines/${order.lines[0].id}/advance`;
  const status = async () => (await guest.get('tab')).orders[0].lines[0].status;
  const tab = await openTab(page, 'Table H1');
  const served = tab.getByRole('button', { name: `2 ${PAPAD}: Served` });
  await expect(tab.getByText('Waiting')).toBeVisible();
  await expect(served).toBeHidden();
  await floor.post(lineAt, { to: 'ready' });

  await served.click();
  await expect(served).toBeHidden();
  await expect.poll(status).toBe('served');
  await tab.getByRole('button', { name: `Undo: ${PAPAD} is Served` }).click();
  await expect(served).toBeVisible();
  await expect.poll(status).toBe('ready');

  await context.setOffline(true);
  await served.click();
  await expect(tab.getByText('Served', { exact: true })).toBeVisible();
  await expect(tab.getByText('1 step waits for signal')).toBeVisible();
  expect(await status()).toBe('ready');
  await context.setOffline(false);
  await expect.poll(status).toBe('served');
  await expect(served).toBeHidden();
});

test('the bill is printed alone, with what was paid', async ({ page }) => {
  const { origin, tokens } = server.current;
  const floor = await staffOf(origin, 'floor');
  const guest = await guestAt(origin, tokens[7] ?? '', '+919876500026');
  const { id: dish_id } = await dishNamed(guest, PAPAD);
  const { tab_id } = await guest.post('tab/orders', { lines: [{ dish_id, quantity: 3 }] });
  await floor.post(`staff/tabs/${tab_id}/payments`, { method: 'upi', amount: { amount: 5_000, currency: 'INR' }, reference: '4417' });
  const tab = await openTab(page, 'Table H2');
  await tab.getByRole('tab', { name: /^Bill/ }).click();
  const paper = page.getByRole('article', { name: 'Bill' });
  await expect(paper).toBeHidden();
  await page.evaluate(() => (window.print = () => void (document.title = 'printed')));
  await tab.getByRole('button', { name: 'Print the bill' }).click();
  await expect(page).toHaveTitle('printed');

  await page.emulateMedia({ media: 'print' });
  for (const said of [await restaurantName(page), 'Table H2', `3 × ${PAPAD}`, 'CGST', 'Total', 'UPI 4417']) await expect(paper).toContainText(said);
  await expect(tab).toBeHidden();
  const others = await page.evaluate(() => {
    const shown = [...document.body.children].filter((one) => one.getBoundingClientRect().height > 0);
    return shown.map((one) => one.getAttribute('aria-label'));
  });
  expect(others).toEqual(['Bill']);
  const ink = await paper.evaluate((it) => [getComputedStyle(it).color, getComputedStyle(document.documentElement).backgroundColor]);
  expect(ink).toEqual(['rgb(31, 26, 20)', 'rgb(255, 255, 255)']);
  await page.emulateMedia({ media: 'screen' });
  await tab.getByRole('button', { name: 'Close', exact: true }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'Garden' })).toBeVisible();
});

test('a phone is taken off a table only after a second word', async ({ page }) => {
  const guest = await guestAt(server.current.origin, server.current.tokens[8] ?? '', '+919876500027');
  const removed = async () => (await (await staffOf(server.current.origin, 'floor')).get(`staff/tabs/${guest.tab.id}`)).guests[0].removed;
  const tab = await openTab(page, 'Table H3');
  await tab.getByRole('tab', { name: 'Table' }).click();
  const remove = tab.getByRole('button', { name: /^Remove / });
  const question = tab.getByRole('group', { name: /cannot be undone/ });
  await remove.click();
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await expect(remove).toBeFocused();
  expect(await removed()).toBe(false);
  await remove.click();
  await question.getByRole('button', { name: /^Remove / }).click();
  await expect(remove).toBeHidden();
  expect(await removed()).toBe(true);
});

const restaurantName = (page: Page) => page.locator('header h1').evaluate((it) => it.textContent?.trim() ?? '');

test.describe('before there are tables', () => {
  const bare = useServer();

  test.beforeEach(async () => {
    const manager = await staffOf(bare.current.origin, 'manager');
    for (const { id } of (await manager.get('manage/tables')).items) await manager.call('DELETE', `manage/tables/${id}`);
  });

  test('the floor says what to do, and takes a manager there', async ({ page }) => {
    const { origin } = bare.current;
    await signIn(page, origin);
    await page.getByRole('link', { name: 'Tables', exact: true }).click();
    await expect(page.getByRole('region', { name: 'No tables yet' })).toContainText('A manager adds them');
    await expect(page.getByRole('link', { name: 'Add tables' })).toBeHidden();
    await page.getByRole('button', { name: /^Signed in as/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await signIn(page, origin, 'manager@demo.test');
    await page.getByRole('link', { name: 'Tables', exact: true }).click();
    await page.getByRole('link', { name: 'Add tables' }).click();
    await expect(page).toHaveURL(`${origin}/manage/tables`);
  });
});
