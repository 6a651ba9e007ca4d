import { addButton, addDish, keptForDeadSpots, openCart, verifyByCode } from '../support/guest';
import { expect, test, useServer } from '../support/test';

const server = useServer();
const PAPAD = 'Masala Papad';

test('a second visit with the network off shows the menu and the cart, and says that it is offline', async ({
  page,
  context,
  faults,
}) => {
  faults.allowOffline();
  const { origin, tokens } = server.current;
  await page.goto(`${origin}/t/${tokens[0]}`);
  await addDish(page, PAPAD);
  await keptForDeadSpots(page);

  await context.setOffline(true);
  await page.goto(`${origin}/t/${tokens[0]}`);
  await expect(page.getByText('No signal. You see the menu')).toBeVisible();
  await expect(addButton(page, 'Chilli Paneer')).toBeVisible();
  const cart = await openCart(page);
  await expect(cart.getByRole('group', { name: PAPAD })).toContainText('1');
  await expect(cart.getByText('Menu prices, before taxes.')).toBeVisible();
});

test('nothing that a session sees is kept', async ({ page }) => {
  const { origin, tokens } = server.current;
  await page.goto(`${origin}/t/${tokens[1]}`);
  await addDish(page, PAPAD);
  await openCart(page);
  await verifyByCode(page, origin, '+919876540001');
  await expect(page.getByRole('button', { name: 'Place order' })).toBeEnabled();
  await keptForDeadSpots(page);
  await page.reload();
  await expect(page.getByText('Nothing ordered yet')).toBeVisible();
  const kept = await page.evaluate(async () => {
    const caches = await globalThis.caches.keys();
    const lists = await Promise.all(caches.map(async (name) => (await (await globalThis.caches.open(name)).keys()).map(({ url }) => url)));
    return lists.flat();
  });
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.filter((url) => url.includes('/api/') && !/\/restaurants\/[^/]+\/(menu|availability)/.test(url))).toEqual([]);
});

test('the app can be installed, and its start leads back to the table', async ({ page, request }) => {
  const { origin, tokens } = server.current;
  const manifest = await (await request.get(`${origin}/manifest.webmanifest`)).json();
  expect(manifest).toMatchObject({ name: 'DineQR', start_url: '/', display: 'standalone' });
  for (const { src } of manifest.icons) expect((await request.get(origin + src)).headers()['content-type']).toBe('image/png');

  await page.goto(origin);
  await expect(page.getByRole('link', { name: 'Back to your table' })).toHaveCount(0);
  await page.goto(`${origin}/t/${tokens[2]}`);
  await addDish(page, PAPAD);
  await openCart(page);
  await verifyByCode(page, origin, '+919876540002');
  await expect(page.getByRole('button', { name: 'Place order' })).toBeEnabled();
  await page.goto(origin);
  await page.getByRole('link', { name: 'Back to your table' }).click();
  await expect(page.getByRole('button', { name: /^View cart/ })).toBeVisible();
  await expect(page.getByText('Nothing ordered yet')).toBeVisible();
});
