// What staff do on the board.
import { expect, type Locator, type Page } from '@playwright/test';
import { PASSWORD } from './api.mjs';

export const TABLET = { width: 820, height: 1180 };

export async function signIn(page: Page, origin: string, login = 'floor@demo.test'): Promise<void> {
  await page.goto(`${origin}/board`);
  await page.getByLabel('E-mail or staff id').fill(login);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: /^Signed in as/ })).toBeVisible();
}

export const ticket = (page: Page, number: number, place: string): Locator =>
  page.getByRole('article', { name: `Order ${number}, ${place}` });

/** Takes a dish one step on and waits until the board shows it. */
export async function advance(on: Locator, dish: string, to: 'Start' | 'Ready' | 'Served'): Promise<void> {
  await on.getByRole('button', { name: new RegExp(`^\\d+ ${dish}: ${to}$`) }).click();
}

/** Opens a table's tab. */
export async function openTab(page: Page, place: string): Promise<Locator> {
  await page.getByRole('link', { name: 'Tables', exact: true }).click();
  await page.getByRole('button', { name: new RegExp(`^${place} `) }).click();
  const sheet = page.getByRole('dialog', { name: place });
  await expect(sheet).toBeVisible();
  return sheet;
}
