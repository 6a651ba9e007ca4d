import { expectSaved, LAPTOP, openOffice } from '../support/office';
import { expect, test, useServer } from '../support/test';

const server = useServer();

test.use({ viewport: LAPTOP });
test.beforeEach(async ({ page, faults }) => {
  faults.allowStatus(401); // The office asks who is signed in.
  await openOffice(page, server.current.origin, '/manage/tables');
});

test('a range of tables is added to a new floor, each with its code', async ({ page }) => {
  await page.getByRole('link', { name: 'Add tables' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add tables' });
  await sheet.getByLabel('A numbered range').check();
  await sheet.getByLabel('First').fill('T1');
  await sheet.getByLabel('Last').fill('S4');
  await sheet.getByRole('button', { name: 'Add tables' }).click();
  await expect(sheet.getByText('Enter two names that count up')).toBeVisible();
  await sheet.getByLabel('Last').fill('T12');
  await expect(sheet.getByText('12 tables are added.')).toBeVisible();
  await sheet.getByLabel('Floor').fill('Terrace');
  await sheet.getByRole('button', { name: 'Add tables' }).click();
  await expect(sheet).toBeHidden();

  const terrace = page.getByRole('region', { name: /^Terrace/ });
  await expect(terrace.getByRole('rowheader')).toHaveText(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12']);
  await terrace.getByRole('link', { name: 'T10', exact: true }).click();
  const code = page.getByRole('dialog').getByRole('img', { name: 'QR code of table T10' });
  await expect.poll(() => code.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
});

test('a code that is revoked says so on the phone, and the new one works', async ({ page, context, faults }) => {
  faults.allowStatus(410); // What a revoked code answers.
  await page.getByRole('link', { name: 'G1', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Table G1' });
  const link = sheet.getByLabel('Link', { exact: true });
  const old = await link.inputValue();
  await sheet.getByRole('button', { name: 'Revoke the code' }).click();
  const confirm = page.getByRole('alertdialog', { name: 'Revoke the code of table G1?' });
  await expect(confirm).toContainText('The printed code stops working at once');
  await confirm.getByRole('button', { name: 'Revoke the code' }).click();
  await expect(confirm).toBeHidden();
  await expect(sheet.getByText('The old code no longer works')).toBeVisible();
  const fresh = await link.inputValue();
  expect(fresh).not.toBe(old);

  const phone = await context.newPage();
  await phone.goto(old);
  await expect(phone.getByText(/code is (no longer in use|not one of ours)/)).toBeVisible();
  await phone.goto(fresh);
  await expect(phone.getByText('Table G1')).toBeVisible();
});

test('a table is renamed and moved to another floor; a name that is taken is named at the field', async ({ page, faults }) => {
  faults.allowStatus(409); // The taken name.
  await page.getByRole('link', { name: 'H6', exact: true }).click();
  let sheet = page.getByRole('dialog', { name: 'Table H6' });
  await sheet.getByLabel('Name').fill('H5');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet.getByLabel('Name')).toHaveAccessibleDescription('Another table has that name.');
  await sheet.getByLabel('Name').fill('Alcove');
  await sheet.getByLabel('Floor').fill('Garden');
  await sheet.getByRole('button', { name: 'Save' }).click();
  sheet = page.getByRole('dialog', { name: 'Alcove' });
  await expectSaved(sheet);
  await sheet.getByRole('button', { name: 'Remove the table' }).click();
  await page.getByRole('alertdialog', { name: 'Remove table Alcove?' }).getByRole('button', { name: 'Remove the table' }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('link', { name: 'Alcove' })).toHaveCount(0);
});

test('the printable page shows a card for each table', async ({ page }) => {
  await page.getByRole('link', { name: 'Print codes' }).click();
  await expect(page.getByRole('img', { name: 'QR code of table H1' })).toBeVisible();
  await page.getByLabel('Floor').selectOption('Garden');
  await expect(page.getByRole('img', { name: 'QR code of table H1' })).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('img', { name: 'QR code of table G1' })).toBeVisible();
});
