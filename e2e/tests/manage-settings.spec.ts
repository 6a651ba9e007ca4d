import { addDish, openCart, PHONE } from '../support/guest';
import { expectSaved, LAPTOP, openOffice } from '../support/office';
import { expect, test, useServer, type Page } from '../support/test';

const server = useServer();

test.use({ viewport: LAPTOP });
test.beforeEach(async ({ page, faults }) => {
  faults.allowStatus(401); // The office asks who is signed in.
  await openOffice(page, server.current.origin, '/manage/settings');
});

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });

test('a wrong GSTIN is named at its field, and a right one is saved', async ({ page }) => {
  const gstin = page.getByLabel('GSTIN');
  await expect(gstin).toHaveValue('29ABCDE1234F1Z5');
  await expect(save(page)).toBeDisabled();
  await gstin.fill('29ABCDE');
  await save(page).click();
  await expect(gstin).toHaveAccessibleDescription('A GSTIN has 15 letters and digits.');
  await expect(gstin).toBeFocused();
  await gstin.fill('29abcde1234f2z4');
  await save(page).click();
  await expectSaved(page);
  await page.reload();
  await expect(gstin).toHaveValue('29ABCDE1234F2Z4');
});

test('what the server alone knows to be wrong stands at the field too', async ({ page, faults }) => {
  faults.allowStatus(422);
  await page.route('**/api/v1/manage/restaurant', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    const errors = [{ field: 'fssai', code: 'invalid', message: '14 digits' }];
    await route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      json: { title: 'Unprocessable', status: 422, code: 'invalid', errors },
    });
  });
  await page.getByLabel('FSSAI licence').fill('11226999000143');
  await save(page).click();
  await expect(page.getByLabel('FSSAI licence')).toHaveAccessibleDescription('An FSSAI licence has 14 digits.');
});

test('another presence policy changes what a guest’s phone has to show', async ({ page, context }) => {
  const { origin, tokens } = server.current;
  await page.getByLabel('PIN from the staff').check();
  await save(page).click();
  await expectSaved(page);
  const guest = await context.newPage();
  await guest.setViewportSize(PHONE);
  await guest.goto(`${origin}/t/${tokens[4]}`);
  await addDish(guest, 'Masala Papad');
  await openCart(guest);
  await expect(guest.getByLabel('4-digit PIN')).toBeVisible();
  await expect(guest.getByLabel('Mobile number')).toHaveCount(0);
});

test('unsaved changes keep somebody from leaving by mistake', async ({ page }) => {
  await page.getByLabel('Name', { exact: true }).fill('Tandoori Junction Two');
  await page.getByRole('link', { name: 'Tables', exact: true }).click();
  const guard = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await guard.getByRole('button', { name: 'Cancel' }).click();
  await expect(page).toHaveURL(/\/manage\/settings$/);
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await page.getByRole('link', { name: 'Tables', exact: true }).click();
  await guard.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page).toHaveURL(/\/manage\/tables$/);
});

test('opening hours are typed day by day and come back as they were', async ({ page }) => {
  await expect(page.getByText('always open')).toBeVisible();
  await page.getByRole('button', { name: 'Monday: add hours' }).click();
  await page.getByLabel('Monday: opens').fill('11:30');
  await page.getByLabel('Monday: closes').fill('01:00');
  await save(page).click();
  await expectSaved(page);
  await page.reload();
  await expect(page.getByLabel('Monday: opens')).toHaveValue('11:30');
  await expect(page.getByLabel('Monday: closes')).toHaveValue('01:00');
  await page.getByRole('button', { name: 'Monday: remove the hours from 11:30' }).click();
  await save(page).click();
  await expectSaved(page);
});
