import { LAPTOP, signInHere } from '../support/office';
import { expect, test, useServer, type Page } from '../support/test';

const server = useServer({ demo: false });
const PASSWORD = 'correct horse battery';

test.use({ viewport: LAPTOP });

async function fill(page: Page, restaurant: string, name: string, email: string): Promise<void> {
  await page.getByLabel('Name of the restaurant').fill(restaurant);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
}

test('an empty store prints a link that makes the first restaurant and its manager, once, and leads to the office', async ({ page, faults }) => {
  faults.allowStatus(401, 404); // The office asks who is signed in; the link works once.
  const link = server.current.printed.find((line) => line.includes('/setup/')) ?? '';
  await page.goto(link);
  await fill(page, 'Café Zafran & Co.', 'Meera', 'meera@zafran.test');
  await expect(page.getByLabel('Short name')).toHaveValue('cafe-zafran-co');
  await page.getByRole('button', { name: 'Create the restaurant' }).click();
  await expect(page.getByRole('heading', { name: 'Café Zafran & Co. is ready' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in to the office' }).click();
  await signInHere(page, 'meera@zafran.test', PASSWORD);

  const next = page.getByRole('region', { name: 'What to do next' });
  await expect(next.getByRole('link')).toHaveText(['Import the menu', 'Add the tables', 'Print the codes', 'Invite the staff']);
  await next.getByRole('link', { name: 'Add the tables' }).click();
  const sheet = page.getByRole('dialog', { name: 'Add tables' });
  await sheet.getByLabel('First').fill('1');
  await sheet.getByLabel('Last').fill('3');
  await sheet.getByLabel('Floor').fill('Hall');
  await sheet.getByRole('button', { name: 'Add tables' }).click();
  await expect(sheet).toBeHidden();
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await expect(next.getByRole('link')).toHaveText(['Import the menu', 'Print the codes', 'Invite the staff']);

  await page.goto(link);
  await fill(page, 'Another', 'M', 'm@another.test');
  await page.getByRole('button', { name: 'Create the restaurant' }).click();
  await expect(page.getByRole('alert')).toContainText('This link was used already');
});
