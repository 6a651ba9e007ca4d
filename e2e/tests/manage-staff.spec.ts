import { PASSWORD } from '../support/api.mjs';
import { expectSaved, LAPTOP, openOffice, signInHere } from '../support/office';
import { expect, test, useServer, type Page } from '../support/test';

const server = useServer();
const COOK = { name: 'Asha', email: 'asha@demo.test', password: 'garam masala' };

test.use({ viewport: LAPTOP });
test.beforeEach(({ faults }) => faults.allowStatus(401)); // The pages ask who is signed in.

/** The browser of somebody else. */
async function elsewhere(page: Page, faults: { watch: (context: ReturnType<Page['context']>) => void }): Promise<Page> {
  const context = await page.context().browser()!.newContext({ viewport: LAPTOP, locale: 'en-IN' });
  faults.watch(context);
  return context.newPage();
}

test('a cook is added, signs in, and is signed out when removed', async ({ page, faults }) => {
  const { origin } = server.current;
  await openOffice(page, origin, '/manage/staff');
  await page.getByRole('link', { name: 'Add a person' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add a person' });
  await sheet.getByLabel('Name', { exact: true }).fill(COOK.name);
  await sheet.getByLabel('E-mail').fill(COOK.email);
  await sheet.getByLabel('Station').selectOption('tandoor');
  await sheet.getByLabel('New password').fill('short');
  await sheet.getByRole('button', { name: 'Add a person' }).click();
  await expect(sheet.getByLabel('New password')).toHaveAccessibleDescription(/Use 8 to 72 characters/);
  await sheet.getByLabel('New password').fill(COOK.password);
  await sheet.getByRole('button', { name: 'Add a person' }).click();
  await expect(page.getByRole('row', { name: /^Asha/ })).toContainText('tandoor');

  const kitchen = await elsewhere(page, faults);
  await kitchen.goto(`${origin}/board`);
  await signInHere(kitchen, COOK.email, COOK.password);
  await expect(kitchen.getByRole('button', { name: 'Sign in' })).toHaveCount(0);

  await page.getByRole('link', { name: COOK.name }).click();
  const person = page.getByRole('dialog', { name: COOK.name });
  await person.getByRole('button', { name: 'Remove Asha' }).click();
  const confirm = page.getByRole('alertdialog', { name: 'Remove Asha from the staff?' });
  await confirm.getByRole('button', { name: 'Remove Asha' }).click();
  await expect(page.getByRole('row', { name: /^Asha/ })).toHaveCount(0);
  await expect(kitchen.getByRole('button', { name: 'Sign in' })).toBeVisible({ timeout: 3_000 });
  await kitchen.context().close();
});

test('a kitchen login is refused the office and shown the way to the board', async ({ page, faults }) => {
  faults.allowStatus(403);
  await openOffice(page, server.current.origin, '/manage/settings', 'kitchen@demo.test');
  await expect(page.getByRole('heading', { name: 'The office is for managers' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Kitchen board' })).toHaveAttribute('href', '/board');
  await expect(page.getByRole('navigation')).toHaveCount(0);
});

test('a manager changes the own password, stays, and is signed out elsewhere', async ({ page, faults }) => {
  faults.allowStatus(422); // The wrong present password.
  const { origin } = server.current;
  const other = await elsewhere(page, faults);
  await openOffice(other, origin);
  await expect(other.getByRole('heading', { name: 'Today' })).toBeVisible();
  await openOffice(page, origin, '/manage/account');
  const current = page.getByLabel('Present password');
  await current.fill('wrong one');
  await page.getByLabel('New password').fill('a better secret');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(current).toHaveAccessibleDescription('This is not your present password.');
  await current.fill(PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expectSaved(page);
  await expect(other.getByRole('button', { name: 'Sign in' })).toBeVisible({ timeout: 3_000 });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'My account' })).toBeVisible();
  await signInHere(other, 'manager@demo.test', 'a better secret');
  await expect(other.getByRole('heading', { name: 'Today' })).toBeVisible();
  await other.context().close();
});
