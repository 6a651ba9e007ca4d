import { LAPTOP, openOffice } from '../support/office';
import { expect, test, useServer, type Page } from '../support/test';

const server = useServer();
const PAPAD = 'Masala Papad';

test.use({ viewport: LAPTOP });
test.beforeEach(async ({ page, faults }) => {
  faults.allowStatus(401); // The office asks who is signed in.
  await openOffice(page, server.current.origin, '/manage/menu');
});

const price = (page: Page, shown: string) => page.getByRole('button', { name: `${PAPAD}: ${shown}, change` });
const row = (page: Page) => page.getByRole('row', { name: new RegExp(PAPAD) });

test('a price is changed where it stands, is on the guest’s menu within a second, and can be taken back', async ({ page, context }) => {
  const { origin, tokens } = server.current;
  const guest = await context.newPage();
  await guest.goto(`${origin}/t/${tokens[0]}`);
  const onMenu = guest.getByRole('listitem').filter({ hasText: PAPAD });
  await expect(onMenu.first()).toContainText('₹75.00');

  await price(page, '₹75.00').click();
  const field = page.getByLabel(`Price of ${PAPAD}`);
  await field.fill('ninety');
  await field.press('Enter');
  await expect(row(page).getByRole('alert')).toContainText('Enter an amount such as 450');
  await field.press('Escape');
  await expect(price(page, '₹75.00')).toBeFocused();

  await page.keyboard.press('Enter');
  await field.fill('95.50');
  await field.press('Enter');
  await expect(price(page, '₹95.50')).toBeVisible();
  await guest.reload();
  await expect(onMenu.first()).toContainText('₹95.50', { timeout: 1_000 });

  await expect(page.getByText(`${PAPAD}: ₹75.00 → ₹95.50`)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(price(page, '₹75.00')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect(page.getByText('This is the menu that guests see.')).toBeVisible();
});

test('a dish is found, marked sold out, and the mark is live', async ({ page, context }) => {
  await page.getByLabel('Find a dish').fill('papad masala');
  await expect(page).toHaveURL(/q=papad\+masala/);
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  const other = await context.newPage();
  await other.goto(`${server.current.origin}/manage/menu`);
  const soldOut = (on: Page) => on.getByRole('checkbox', { name: `${PAPAD}: Sold out` });
  await expect(soldOut(other)).not.toBeChecked();
  await soldOut(page).check();
  await expect(soldOut(other)).toBeChecked({ timeout: 2_000 });
  await soldOut(page).uncheck();
  await expect(soldOut(other)).not.toBeChecked({ timeout: 2_000 });
  await page.reload();
  await expect(page.getByLabel('Find a dish')).toHaveValue('papad masala');
});
