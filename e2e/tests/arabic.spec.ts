import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeFor, staffOf } from '../support/api.mjs';
import { expect, test, useServer, type Page } from '../support/test';

const server = useServer();
const MESSAGES = join(import.meta.dirname, '../../web/messages');

type Texts = Record<string, string | { match: Record<string, string> }[]>;
const texts = async (area: string, language: string): Promise<Texts> =>
  JSON.parse(await readFile(join(MESSAGES, area, `${language}.json`), 'utf8'));
const sentences = (all: Texts): string[] =>
  Object.values(all).flatMap((text) => (typeof text === 'string' ? [text] : Object.values(text[0]?.match ?? {})));

/** What the page says, without what is the restaurant's own: its name, its menu and the names of its tables. */
async function englishLeft(page: Page): Promise<string[]> {
  const english = new Set(await wordsOf());
  const said = await page.evaluate(() => {
    const own = document.querySelectorAll('[aria-label], [placeholder]');
    const labels = [...own].flatMap((one) => [one.getAttribute('aria-label') ?? '', one.getAttribute('placeholder') ?? '']);
    return [...document.body.innerText.split('\n'), ...labels].map((line) => line.trim());
  });
  return said.filter((line) => english.has(line));
}

/** Every whole English text that has no place for something else in it. */
async function wordsOf(): Promise<string[]> {
  const all = await Promise.all(['common', 'guest'].map((area) => texts(area, 'en')));
  return all.flatMap(sentences).filter((text) => !text.includes('{') && text !== 'GSTIN');
}

test('every text of a guest is there in all four languages', async () => {
  for (const area of ['common', 'guest']) {
    const english = await texts(area, 'en');
    for (const language of ['hi', 'ta', 'ar']) {
      const other = await texts(area, language);
      expect(Object.keys(other).sort(), `${area}/${language}`).toEqual(Object.keys(english).sort());
      const same = Object.keys(english).filter((key) => /[a-z]{3}/.test(String(english[key]).replaceAll(/\{\w+\}/g, '')) && JSON.stringify(other[key]) === JSON.stringify(english[key]));
      expect(same, `${area}/${language}`).toEqual([]);
    }
  }
});

test('a guest who chooses Arabic reads from right to left and meets no English, from the menu to the thanks', async ({ page }) => {
  const { origin, tokens } = server.current;
  const phone = '+919876550001';
  const ar = { ...(await texts('common', 'ar')), ...(await texts('guest', 'ar')) } as Record<string, string>;
  const say = (key: string, values: Record<string, string> = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), ar[key] ?? key);
  const button = (key: string, values?: Record<string, string>) =>
    page.getByRole('button', { name: say(key, values), exact: true });

  await page.goto(`${origin}/t/${tokens[0]}`);
  await page.getByLabel('Language').selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  expect(await englishLeft(page)).toEqual([]);
  await page.getByRole('button', { name: say('guest_filter'), exact: true }).click();
  expect(await englishLeft(page)).toEqual([]);
  await page.getByRole('button', { name: say('guest_filter'), exact: true }).click();

  await button('guest_choose', { name: 'Chilli Paneer' }).click();
  const dish = page.getByRole('dialog', { name: 'Chilli Paneer' });
  await dish.getByLabel('Medium').check();
  expect(await englishLeft(page)).toEqual([]);
  await dish.getByRole('button', { name: say('guest_add') }).click();

  await page.getByRole('button', { name: new RegExp(`^${say('guest_view_cart')}`) }).click();
  await page.getByLabel(say('verify_phone')).fill(phone);
  expect(await englishLeft(page)).toEqual([]);
  await button('verify_send').click();
  const code = page.getByLabel(say('verify_code'));
  await expect(code).toBeVisible();
  await code.fill(await codeFor(origin, phone));
  await button('verify_go').click();
  await expect(button('guest_order')).toBeEnabled();
  expect(await englishLeft(page)).toEqual([]);
  await button('guest_order').click();
  await expect(page.getByRole('article')).toContainText(say('status_placed'));
  await button('service_water').click();
  await expect(page.getByText(say('guest_call_asked', { kind: say('service_water') }))).toBeVisible();
  expect(await englishLeft(page)).toEqual([]);
  await button('guest_see_bill').click();
  await expect(page.getByRole('dialog', { name: say('bill_title') })).toBeVisible();
  expect(await englishLeft(page)).toEqual([]);
  await page.keyboard.press('Escape');

  const floor = await staffOf(origin, 'floor');
  const { orders } = await floor.get('staff/board');
  const [order] = orders;
  for (const { id } of order.lines) await floor.post(`staff/tabs/${order.tab_id}/lines/${id}/advance`, { to: 'served' });
  const { bill } = await floor.get(`staff/tabs/${order.tab_id}`);
  await floor.post(`staff/tabs/${order.tab_id}/payments`, { method: 'cash', amount: bill.balance, tendered: bill.balance });
  await floor.post(`staff/tabs/${order.tab_id}/close`);
  await expect(page.getByRole('heading', { name: say('guest_thanks') })).toBeVisible();
  expect(await englishLeft(page)).toEqual([]);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
});
