// What a manager does in the office.
import { expect, type Locator, type Page } from '@playwright/test';
import { guestAt, PASSWORD, staffOf } from './api.mjs';
import type { Server } from './server.mjs';

export const LAPTOP = { width: 1366, height: 768 };

/** Opens a page of the office as somebody of the demo; by default as its manager. */
export async function openOffice(page: Page, origin: string, path = '/manage', login = 'manager@demo.test'): Promise<void> {
  await page.goto(`${origin}${path}`);
  await signInHere(page, login, PASSWORD);
}

/** Fills in the sign-in that the page shows. */
export async function signInHere(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('E-mail or staff id').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** One figure of a list of figures, by its name. */
export const figure = (page: Page, name: string): Locator =>
  page.locator('dl > div').filter({ has: page.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) }) });

/** `₹1,234.50` of minor units, as the pages write it. */
export const rupees = (amount: number): string =>
  new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' }).format(amount / 100);

/**
 * A tab that was ordered on, cooked, served, paid in cash and closed.
 * @returns the closed tab as the API tells it
 */
export async function paidTab(server: Server, table: number, phone: string, quantity = 2) {
  const { origin, tokens } = server;
  const guest = await guestAt(origin, tokens[table] ?? '', phone);
  const floor = await staffOf(origin, 'floor');
  const { categories } = await guest.get('restaurants/demo/menu');
  const dish = categories.flatMap((c: { dishes: { name: string; id: string }[] }) => c.dishes).find(
    (one: { name: string }) => one.name === 'Masala Papad',
  );
  const order = await guest.post('tab/orders', { lines: [{ dish_id: dish.id, quantity }] });
  const tab = `staff/tabs/${order.tab_id}`;
  await floor.post(`${tab}/orders/${order.id}/accept`);
  for (const line of order.lines) await floor.post(`${tab}/lines/${line.id}/advance`, { to: 'served' });
  const { bill } = await floor.get(tab);
  await floor.post(`${tab}/payments`, { method: 'cash', amount: bill.balance });
  return floor.post(`${tab}/close`);
}

/** Waits until the page says that a change is safe. */
export const expectSaved = (within: Page | Locator): Promise<void> =>
  expect(within.getByRole('status').filter({ hasText: /Saved \d\d:\d\d/ })).toBeVisible();
