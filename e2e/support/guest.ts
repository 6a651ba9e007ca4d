// What a guest does on the phone.
import { expect, type Locator, type Page } from '@playwright/test';
import { codeFor } from './api.mjs';

export const PHONE = { width: 390, height: 844 };

/** The add button of a dish. */
export const addButton = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `Choose ${name}`, exact: true });

/** Puts a dish into the cart: one without choices at once, another through its sheet, where `options` are ticked. */
export async function addDish(page: Page, name: string, options: string[] = []): Promise<void> {
  await addButton(page, name).click();
  const sheet = page.getByRole('dialog', { name });
  const counted = page.getByRole('listitem').getByRole('group', { name, exact: true });
  await expect(sheet.or(counted)).toBeVisible();
  if (await counted.isVisible()) return;
  for (const option of options) await sheet.getByLabel(option).check();
  await sheet.getByRole('button', { name: 'Add to cart' }).click();
  await expect(sheet).toBeHidden();
}

export async function openCart(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^View cart/ }).click();
  const cart = page.getByRole('dialog', { name: 'Cart' });
  await expect(cart).toBeVisible();
  return cart;
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

/** Waits until the service worker has all it needs for dead spots. */
export async function keptForDeadSpots(page: Page): Promise<void> {
  const url = new URL(page.url()).href;
  await expect
    .poll(() => page.evaluate(async (address) => !!(await caches.match(address)) && !!navigator.serviceWorker.controller, url), {
      timeout: 20_000,
    })
    .toBe(true);
}
