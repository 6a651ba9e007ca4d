import { dishNamed, guestAt, staffOf } from '../support/api.mjs';
import { figure, LAPTOP, openOffice, paidTab, rupees } from '../support/office';
import { expect, test, useServer } from '../support/test';

const server = useServer();

test.use({ viewport: LAPTOP });
test.describe.configure({ mode: 'serial' });
test.beforeEach(({ faults }) => faults.allowStatus(401)); // The office asks who is signed in.

test('today’s figures come by themselves with the first tab that is ordered, served and paid', async ({ page }) => {
  await openOffice(page, server.current.origin);
  await expect(page.getByText('No orders yet today')).toBeVisible();
  const { bill } = await paidTab(server.current, 0, '+919876500061', 3);
  await expect(figure(page, 'Revenue')).toContainText(rupees(bill.total.amount));
  await expect(figure(page, 'Orders')).toContainText(/^Orders\s*1\s*1 phone$/);
  await expect(figure(page, 'Average ticket')).toContainText(rupees(bill.total.amount));
  await expect(figure(page, 'Open tabs')).toContainText(/0\s*Nothing owed/);
  await expect(page.getByRole('row', { name: /^Masala Papad 1/ })).toBeVisible();
});

test('the day’s numbers are those of the tab’s bill', async ({ page }) => {
  const { origin } = server.current;
  const manager = await staffOf(origin, 'manager');
  const { items } = await manager.get('manage/tabs');
  const { bill } = await manager.get(`manage/tabs/${items[0].id}`);
  await openOffice(page, origin, '/manage/day');
  await expect(figure(page, 'Revenue')).toContainText(rupees(bill.total.amount));
  await expect(page.getByRole('row', { name: /^Cash/ })).toContainText(`1${rupees(bill.total.amount)}`);
  for (const tax of bill.taxes) {
    await expect(page.getByRole('row', { name: new RegExp(`^${tax.name}`) })).toContainText(rupees(tax.amount.amount));
  }
  await expect(page.getByRole('row', { name: /^Masala Papad 3/ })).toContainText(rupees(bill.total.amount));
  await expect(page.locator('canvas')).toHaveJSProperty('hidden', false);

  await page.getByRole('button', { name: 'As a table' }).click();
  const hours = page.getByRole('table', { name: 'Revenue and orders by the hour' });
  await expect(hours.getByRole('row').filter({ hasText: rupees(bill.total.amount) })).toHaveCount(1);
  await page.getByRole('link', { name: 'Previous day' }).click();
  await expect(page).toHaveURL(/date=\d{4}-\d\d-\d\d$/);
  await expect(page.getByText('Nothing was sold on this day')).toBeVisible();
  await page.getByRole('link', { name: 'Next day' }).click();
  await expect(page).toHaveURL(/\/manage\/day$/);
});

test('the filters of orders stay in the link over a reload', async ({ page }) => {
  const { origin, tokens } = server.current;
  const guest = await guestAt(origin, tokens[1] ?? '', '+919876500062');
  const papad = await dishNamed(guest, 'Masala Papad');
  const { number } = await guest.post('tab/orders', { lines: [{ dish_id: papad.id, quantity: 1 }] });
  await openOffice(page, origin, '/manage/orders');
  const rows = page.getByRole('link', { name: /^Order \d+$/ });
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Status').selectOption('New');
  await expect(rows).toHaveCount(1);
  await page.getByLabel('Search').fill('g2');
  await expect(page).toHaveURL(/status=placed&q=g2$/);
  await page.reload();
  await expect(page.getByLabel('Status')).toHaveValue('placed');
  await expect(page.getByLabel('Search')).toHaveValue('g2');
  await expect(page.getByRole('link', { name: `Order ${number}` })).toBeVisible();
  await page.getByRole('combobox', { name: 'Table' }).selectOption('H6');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).first().click();
  await expect(page).toHaveURL(/\/manage\/orders$/);
  await expect(rows).toHaveCount(2);
});

test('a closed tab is opened again with a reason, and its sheet shows all of it', async ({ page, faults }) => {
  const { origin } = server.current;
  faults.allowStatus(404);
  await openOffice(page, origin, '/manage/tabs?status=closed');
  await page.getByRole('link', { name: 'Table G1' }).click();
  const sheet = page.getByRole('dialog', { name: 'Table G1' });
  await expect(sheet.getByRole('article', { name: /^Order/ })).toContainText('3 × Masala Papad');
  await expect(sheet.getByRole('row', { name: /^Balance/ })).toContainText('₹0.00');
  await expect(sheet.getByRole('row', { name: /^Cash/ })).toContainText('Paid');
  await sheet.getByRole('button', { name: 'Reopen the tab' }).click();
  await sheet.getByLabel('Reason').fill('Forgot the dessert');
  await sheet.getByRole('button', { name: 'Reopen the tab' }).click();
  await expect(sheet.getByRole('definition').first()).toHaveText(/Open$/);
  await expect(sheet.getByRole('button', { name: 'Reopen the tab' })).toHaveCount(0);
  await sheet.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page).toHaveURL(/\?status=closed$/);
  await expect(page.getByText('Nothing found')).toBeVisible();
});

test('a long list comes page by page', async ({ page }) => {
  const { origin } = server.current;
  const floor = await staffOf(origin, 'floor');
  const papad = await dishNamed(floor, 'Masala Papad');
  for (let i = 0; i < 60; i += 1) {
    await floor.post('staff/orders', { lines: [{ dish_id: papad.id, quantity: 1 }], customer: `Guest ${i}` });
  }
  await openOffice(page, origin, '/manage/tabs?channel=parcel');
  await expect(page.getByText('50 shown')).toBeVisible();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByText('60 shown')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});
