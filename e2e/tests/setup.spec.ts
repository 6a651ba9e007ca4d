import { expect, test, useServer } from '../support/test';

const server = useServer({ demo: false });
const PASSWORD = 'correct horse battery';

test('an empty store prints a link that makes the first restaurant and its manager, once', async ({ page, faults }) => {
  faults.allowStatus(401, 404); // The board asks who is signed in; the link works once.
  const link = server.current.printed.find((line) => line.includes('/setup/')) ?? '';
  await page.goto(link);
  await page.getByLabel('Name of the restaurant').fill('Café Zafran & Co.');
  await expect(page.getByLabel('Short name')).toHaveValue('cafe-zafran-co');
  await page.getByLabel('Your name').fill('Meera');
  await page.getByLabel('E-mail').fill('meera@zafran.test');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the restaurant' }).click();
  await expect(page.getByRole('heading', { name: 'Café Zafran & Co. is ready' })).toBeVisible();
  await page.getByRole('link', { name: 'Open the board' }).click();
  await page.getByLabel('E-mail or staff id').fill('meera@zafran.test');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Café Zafran & Co.' })).toBeVisible();

  await page.goto(link);
  await page.getByLabel('Name of the restaurant').fill('Another');
  await page.getByLabel('Your name').fill('M');
  await page.getByLabel('E-mail').fill('m@another.test');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the restaurant' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
});
