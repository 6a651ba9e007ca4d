import { codeFor, dishNamed, staffOf } from '../support/api.mjs';
import { addButton, addDish, openCart, placeOrder, verifyByCode } from '../support/guest';
import { expect, test, useServer, type Page } from '../support/test';

const server = useServer();
const PAPAD = 'Masala Papad';

const scan = (page: Page, table: number) => page.goto(`${server.current.origin}/t/${server.current.tokens[table]}`);

/** Ends this phone's session behind the page's back. */
async function expire(page: Page): Promise<void> {
  await page.context().request.post(`${server.current.origin}/api/v1/guest/logout`);
}

test('the menu is there before any sign-in, and found by what is nearly typed', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  await scan(page, 0);
  await expect(page.getByRole('heading', { name: 'Tandoori Junction' })).toBeVisible();
  await expect(page.getByText('Table G1')).toBeVisible();
  await expect(addButton(page, PAPAD)).toBeVisible();
  expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);

  const search = page.getByRole('searchbox', { name: 'Search the menu' });
  await search.fill('chiken bryani');
  await expect(page.getByRole('listitem').filter({ visible: true }).first()).toContainText('Chicken Dum Biryani');
  await search.fill('');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Vegan' }).click();
  await expect(addButton(page, 'Chicken 65')).toBeHidden();
  await page.getByRole('button', { name: 'Gluten' }).click();
  await expect(addButton(page, PAPAD)).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(addButton(page, 'Chicken 65')).toBeVisible();
});

test('the heading that is being read is marked, and a tap on another goes there', async ({ page }) => {
  await scan(page, 0);
  const bar = page.getByRole('navigation', { name: 'Categories' });
  await expect(bar.getByRole('link').first()).toHaveAttribute('aria-current', 'true');
  const last = bar.getByRole('link').last();
  await last.click();
  await expect(bar.getByRole('link', { name: 'From the tandoor' })).not.toHaveAttribute('aria-current');
  const name = (await last.textContent()) ?? '';
  await expect(page.getByRole('heading', { name })).toBeInViewport();
});

test('a reload in the middle keeps the cart, and with it the sign-in and the orders', async ({ page }) => {
  await scan(page, 1);
  await addDish(page, PAPAD);
  await addButton(page, 'Chilli Paneer').click();
  await page.getByRole('dialog', { name: 'Chilli Paneer' }).getByLabel('Medium').check();
  await page.reload();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  let cart = await openCart(page);
  await expect(cart.getByRole('group', { name: PAPAD })).toContainText('1');
  await page.reload();
  cart = await openCart(page);
  await verifyByCode(page, server.current.origin, '+919876530001');
  await expect(cart.getByRole('button', { name: 'Place order' })).toBeEnabled();
  await page.reload();
  await openCart(page);
  const number = await placeOrder(page);
  await page.reload();
  await expect(page.getByRole('article', { name: `Order ${number}` })).toContainText('Sent to the kitchen');
  await expect(page.getByRole('button', { name: /^View cart/ })).toHaveCount(0);
});

test('a dish that sells out while it is in a cart is marked, and the rest is ordered', async ({ page, faults }) => {
  faults.allowStatus(422); // Its price may be on the way.
  const { origin } = server.current;
  const floor = await staffOf(origin, 'floor');
  const papad = await dishNamed(floor, PAPAD);
  await scan(page, 2);
  await addDish(page, PAPAD);
  await addDish(page, 'Palak Patta Chaat');
  const cart = await openCart(page);
  await verifyByCode(page, origin, '+919876530002');
  await expect(cart.getByRole('button', { name: 'Place order' })).toBeEnabled();
  await floor.post(`staff/dishes/${papad.id}/availability`, { status: 'sold_out' });
  await expect(cart.getByRole('alert')).toContainText('Something here is sold out');
  await expect(cart.getByRole('button', { name: 'Place order' })).toBeDisabled();
  await cart.getByRole('group', { name: PAPAD }).getByRole('button', { name: 'Less' }).click();
  const number = await placeOrder(page);
  await expect(page.getByRole('article', { name: `Order ${number}` })).not.toContainText(PAPAD);
  await floor.post(`staff/dishes/${papad.id}/availability`, { status: 'available' });
});

test('an order that the kitchen cannot take gives its dishes back with the reason', async ({ page, faults }) => {
  faults.allowStatus(422); // The order is refused, and so is its price.
  const { origin } = server.current;
  const floor = await staffOf(origin, 'floor');
  const papad = await dishNamed(floor, PAPAD);
  await scan(page, 3);
  await addDish(page, PAPAD);
  await page.getByRole('group', { name: PAPAD }).getByRole('button', { name: 'More' }).click();
  const cart = await openCart(page);
  await verifyByCode(page, origin, '+919876530003');
  await expect(cart.getByRole('button', { name: 'Place order' })).toBeEnabled();
  await floor.post(`staff/dishes/${papad.id}/availability`, { status: 'available', portions: 1 });
  await cart.getByRole('button', { name: 'Place order' }).click();
  const again = page.getByRole('dialog', { name: 'Cart' });
  await expect(again.getByRole('alert')).toContainText('Your dishes are back in the cart.');
  await expect(again.getByRole('group', { name: PAPAD })).toContainText('2');
  await again.getByRole('group', { name: PAPAD }).getByRole('button', { name: 'Less' }).click();
  await placeOrder(page);
  await floor.post(`staff/dishes/${papad.id}/availability`, { status: 'available' });
});

test('a sign-in that ends in the middle is asked for again, and the cart is ordered after it', async ({ page, faults }) => {
  faults.allowStatus(401); // The session is over.
  const { origin } = server.current;
  await scan(page, 4);
  await addDish(page, PAPAD);
  await openCart(page);
  await verifyByCode(page, origin, '+919876530004');
  const first = await placeOrder(page);
  await addDish(page, 'Palak Patta Chaat');
  await expire(page);
  await expect(page.getByRole('alert')).toContainText('Your session has ended');
  const cart = await openCart(page);
  await expect(cart.getByRole('group', { name: 'Palak Patta Chaat' })).toBeVisible();
  await verifyByCode(page, origin, '+919876530044');
  const second = await placeOrder(page);
  for (const number of [first, second]) {
    await expect(page.getByRole('article', { name: `Order ${number}`, exact: true })).toContainText('You');
  }
});

test('a guest who has a keyboard alone orders with it', async ({ page }) => {
  const { origin } = server.current;
  await scan(page, 5);
  await addButton(page, PAPAD).focus();
  await page.keyboard.press('Enter');
  const stepper = page.getByRole('group', { name: PAPAD });
  await expect(stepper.getByRole('button', { name: 'More' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(stepper).toContainText('2');

  await addButton(page, 'Chilli Paneer').focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Chilli Paneer' });
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(addButton(page, 'Chilli Paneer')).toBeFocused();

  await page.getByRole('button', { name: /^View cart/ }).focus();
  await page.keyboard.press('Enter');
  await verifyByKeyboard(page, origin, '+919876530005');
  const place = page.getByRole('button', { name: 'Place order' });
  await expect(place).toBeEnabled();
  for (let i = 0; i < 20 && !(await place.evaluate((button) => button === document.activeElement)); i += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(place).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Order \d+ sent to the kitchen$/)).toBeVisible();
});

async function verifyByKeyboard(page: Page, origin: string, phone: string): Promise<void> {
  const field = page.getByLabel('Mobile number');
  await expect(field).toBeVisible();
  for (let i = 0; i < 20 && !(await field.evaluate((input) => input === document.activeElement)); i += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type(phone);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('6-digit code')).toBeFocused();
  await page.keyboard.type(await codeFor(origin, phone));
  await page.keyboard.press('Enter');
}

test('a first visit loads little, and nothing on it moves', async ({ page }) => {
  const wire = await page.context().newCDPSession(page);
  const kinds = new Map<string, string>();
  const sizes = { script: 0, all: 0 };
  await wire.send('Network.enable');
  wire.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type));
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sizes.all += encodedDataLength;
    if (kinds.get(requestId) === 'Script') sizes.script += encodedDataLength;
  });
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await scan(page, 6);
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('listitem').filter({ has: page.getByRole('heading') })).toHaveCount(60);
  expect(sizes.script).toBeLessThan(90_000);
  expect(sizes.all).toBeLessThan(130_000);
  expect(await page.evaluate(() => (globalThis as unknown as { seen: { shift: number } }).seen.shift)).toBe(0);
});
