// Every page there is, and what opens on it: the one list for accessibility, the console's silence and screenshots.
import { openTab } from './board';
import { addDish, openCart, placeOrder, verifyByCode } from './guest';
import { PASSWORD } from './api.mjs';
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { SIZES } from './looks';
import type { Scene, SceneName } from './scenes.mjs';

export type Who = 'anyone' | 'guest' | 'kitchen' | 'floor' | 'manager';

export type Stop = {
  name: string;
  scene: SceneName;
  as: Who;
  path: (scene: Scene) => string;
  /** What is there once the page is; found in every language. */
  ready: (page: Page) => Locator;
  /** What becomes of its requests, if they get no good answer. */
  network?: 'silent' | 'failing';
  /** What opens on it, each from a fresh load; played with English names. */
  sheets?: Record<string, (page: Page) => Promise<void>>;
};

const PLAIN = 'Masala Papad';
const CHOSEN = 'Chilli Paneer';
/** The guest of the pages sits at the first table, the tab that is looked at is the third's. */
const TABLE = { own: 'Table G1', looked: 'Table G3' };

const table = (scene: Scene, index = 0) => `/t/${scene.tokens[index]}`;
const text = (wanted: string) => (page: Page) => page.getByText(wanted).first();
const main = (page: Page) => page.locator('main, [role=status], [role=alert]').first();
const heading = (page: Page) => page.getByRole('heading').first();
const press = (name: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
  await expect(page.getByRole('dialog').last()).toBeVisible();
};
const follow = (name: RegExp) => async (page: Page) => {
  await page.getByRole('link', { name }).first().click();
  await expect(page.getByRole('dialog').last()).toBeVisible();
};
/** The button of a dish that has choices opens its sheet. */
const dishSheet = press(new RegExp(CHOSEN));

async function cartSheet(page: Page): Promise<void> {
  await addDish(page, PLAIN);
  await addDish(page, CHOSEN, ['Half', 'Medium']);
  await openCart(page);
}

async function tabSheet(page: Page): Promise<void> {
  await openTab(page, TABLE.looked);
}

async function tabBill(page: Page): Promise<void> {
  const tab = await openTab(page, TABLE.looked);
  await tab.getByRole('tab', { name: /^Bill/ }).click();
}

async function quickOrder(page: Page): Promise<void> {
  const tab = await openTab(page, TABLE.looked);
  await tab.getByRole('button', { name: 'Order for them' }).click();
  await expect(page.getByRole('dialog').last().locator('input').first()).toBeVisible();
}

const office = (path: string, more: Partial<Stop> = {}): Stop => ({
  name: `manage${path.replaceAll('/', '-')}`,
  scene: 'evening',
  as: 'manager',
  path: () => `/manage${path}`,
  ready: heading,
  ...more,
});

export const STOPS: readonly Stop[] = [
  { name: 'home', scene: 'evening', as: 'anyone', path: () => '/', ready: (page) => page.getByRole('link').first() },
  {
    name: 'menu',
    scene: 'evening',
    as: 'anyone',
    path: table,
    ready: text(PLAIN),
    sheets: { dish: dishSheet, verify: cartSheet },
  },
  {
    name: 'table',
    scene: 'evening',
    as: 'guest',
    path: table,
    ready: text(PLAIN),
    sheets: { cart: cartSheet, bill: press(/bill/i) },
  },
  { name: 'unknown-code', scene: 'evening', as: 'anyone', path: () => '/t/nothing', ready: heading },
  { name: 'sign-in', scene: 'evening', as: 'anyone', path: () => '/board', ready: (page) => page.locator('[type=password]') },
  {
    name: 'board',
    scene: 'evening',
    as: 'kitchen',
    path: () => '/board',
    ready: (page) => page.getByRole('article').first(),
    sheets: { reject: press(/^Reject/) },
  },
  { name: 'board-idle', scene: 'quiet', as: 'kitchen', path: () => '/board', ready: heading },
  { name: 'board-waiting', scene: 'evening', as: 'kitchen', path: () => '/board', ready: main, network: 'silent' },
  { name: 'board-failing', scene: 'evening', as: 'kitchen', path: () => '/board', ready: main, network: 'failing' },
  {
    name: 'floor',
    scene: 'evening',
    as: 'floor',
    path: () => '/floor',
    ready: text('G3'),
    sheets: { tab: tabSheet, bill: tabBill, 'quick-order': quickOrder, parcel: press(/^New parcel/) },
  },
  { name: 'floor-waiting', scene: 'evening', as: 'floor', path: () => '/floor', ready: main, network: 'silent' },
  { name: 'floor-idle', scene: 'quiet', as: 'floor', path: () => '/floor', ready: text('G3') },
  { name: 'dishes', scene: 'evening', as: 'floor', path: () => '/dishes', ready: text(PLAIN) },
  office(''),
  office('', { name: 'manage-idle', scene: 'quiet' }),
  office('/day'),
  office('/day', { name: 'manage-day-idle', scene: 'quiet' }),
  office('/orders', { sheets: { order: follow(/^Order \d+$/) } }),
  office('/orders', { name: 'manage-orders-idle', scene: 'quiet' }),
  office('/orders', { name: 'manage-orders-waiting', ready: main, network: 'silent' }),
  office('/orders', { name: 'manage-orders-failing', ready: main, network: 'failing' }),
  office('/tabs', { sheets: { tab: follow(/^Table G\d/) } }),
  office('/menu', { ready: text(PLAIN) }),
  office('/menu/import'),
  office('/tables', {
    ready: (page) => page.getByRole('link', { name: 'G3', exact: true }),
    sheets: { add: follow(/^Add tables/), table: follow(/^G3$/) },
  }),
  office('/tables/print'),
  office('/staff', { sheets: { add: follow(/^Add a person/) } }),
  office('/settings'),
  office('/account', { ready: (page) => page.locator('[type=password]').first() }),
  { name: 'no-manager', scene: 'quiet', as: 'kitchen', path: () => '/manage', ready: heading },
  { name: 'setup', scene: 'empty', as: 'anyone', path: ({ setup }) => setup, ready: (page) => page.locator('[type=password]') },
];

/** What the people of a page mostly hold in their hands. */
export const sizeFor = ({ as }: Stop) =>
  as === 'manager' ? SIZES.desk : as === 'kitchen' || as === 'floor' ? SIZES.tablet : SIZES.phone;

/** Who one is may always be asked; else no page would be there to wait on. */
const WORK = /\/api\/v1\/(?!auth\/me|session)/;

/** Goes to a page and waits until nothing on it is on its way any more. */
export async function visit(page: Page, scene: Scene, stop: Stop): Promise<void> {
  await page.unroute(WORK);
  if (stop.network === 'silent') await page.route(WORK, () => undefined);
  if (stop.network === 'failing') await page.route(WORK, (route) => route.fulfill(FAULT));
  await page.goto(`${scene.origin}${stop.path(scene)}`);
  await expect(stop.ready(page)).toBeVisible();
  await settle(page, stop);
}

const FAULT = {
  status: 500,
  contentType: 'application/problem+json',
  body: JSON.stringify({ title: 'Internal Server Error', status: 500, code: 'internal', request_id: 'c0ffee' }),
};

/** Waits until nothing is loading and nothing moves, but for what moves forever. */
export async function settle(page: Page, { network }: Pick<Stop, 'network'> = {}): Promise<void> {
  if (network === 'silent') return page.waitForTimeout(500);
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.evaluate(() => {
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(passing.map(({ finished }) => finished)).then(() => undefined);
  });
}

/** Makes the people of a context who the page wants to see. */
export async function enter(context: BrowserContext, scene: Scene, who: Who): Promise<void> {
  if (who === 'anyone') return;
  if (who === 'guest') return sitDown(context, scene);
  const login = { login: `${who}@demo.test`, password: PASSWORD };
  const answer = await context.request.post(`${scene.origin}/api/v1/auth/login`, { data: login });
  expect(answer.ok()).toBe(true);
}

/** Signs in on the page itself, as it may keep what it knows wherever it likes, and orders once. */
async function sitDown(context: BrowserContext, scene: Scene): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${scene.origin}${table(scene)}`);
  await cartSheet(page);
  const digits = String(Math.floor(Math.random() * 1e8)).padStart(8, '0');
  await verifyByCode(page, scene.origin, `+9199${digits}`);
  await placeOrder(page);
  await page.close();
}
