import { staffOf } from '../support/api.mjs';
import { openTab, signIn, TABLET, ticket } from '../support/board';
import { addDish, openCart, placeOrder } from '../support/guest';
import { expect, test, useServer, type Page } from '../support/test';

const server = useServer();
const PAPAD = 'Masala Papad';

async function setPolicy(presence_policy: 'code' | 'otp' | 'pin' | 'approval'): Promise<void> {
  const manager = await staffOf(server.current.origin, 'manager');
  await manager.call('PATCH', 'manage/restaurant', { settings: { presence_policy } });
}

async function fillCart(page: Page, table: number): Promise<void> {
  await page.goto(`${server.current.origin}/t/${server.current.tokens[table]}`);
  await addDish(page, PAPAD);
  await openCart(page);
}

test.beforeEach(({ faults }) => faults.allowStatus(401)); // The board asks who is signed in.

test('pin: staff open the tab and read out its digits', async ({ page, context, faults }) => {
  faults.allowStatus(422); // A wrong PIN.
  await setPolicy('pin');
  const board = await context.newPage();
  await board.setViewportSize(TABLET);
  await signIn(board, server.current.origin);
  await board.getByRole('link', { name: 'Tables', exact: true }).click();
  await board.getByRole('button', { name: 'Open tab: Table G1' }).click();
  await board.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  const tab = await openTab(board, 'Table G1');
  const pin = /\d{4}/.exec((await tab.getByText(/^PIN/).textContent()) ?? '')?.[0] ?? '';

  await fillCart(page, 0);
  await page.getByLabel('4-digit PIN').fill(pin === '0000' ? '0001' : '0000');
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByRole('alert')).toContainText('This is not the PIN of this table.');
  await page.getByLabel('4-digit PIN').fill(pin);
  await page.getByRole('button', { name: 'Verify' }).click();
  await placeOrder(page);
});

test('approval: the kitchen gets the first round once staff let it through', async ({ page, context }) => {
  await setPolicy('approval');
  const board = await context.newPage();
  await board.setViewportSize(TABLET);
  await signIn(board, server.current.origin);
  await fillCart(page, 1);
  await page.getByLabel('Your name').fill('Asha');
  await page.getByRole('button', { name: 'Start ordering' }).click();
  await page.getByRole('button', { name: 'Place order' }).click();
  await expect(page.getByRole('status').getByText('Waiting for the staff to approve it')).toBeVisible();
  const card = board.getByRole('article', { name: /Table G2$/ });
  await card.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('article')).toContainText('Sent to the kitchen');
  await card.getByRole('button', { name: 'Reject' }).click();
  const why = board.getByRole('dialog', { name: /^Reject order/ });
  await why.getByLabel('Reason').fill('No papad left');
  await why.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByRole('article')).toContainText('Not accepted: No papad left');
});

test('code: the scan is enough, and a phone that staff remove is signed out', async ({ page, context }) => {
  await setPolicy('code');
  const board = await context.newPage();
  await board.setViewportSize(TABLET);
  await signIn(board, server.current.origin);
  await fillCart(page, 2);
  await page.getByLabel('Your name').fill('Ravi');
  await page.getByRole('button', { name: 'Start ordering' }).click();
  const number = await placeOrder(page);
  await expect(ticket(board, number, 'Table G3')).toBeVisible();
  const tab = await openTab(board, 'Table G3');
  await tab.getByRole('tab', { name: 'Table' }).click();
  await tab.getByRole('button', { name: 'Remove Ravi' }).click();
  await tab.getByRole('group').getByRole('button', { name: 'Remove Ravi' }).click(); // It is asked once.
  await expect(page.getByRole('alert')).toContainText('Your session has ended', { timeout: 2_000 });
  await expect(page.getByRole('article')).toHaveCount(0);
  await expect(tab.getByRole('button', { name: 'Remove Ravi' })).toBeHidden();
});

test('otp: who has no phone signal asks staff, and the board rings', async ({ page, context }) => {
  await setPolicy('otp');
  const board = await context.newPage();
  await board.setViewportSize(TABLET);
  await signIn(board, server.current.origin);
  await fillCart(page, 6);
  await page.getByRole('button', { name: 'Ask staff' }).click();
  await expect(page.getByText('The staff have been told')).toBeVisible();
  const requests = board.getByRole('region', { name: 'Requests' });
  await expect(requests).toContainText('Table H1: Needs help to sign in');
  await requests.getByRole('button', { name: 'Acknowledge' }).click();
  await requests.getByRole('button', { name: 'Done' }).click();
  await expect(requests).toBeHidden();
});
