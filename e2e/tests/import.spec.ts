import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { staffOf } from '../support/api.mjs';
import { addDish, openCart, placeOrder, verifyByCode } from '../support/guest';
import { expect, test, useServer } from '../support/test';

const server = useServer();
const LIST = join(import.meta.dirname, '../fixtures/menu-bar-kitchen-190.csv');

test('a bar-kitchen’s own list of 190 dishes is imported as it is, and guests order from it', async ({ page }) => {
  const { origin, tokens } = server.current;
  const manager = await staffOf(origin, 'manager');
  const csv = await readFile(LIST, 'utf8');
  const imported = await manager.call('POST', 'manage/menu/import', csv, 'text/csv');
  expect(imported).toEqual({ categories: 15, dishes: 190 });
  await manager.post('manage/menu/publish');

  await page.goto(`${origin}/t/${tokens[0]}`);
  await expect(page.getByRole('button', { name: /^Choose / })).toHaveCount(190);
  const peanuts = page.getByRole('listitem').filter({ hasText: 'Masala Peanuts' });
  await expect(peanuts).toContainText('₹225.00');
  await expect(peanuts.getByRole('img', { name: 'Vegetarian' })).toBeVisible();
  await addDish(page, 'Masala Peanuts');
  const platters = page.getByRole('listitem').filter({ hasText: 'Turkish Mezze Platter' });
  await expect(platters).toHaveText([/₹625\.00/, /₹645\.00/]);
  await expect(platters.getByRole('img')).toHaveCount(2);
  await addDish(page, 'Roasted Papad / Fried Papad');
  await openCart(page);
  await verifyByCode(page, origin, '+919876500031');
  const number = await placeOrder(page);
  await expect(page.getByRole('article', { name: `Order ${number}` })).toContainText('Masala Peanuts');
});
