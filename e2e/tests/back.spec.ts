// The phone's back button closes what is open before it leaves the page.
import { signIn } from '../support/board';
import { addButton, addDish, openCart, PHONE } from '../support/guest';
import { expect, test, useServer, type Page } from '../support/test';

const server = useServer();
test.use({ viewport: PHONE });

const scan = (page: Page) => page.goto(`${server.current.origin}/t/${server.current.tokens[0]}`);

test('back closes a dish and the cart, and then leaves', async ({ page }) => {
  await scan(page);
  const here = page.url();
  await addButton(page, 'Chilli Paneer').click();
  const dish = page.getByRole('dialog', { name: 'Chilli Paneer' });
  await expect(dish.getByRole('button', { name: 'Add to cart' })).toBeVisible();
  await page.goBack();
  await expect(dish).toBeHidden();
  expect(page.url()).toBe(here);

  await addDish(page, 'Masala Papad');
  const cart = await openCart(page);
  await page.goBack();
  await expect(cart).toBeHidden();
  expect(page.url()).toBe(here);
  await page.goBack();
  expect(page.url()).toBe('about:blank');
});

test('a sheet that is closed by its own button leaves nothing to go back through', async ({ page }) => {
  await scan(page);
  for (const name of ['Chilli Paneer', 'Chicken 65']) {
    await addButton(page, name).click();
    const dish = page.getByRole('dialog', { name });
    await dish.getByRole('button', { name: 'Close' }).click();
    await expect(dish).toBeHidden();
  }
  await page.goBack();
  expect(page.url()).toBe('about:blank');
});

test('a reload under an open sheet leaves no sheet that back would have to close', async ({ page }) => {
  await scan(page);
  const here = page.url();
  await addButton(page, 'Chilli Paneer').click();
  const dish = page.getByRole('dialog', { name: 'Chilli Paneer' });
  await expect(dish).toBeVisible();
  await page.reload();
  await expect(dish).toBeHidden();
  await addButton(page, 'Chilli Paneer').click();
  await expect(dish.getByRole('button', { name: 'Add to cart' })).toBeVisible();
  await page.goBack();
  await expect(dish).toBeHidden();
  expect(page.url()).toBe(here);
});

test('back closes the topmost of two sheets on the floor', async ({ page, faults }) => {
  faults.allowStatus(401);
  await signIn(page, server.current.origin);
  await page.getByRole('link', { name: 'Tables', exact: true }).click();
  await page.getByRole('button', { name: 'Open tab: Table G1' }).click();
  const tab = page.getByRole('dialog', { name: 'Table G1', exact: true });
  await tab.getByRole('button', { name: 'Order for them' }).click();
  const order = page.getByRole('dialog', { name: 'Order for Table G1' });
  await expect(order).toBeVisible();
  await page.goBack();
  await expect(order).toBeHidden();
  await expect(tab).toBeVisible();
  await page.goBack();
  await expect(tab).toBeHidden();
  await expect(page).toHaveURL(/\/floor$/);
});
