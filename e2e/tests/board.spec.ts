import { Api, dishNamed, guestAt, PASSWORD, staffOf } from '../support/api.mjs';
import { advance, signIn, TABLET, ticket } from '../support/board';
import { expect, test, useServer, type BrowserContext, type Page } from '../support/test';
import { Wire } from '../support/wire';

const server = useServer();
const PAPAD = 'Masala Papad';
const BROCCOLI = 'Malai Broccoli';
/** The kitchen's posts to lines, as they leave the page. */
const STEP = /\/lines\/[^/]+\/(advance|undo)$/;

test.use({ viewport: TABLET });
test.beforeEach(({ faults }) => faults.allowStatus(401)); // The board asks who is signed in.

let phones = 0;
const PLACES = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'H1', 'H2'];

/** A guest at a table of their own orders these dishes. */
async function ordered(dishes: string[], more: { note?: string } = {}) {
  const { origin, tokens } = server.current;
  const table = phones % PLACES.length;
  const guest = await guestAt(origin, tokens[table] ?? '', `+9198765${String(70_000 + phones++)}`);
  const lines = await Promise.all(
    dishes.map(async (name) => {
      const dish = await dishNamed(guest, name);
      return { dish_id: dish.id, quantity: 1, ...(dish.variants[0] ? { variant_id: dish.variants[0].id } : {}), ...more };
    }),
  );
  const order = await guest.post('tab/orders', { lines });
  return { guest, order, place: `Table ${PLACES[table]}`, token: tokens[table] ?? '' };
}

/** Counts what the page asks of the server to be done to lines. */
function stepsOf(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    const match = request.method() === 'POST' && STEP.exec(request.url());
    if (match) sent.push(match[1] ?? '');
  });
  return sent;
}

/** Where the lines of an order stand at the server. */
async function truthOf({ guest, order }: Awaited<ReturnType<typeof ordered>>): Promise<string[]> {
  const { orders } = await guest.get('tab');
  return orders.find(({ id }: { id: string }) => id === order.id).lines.map(({ status }: { status: string }) => status);
}

/** Ends the page's session from elsewhere. */
async function endSession(context: BrowserContext): Promise<void> {
  const cookies = await context.cookies();
  const token = cookies.find(({ name }) => name === 'dineqr_staff')?.value;
  await new Api(server.current.origin, token).post('auth/logout');
}

test('an order that arrives over the live channel is shown before anything is asked of the server', async ({ page }) => {
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  await ordered([PAPAD]); // Its tab is known from now on.
  const { guest, order, place } = await ordered([PAPAD]);
  await expect(ticket(page, order.number, place)).toBeVisible();
  await page.route('**/api/v1/staff/**', () => undefined); // No answer ever comes.
  const dish = await dishNamed(guest, BROCCOLI);
  const second = await guest.post('tab/orders', { lines: [{ dish_id: dish.id, quantity: 3, note: 'no cream' }] });
  await expect(ticket(page, second.number, place)).toContainText('no cream', { timeout: 1_000 });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('a tap takes a line on, a bump the whole ticket, and both are taken back one after the other', async ({ page }) => {
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const placed = await ordered([PAPAD, BROCCOLI]);
  const card = ticket(page, placed.order.number, placed.place);
  await card.getByRole('button', { name: 'Accept' }).click();
  await advance(card, PAPAD, 'Start');
  await card.getByRole('button', { name: 'Start all' }).click();
  await expect(card.getByRole('button', { name: 'All ready' })).toBeVisible();
  await expect.poll(() => truthOf(placed)).toEqual(['preparing', 'preparing']);

  const undo = page.getByRole('button', { name: /^Undo:/ });
  await expect(undo).toContainText(`Order ${placed.order.number} is Being prepared`);
  await expect(undo).toContainText('1 step before it');
  await undo.click();
  await expect.poll(() => truthOf(placed)).toEqual(['preparing', 'queued']);
  await expect(undo).toContainText(`${PAPAD} is Being prepared`);
  await undo.click();
  await expect.poll(() => truthOf(placed)).toEqual(['queued', 'queued']);
  await expect(undo).toBeHidden();

  await card.getByRole('button', { name: 'Start all' }).click();
  await card.getByRole('button', { name: 'All ready' }).click();
  await expect(page.getByRole('region', { name: 'Ready' }).getByRole('article')).toHaveCount(1);
  await expect(undo).toContainText('is Ready');
  await undo.click();
  await expect.poll(() => truthOf(placed)).toEqual(['preparing', 'preparing']);
  await expect(undo).toBeHidden(); // The server takes back a line's last step alone.
});

test('a step is offered to be taken back for eight seconds', async ({ page }) => {
  await page.clock.install();
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const { order, place } = await ordered([PAPAD]);
  await advance(ticket(page, order.number, place), PAPAD, 'Start');
  const undo = page.getByRole('button', { name: /^Undo:/ });
  await page.clock.runFor(7_500);
  await expect(undo).toBeVisible();
  await page.clock.runFor(600);
  await expect(undo).toBeHidden();
});

test('a station sees its own lines; the choice is in the address and stays on the device', async ({ page }) => {
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const { order, place } = await ordered([PAPAD, BROCCOLI]);
  const card = ticket(page, order.number, place);
  const name = `Order ${order.number}, ${place}`;
  await expect(card).toContainText(PAPAD);
  await page.getByRole('group', { name: 'Station' }).getByRole('button', { name: 'tandoor' }).click();
  await expect(card).toContainText(BROCCOLI);
  await expect(card).not.toContainText(PAPAD);
  await expect(page).toHaveURL(/station=tandoor/);

  await page.goto(`${server.current.origin}/board`);
  await expect(card).toContainText(BROCCOLI);
  await expect(card).not.toContainText(PAPAD);
  await card.getByRole('button', { name: 'Accept' }).click();
  await card.getByRole('button', { name: 'Start all' }).click();
  await card.getByRole('button', { name: 'All ready' }).click();
  await expect(page.getByRole('region', { name: 'Ready' }).getByRole('article', { name: name })).toBeVisible();
  await page.getByRole('button', { name: 'All stations' }).click();
  await expect(page.getByRole('region', { name: 'In the kitchen' }).getByRole('article', { name: name })).toContainText(PAPAD);
});

test('a cook of one station sees that one first, and the others on demand', async ({ page }) => {
  const { origin } = server.current;
  const cook = { staff_id: 'tara', name: 'Tara', password: PASSWORD, role: 'staff', station: 'tandoor' };
  await (await staffOf(origin, 'manager')).post('manage/staff', cook);
  const { order, place } = await ordered([PAPAD, BROCCOLI]);
  await page.goto(`${origin}/board`);
  await page.getByLabel('E-mail or staff id').fill(cook.staff_id);
  await page.getByLabel('Restaurant').fill('demo');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const card = ticket(page, order.number, place);
  await expect(card).toContainText(BROCCOLI);
  await expect(card).not.toContainText(PAPAD);
  await page.getByRole('button', { name: 'All stations' }).click();
  await expect(card).toContainText(PAPAD);
  await expect(card).toContainText(BROCCOLI);
});

test('what is still to cook is counted over all tickets', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const dish = 'Corn Pepper Kebab';
  const placed = [await ordered([dish, PAPAD]), await ordered([dish])];
  await page.getByRole('button', { name: 'All day' }).click();
  const counts = page.getByRole('complementary', { name: 'All day' });
  const count = counts.getByRole('listitem').filter({ hasText: dish });
  await expect(count).toContainText('2');
  const [first] = placed;
  const card = ticket(page, first!.order.number, first!.place);
  await advance(card, dish, 'Start');
  await expect(count).toContainText('2');
  await advance(card, dish, 'Ready');
  await expect(count).toContainText('1');
});

test('a quick reason for a rejected order reaches the guest', async ({ page, context }) => {
  const { origin } = server.current;
  await signIn(page, origin, 'kitchen@demo.test');
  const { guest, order, place, token } = await ordered([PAPAD]);
  await context.addCookies([{ name: 'dineqr_guest', value: guest.token ?? '', url: origin }]);
  const phone = await context.newPage();
  await phone.goto(origin);
  await phone.evaluate((at) => localStorage.setItem('dineqr.session', JSON.stringify(at)), token);
  await phone.goto(`${origin}/t/${token}`);
  const status = phone.getByRole('article', { name: `Order ${order.number}` });
  await expect(status).toContainText('Sent to the kitchen');
  await ticket(page, order.number, place).getByRole('button', { name: 'Reject' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'The kitchen is closed' }).click();
  await expect(ticket(page, order.number, place)).toBeHidden();
  await expect(status).toContainText('Not accepted: The kitchen is closed');
});

test('a line is taken off with a reason, and its dish is marked from the ticket', async ({ page }) => {
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const placed = await ordered(['Corn Pepper Kebab', PAPAD]);
  const { guest } = placed;
  const card = ticket(page, placed.order.number, placed.place);
  await card.getByRole('button', { name: 'More for Corn Pepper Kebab' }).click();
  await page.getByRole('menuitem', { name: 'Portions left' }).click();
  const sheet = page.getByRole('dialog', { name: 'Corn Pepper Kebab: availability' });
  await sheet.getByLabel('Only so many portions').check();
  await sheet.getByLabel('Portions left').fill('4');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();
  const marks = async () => (await guest.get('restaurants/demo/availability')).items;
  expect(await marks()).toMatchObject([{ status: 'available', portions: 4 }]);

  await card.getByRole('button', { name: 'More for Corn Pepper Kebab' }).click();
  await page.getByRole('menuitem', { name: 'Sold out today' }).click();
  await expect.poll(async () => (await marks())[0]).toMatchObject({ status: 'sold_out', until: /./ });
  await card.getByRole('button', { name: 'More for Corn Pepper Kebab' }).click();
  await page.getByRole('menuitem', { name: 'Take off the ticket' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sold out' }).click();
  await expect.poll(() => truthOf(placed)).toEqual(['voided', 'queued']);

  await page.getByRole('link', { name: 'Dishes' }).click();
  await page.getByLabel('Only sold out or counted').check();
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Corn Pepper Kebab: Sold out' }).click();
  await expect(page.getByText('Everything can be ordered.')).toBeVisible();
});

test('the sound is asked for where the browser wants a touch, and once', async ({ page }) => {
  // Playwright's own questions count as touches, so the page is told of real ones alone.
  await page.addInitScript(() => {
    const activation = { hasBeenActive: false };
    for (const event of ['click', 'keydown']) {
      addEventListener(event, () => (activation.hasBeenActive = true), { capture: true });
    }
    Object.defineProperty(navigator, 'userActivation', { value: activation });
  });
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const prompt = page.getByRole('button', { name: 'Tap to enable sound' });
  await expect(prompt).toBeHidden(); // Signing in was a touch.
  await page.reload();
  await expect(prompt).toBeVisible();
  await prompt.click();
  await expect(prompt).toBeHidden();
  await page.reload();
  await page.getByRole('button', { name: 'Sound for new orders' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Sound for new orders' })).toHaveAttribute('aria-pressed', 'false');
  await expect(prompt).toBeHidden();
});

test('kitchen mode shows nothing but tickets and stays on the device', async ({ page }) => {
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const { order, place } = await ordered([PAPAD]);
  const card = ticket(page, order.number, place);
  await expect(card).toBeVisible();
  await page.getByRole('button', { name: 'Kitchen mode' }).click();
  await expect(page.getByRole('banner')).toBeHidden();
  await page.reload();
  await expect(card).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  const size = await card.getByText(PAPAD).evaluate((name) => parseFloat(getComputedStyle(name).fontSize));
  expect(size).toBeGreaterThanOrEqual(32);
  await page.getByRole('button', { name: 'Leave kitchen mode' }).click();
  await expect(page.getByRole('banner')).toBeVisible();
});

test('after a minute without network the board says so, and shows the truth without being loaded again', async ({
  page,
  context,
  faults,
}) => {
  faults.allowOffline();
  await page.clock.install();
  const wire = await Wire.of(page);
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const before = await ordered([PAPAD]);
  const card = ticket(page, before.order.number, before.place);
  await expect(card).toBeVisible();
  await page.evaluate(() => Object.assign(window, { untouched: true }));

  wire.cut = true;
  await context.setOffline(true);
  await page.clock.runFor(60_000);
  await expect(page.getByRole('alert').filter({ hasText: /^Not live/ })).toBeVisible();
  await expect(page.getByRole('main')).toHaveCSS('filter', 'grayscale(1)');
  const missed = await ordered([BROCCOLI]);
  const floor = await staffOf(server.current.origin, 'floor');
  await floor.post(`staff/tabs/${before.order.tab_id}/orders/${before.order.id}/accept`);
  await expect(card.getByRole('button', { name: 'Accept' })).toBeVisible();

  wire.cut = false;
  await context.setOffline(false);
  await page.clock.resume();
  await expect(ticket(page, missed.order.number, missed.place)).toBeVisible();
  await expect(card.getByRole('button', { name: 'Start all' })).toBeVisible();
  await expect(page.getByText(/^Not live/)).toBeHidden();
  expect(await page.evaluate(() => 'untouched' in window)).toBe(true);
});

test('steps in a dead spot show at once, say that they wait, and are sent once', async ({ page, context, faults }) => {
  faults.allowOffline();
  const wire = await Wire.of(page);
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const placed = await ordered([PAPAD, BROCCOLI]);
  const card = ticket(page, placed.order.number, placed.place);
  await expect(card).toBeVisible();

  wire.cut = true;
  await context.setOffline(true);
  await card.getByRole('button', { name: 'Accept' }).click();
  await advance(card, PAPAD, 'Start');
  await advance(card, BROCCOLI, 'Start');
  await expect(card.getByText('Being sent')).toHaveCount(2);
  await expect(page.getByText('3 steps wait for signal')).toBeVisible();
  await page.getByRole('button', { name: /^Undo:/ }).click();
  await expect(page.getByText('2 steps wait for signal')).toBeVisible();
  expect(await truthOf(placed)).toEqual(['queued', 'queued']);

  const sent = stepsOf(page);
  wire.cut = false;
  await context.setOffline(false);
  await expect(page.getByText('wait for signal')).toBeHidden();
  await expect.poll(() => truthOf(placed)).toEqual(['preparing', 'queued']);
  expect(sent).toEqual(['advance']);
});

test('a step whose answer got lost counts as done', async ({ page, faults }) => {
  faults.allowStatus(409);
  faults.allowLine(/net::ERR_/);
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const placed = await ordered([PAPAD]);
  const card = ticket(page, placed.order.number, placed.place);
  let lost = 0;
  await page.route(/\/advance$/, async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort('connectionfailed');
  });
  const sent = stepsOf(page);
  await advance(card, PAPAD, 'Start');
  await expect.poll(() => sent.length).toBe(2);
  await expect(card.getByRole('button', { name: `1 ${PAPAD}: Ready` })).toBeVisible();
  await expect(page.getByText('wait for signal')).toBeHidden();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('a session that ends in the middle of work asks for a sign-in over what is shown, then goes on', async ({ page, context }) => {
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const placed = await ordered([PAPAD]);
  const card = ticket(page, placed.order.number, placed.place);
  await expect(card).toBeVisible();
  await page.getByRole('group', { name: 'Station' }).getByRole('button', { name: 'kitchen' }).click();
  await endSession(context);

  const sheet = page.getByRole('dialog', { name: 'Sign in to go on' });
  await expect(sheet).toBeVisible();
  await expect(page.locator('article')).not.toHaveCount(0);
  await sheet.getByLabel('Password').fill(PASSWORD);
  await sheet.getByRole('button', { name: 'Sign in' }).click();
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL(/station=kitchen/);
  await advance(card, PAPAD, 'Start');
  await expect.poll(() => truthOf(placed)).toEqual(['preparing']);
});

test('a session that ends while steps wait asks for a sign-in, then they are sent', async ({ page, context, faults }) => {
  faults.allowOffline();
  const wire = await Wire.of(page);
  await signIn(page, server.current.origin, 'kitchen@demo.test');
  const placed = await ordered([PAPAD]);
  const card = ticket(page, placed.order.number, placed.place);
  await expect(card).toBeVisible();
  wire.cut = true;
  await context.setOffline(true);
  await advance(card, PAPAD, 'Start');
  await expect(page.getByText('1 step waits for signal')).toBeVisible();
  await endSession(context);

  wire.cut = false;
  await context.setOffline(false);
  const sheet = page.getByRole('dialog', { name: 'Sign in to go on' });
  await sheet.getByLabel('Password').fill(PASSWORD);
  await sheet.getByRole('button', { name: 'Sign in' }).click();
  await expect(sheet).toBeHidden();
  await expect.poll(() => truthOf(placed)).toEqual(['preparing']);
});

test('menus open by click and by key, give the focus back, and one of them signs out', async ({ page }) => {
  await signIn(page, server.current.origin);
  const trigger = page.getByRole('button', { name: /^Signed in as/ });
  for (const key of ['Enter', 'ArrowDown', 'Space']) {
    await trigger.focus();
    await page.keyboard.press(key);
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(page.locator('[role^=menuitem]:focus')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
    await expect(trigger).toBeFocused();
  }
  await trigger.click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Password')).toBeVisible();
});
