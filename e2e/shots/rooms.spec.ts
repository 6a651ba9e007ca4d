// Pictures of every room in three sizes, light and dark, with what a busy evening looks like.
import { join } from 'node:path';
import { dishNamed, guestAt, staffOf, type Api } from '../support/api.mjs';
import { openTab, signIn } from '../support/board';
import { addDish, openCart, placeOrder, verifyByCode } from '../support/guest';
import { expect, test, useServer, type Page } from '../support/test';

const SIZES = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1366, height: 768 },
];
const FOLDER = join(import.meta.dirname, '../screenshots');
const server = useServer();

const shoot = (page: Page, name: string) => {
  const { width, height } = page.viewportSize() ?? SIZES[0]!;
  return page.screenshot({ path: join(FOLDER, `${name}-${width}x${height}.png`), animations: 'disabled' });
};

async function busyEvening(floor: Api): Promise<void> {
  const { origin, tokens } = server.current;
  const papad = await dishNamed(floor, 'Masala Papad');
  const paneer = await dishNamed(floor, 'Chilli Paneer');
  const [spice] = paneer.option_groups;
  const chosen = { dish_id: paneer.id, variant_id: paneer.variants[0].id, options: [{ option_id: spice.options[2].id }] };
  for (const [i, table] of [3, 4, 6, 7, 8].entries()) {
    const guest = await guestAt(origin, tokens[table] ?? '', `+9198765001${i}0`);
    const lines = [
      { dish_id: papad.id, quantity: i + 1, ...(i === 1 ? { note: 'no onion' } : {}) },
      { ...chosen, quantity: 2 },
    ];
    const order = await guest.post('tab/orders', { lines, ...(i === 2 ? { note: 'Peanut allergy' } : {}) });
    const path = `staff/tabs/${order.tab_id}/orders/${order.id}/accept`;
    if (i > 1) await floor.post(path);
    if (i > 2) for (const { id } of order.lines) await floor.post(`staff/tabs/${order.tab_id}/lines/${id}/advance`, { to: i > 3 ? 'ready' : 'preparing' });
    if (i === 0) await guest.post('tab/service-requests', { kind: 'water' });
  }
}

test.beforeEach(({ faults }) => faults.allowStatus(401)); // The board asks who is signed in.

for (const [i, viewport] of SIZES.entries()) {
  test(`a guest's pages at ${viewport.width}`, async ({ page }) => {
    const { origin, tokens } = server.current;
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: i === 1 ? 'dark' : 'light' });
    await page.goto(`${origin}/t/${tokens[i]}`);
    await shoot(page, 'guest-menu');
    await page.getByRole('button', { name: 'Choose Paneer Tikka', exact: true }).click();
    await shoot(page, 'guest-dish');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await addDish(page, 'Masala Papad');
    await addDish(page, 'Chilli Paneer', ['Half', 'Medium']);
    await shoot(page, 'guest-cart-bar');
    await openCart(page);
    await shoot(page, 'guest-verify');
    await verifyByCode(page, origin, `+91987650020${i}`);
    await expect(page.getByText('CGST 2.5%')).toBeVisible();
    await shoot(page, 'guest-cart');
    await placeOrder(page);
    await shoot(page, 'guest-status');
    await page.getByRole('button', { name: 'See the bill' }).click();
    await shoot(page, 'guest-bill');
  });
}

test('the board', async ({ page }) => {
  const { origin } = server.current;
  await busyEvening(await staffOf(origin, 'floor'));
  await page.goto(`${origin}/board`);
  await expect(page.getByLabel('Password')).toBeVisible();
  for (const viewport of SIZES) {
    await page.setViewportSize(viewport);
    await shoot(page, 'sign-in');
  }
  await signIn(page, origin);
  for (const viewport of SIZES) {
    await page.setViewportSize(viewport);
    await shoot(page, 'board');
  }
  await page.getByRole('link', { name: 'Tables', exact: true }).click();
  for (const viewport of SIZES) {
    await page.setViewportSize(viewport);
    await shoot(page, 'tables');
  }
  const tab = await openTab(page, 'Table G4');
  for (const viewport of SIZES) {
    await page.setViewportSize(viewport);
    await shoot(page, 'tab');
  }
  await tab.getByRole('button', { name: 'Order for them' }).click();
  await shoot(page, 'quick-order');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('link', { name: 'Dishes', exact: true }).click();
  await shoot(page, 'dishes');
});
