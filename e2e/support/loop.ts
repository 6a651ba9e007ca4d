// The loop that the program is for: scan, order, cook, serve, settle.
import { advance, openTab, signIn, TABLET, ticket } from './board';
import { addDish, openCart, placeOrder, verifyByCode } from './guest';
import { expect, type BrowserContext, type Page } from './test';
import type { Server } from './server.mjs';

export const PLACE = 'Table G1';
const DISHES = { plain: 'Masala Papad', chosen: 'Chilli Paneer' };

/** Plays the loop with guest and board in one browser; `origin` is the address they use. */
export async function playLoop(context: BrowserContext, server: Server, origin: string): Promise<Page> {
  const guest = await context.newPage();
  const board = await context.newPage();
  await board.setViewportSize(TABLET);
  await signIn(board, origin);

  const number = await orderAsGuest(guest, server, origin);
  await cook(board, guest, number);
  await callForWater(board, guest);
  await settle(board, guest);
  return guest;
}

async function orderAsGuest(guest: Page, server: Server, origin: string): Promise<number> {
  await guest.goto(`${origin}/t/${server.tokens[0]}`);
  await expect(guest.getByRole('heading', { name: 'Tandoori Junction' })).toBeVisible();
  await expect(guest.getByText(PLACE)).toBeVisible();
  await addDish(guest, DISHES.plain);
  await addDish(guest, DISHES.chosen, ['Half', 'Medium']);
  await openCart(guest);
  await verifyByCode(guest, server.origin, '+919876543210');
  await expect(guest.getByText('CGST 2.5%')).toBeVisible();
  return placeOrder(guest);
}

async function cook(board: Page, guest: Page, number: number): Promise<void> {
  const card = ticket(board, number, PLACE);
  const status = guest.getByRole('article', { name: `Order ${number}` });
  await card.getByRole('button', { name: 'Accept' }).click();
  await expect(status).toContainText('Accepted by the kitchen');
  for (const dish of Object.values(DISHES)) await advance(card, dish, 'Start');
  await expect(status).toContainText('Being prepared');
  for (const dish of Object.values(DISHES)) await advance(card, dish, 'Ready');
  await expect(status).toContainText('Ready, coming to you');
  await advance(card, DISHES.plain, 'Served');
  await board.getByRole('button', { name: `Undo: ${DISHES.plain} is Served` }).click();
  await expect(card.getByRole('button', { name: `1 ${DISHES.plain}: Served` })).toBeVisible();
  for (const dish of Object.values(DISHES)) await advance(card, dish, 'Served');
  await expect(card).toBeHidden();
  await expect(status.getByText('Served')).toHaveCount(3);
}

async function callForWater(board: Page, guest: Page): Promise<void> {
  await guest.getByRole('button', { name: 'Water', exact: true }).click();
  await expect(guest.getByText('Water: asked')).toBeVisible();
  const requests = board.getByRole('region', { name: 'Requests' });
  await expect(requests).toContainText(`${PLACE}: Water`);
  await requests.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(guest.getByText('Water: on the way')).toBeVisible();
  await requests.getByRole('button', { name: 'Done' }).click();
  await expect(requests).toBeHidden();
  await expect(guest.getByText('Water: done')).toBeVisible();
}

async function settle(board: Page, guest: Page): Promise<void> {
  await guest.getByRole('button', { name: 'See the bill' }).click();
  const bill = guest.getByRole('dialog', { name: 'Bill' });
  const due = (await bill.getByRole('row', { name: /^Balance/ }).getByRole('cell').textContent()) ?? '';
  await bill.getByRole('button', { name: 'Pay at the counter' }).click();
  await expect(bill.getByText('The staff know')).toBeVisible();

  const tab = await openTab(board, PLACE);
  await expect(tab.getByText(`wants to pay ${due} at the counter`)).toBeVisible();
  await tab.getByRole('button', { name: 'Close tab' }).click();
  await expect(tab.getByRole('alert')).toContainText('Money is still owed.');
  await tab.getByRole('button', { name: 'Take it' }).click();
  await tab.getByLabel('Tendered').fill('1000');
  await expect(tab.getByText('Change:')).toBeVisible();
  await tab.getByRole('button', { name: 'Take payment' }).click();
  await expect(bill.getByRole('row', { name: /^Paid/ })).toContainText(due);
  await tab.getByRole('button', { name: 'Close tab' }).click();
  await expect(tab).toBeHidden();
  await expect(guest.getByRole('heading', { name: 'Thank you for coming' })).toBeVisible();
}
