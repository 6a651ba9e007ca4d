import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { staffOf } from '../support/api.mjs';
import { addDish, openCart, placeOrder, verifyByCode } from '../support/guest';
import { figure, LAPTOP, openOffice } from '../support/office';
import { expect, test, useServer } from '../support/test';

const server = useServer();
const LIST = join(import.meta.dirname, '../fixtures/menu-bar-kitchen-190.csv');

test.use({ viewport: LAPTOP });

test('a bar-kitchen’s own list of 190 dishes is imported as it is, and guests order from it', async ({ page, context, faults }) => {
  faults.allowStatus(401, 422); // The office asks who is signed in; a broken file is refused.
  const { origin, tokens } = server.current;
  const csv = await readFile(LIST, 'utf8');
  await openOffice(page, origin, '/manage/menu/import');
  const file = page.locator('input[type=file]');

  const broken = csv.replace('Masala Peanuts,225,veg', 'Masala Peanuts,two hundred,veg');
  await file.setInputFiles({ name: 'broken.csv', mimeType: 'text/csv', buffer: Buffer.from(broken) });
  const row = page.getByRole('alert').getByRole('row', { name: /^4 price_inr/ });
  await expect(row).toContainText('a number with at most two decimals');
  await expect(row).toContainText('Masala Peanuts,two hundred,veg');
  await expect(page.getByRole('button', { name: 'Import and publish' })).toHaveCount(0);

  await file.setInputFiles(LIST);
  await expect(page.getByText('Nothing is changed yet.')).toBeVisible();
  await expect(figure(page, 'Categories')).toContainText('15');
  await expect(figure(page, 'Dishes')).toContainText('190');
  await expect(figure(page, 'Added')).toContainText('190');
  const manager = await staffOf(origin, 'manager');
  const names = async () => JSON.stringify(await manager.get('restaurants/demo/menu'));
  expect(await names()).not.toContain('Masala Peanuts');

  await page.getByRole('button', { name: 'Import and publish' }).click();
  await expect(page.getByText('The menu is published. Guests see it now.')).toBeVisible();
  await page.getByRole('link', { name: 'See the menu' }).click();
  await expect(page.getByText('This is the menu that guests see.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Masala Peanuts: ₹225.00, change' })).toBeVisible();

  const guest = await context.newPage();
  await guest.goto(`${origin}/t/${tokens[0]}`);
  await expect(guest.getByText('Masala Peanuts')).toBeVisible();
  await addDish(guest, 'Masala Peanuts');
  await openCart(guest);
  await verifyByCode(guest, origin, '+919876500031');
  const number = await placeOrder(guest);
  const { items } = await manager.get(`manage/orders?q=${number}`);
  expect(items[0].lines).toMatchObject([{ name: 'Masala Peanuts', unit_price: { amount: 22_500, currency: 'INR' } }]);
});

test('a file that is no CSV is refused before it is sent', async ({ page, faults }) => {
  faults.allowStatus(401);
  await openOffice(page, server.current.origin, '/manage/menu/import');
  await page.locator('input[type=file]').setInputFiles({ name: 'menu.xlsx', mimeType: '', buffer: Buffer.from('PK') });
  await expect(page.getByRole('alert')).toContainText('not a CSV file');
});
