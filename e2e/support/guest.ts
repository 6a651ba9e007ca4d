// What a guest does on the phone.
import { expect, type Page } from '@playwright/test';
import { codeFor } from './api.mjs';

export const PHONE = { width: 390, height: 844 };

/** Puts a dish into the cart; `options` are ticked in its sheet. */
export async function addDish(page: Page, name: string, options: string[] = []): Promise<void> {
  await page.getByRole('button', { name: `Choose ${name}`, exact: true }).click();
  const sheet = page.getByRole('dialog', { name });
  for (const option of options) await sheet.getByLabel(option).check();
  await sheet.getByRole('button', { name: 'Add to cart' }).click();
  await expect(sheet).toBeHidden();
}

export async function openCart(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^View cart/ }).click();
}

/** Signs in with the code that the outbox holds. `origin` is where the test reads it. */
export async function verifyByCode(page: Page, origin: string, phone: string): Promise<void> {
  await page.getByLabel('Mobile number').fill(phone);
  await page.getByRole('button', { name: 'Send code' }).click();
  const code = page.getByLabel('6-digit code');
  await expect(code).toBeVisible();
  await code.fill(await codeFor(origin, phone));
  await page.getByRole('button', { name: 'Verify' }).click();
}

/** Sends the open cart and answers the order's number. */
export async function placeOrder(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Place order' }).click();
  const sent = page.getByText(/^Order \d+ sent to the kitchen$/);
  await expect(sent).toBeVisible();
  return Number(/\d+/.exec((await sent.textContent()) ?? '')?.[0]);
}
