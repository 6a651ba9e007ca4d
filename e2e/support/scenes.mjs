// Restaurants to look at: what stands on the menu and on the tables.
import { dishNamed, guestAt, staffOf } from './api.mjs';
import { startServer } from './server.mjs';

/** As long as names get, at a price of five digits. */
const LONG = {
  id: '7ZZZZZZZZZZZZZZZZZZZZZZZZZ',
  name: 'Slow-Cooked Lamb Shank Nihari, Large Pot',
  price: 1_234_500,
  diet: 'non-veg',
  tax_class: 'gst5',
  station: 'kitchen',
  prep_minutes: 45,
  available: true,
};
const PLAIN = 'Masala Papad';
const CHOSEN = 'Chilli Paneer';

/**
 * `evening`: a full house. `quiet`: the demo as it starts, nobody there. `empty`: a store without a restaurant.
 * @typedef {'evening' | 'quiet' | 'empty'} SceneName
 * @typedef {{ server: import('./server.mjs').Server, origin: string, tokens: string[], setup: string }} Scene
 */

/**
 * Starts a server and plays what happened before one looks.
 * @param {SceneName} name
 * @returns {Promise<Scene>}
 */
export async function startScene(name) {
  const server = await startServer({ demo: name !== 'empty' });
  const setup = server.printed.find((line) => line.includes('/setup/')) ?? '';
  const scene = { server, origin: server.origin, tokens: server.tokens, setup: setup.slice(setup.indexOf('/setup/')) };
  try {
    if (name === 'evening') await playEvening(scene);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return scene;
}

/**
 * Ten tables with three rounds each, in every state an order can be in; one table paid and left, one calls.
 * @param {Scene} scene
 */
async function playEvening({ origin, tokens }) {
  const [manager, floor] = [await staffOf(origin, 'manager'), await staffOf(origin, 'floor')];
  await addLongDish(manager);
  const dishes = await dishesOf(manager);
  for (let table = 2; table < 12; table += 1) {
    const guest = await guestAt(origin, tokens[table] ?? '', `+9198765100${String(table).padStart(2, '0')}`);
    for (let round = 0; round < 3; round += 1) await playRound(guest, floor, dishes, table - 2, round);
    if (table === 2) await guest.post('tab/service-requests', { kind: 'water' });
  }
  await payAndLeave(origin, tokens[1] ?? '', floor, dishes);
  await floor.post(`staff/dishes/${(await dishNamed(floor, 'Chicken 65')).id}/availability`, { status: 'sold_out' });
}

/** @param {import('./api.mjs').Api} manager */
async function addLongDish(manager) {
  const { categories } = await manager.get('manage/menu');
  const [first, ...others] = categories;
  const draft = [{ ...first, dishes: [LONG, ...first.dishes] }, ...others];
  await manager.call('PUT', 'manage/menu', { categories: draft });
  await manager.post('manage/menu/publish');
}

/** @param {import('./api.mjs').Api} api */
async function dishesOf(api) {
  const chosen = await dishNamed(api, CHOSEN);
  const [spice] = chosen.option_groups;
  const choice = { variant_id: chosen.variants[0].id, options: [{ option_id: spice.options[2].id }] };
  return {
    plain: { dish_id: (await dishNamed(api, PLAIN)).id },
    chosen: { dish_id: chosen.id, ...choice },
    long: { dish_id: (await dishNamed(api, LONG.name)).id },
  };
}

/**
 * @param {import('./api.mjs').Api} guest
 * @param {import('./api.mjs').Api} floor
 * @param {Awaited<ReturnType<typeof dishesOf>>} dishes
 * @param {number} table
 * @param {number} round
 */
async function playRound(guest, floor, { plain, chosen, long }, table, round) {
  const lines = [
    { ...plain, quantity: table + 1, ...(round === 1 ? { note: 'no onion, extra lemon please' } : {}) },
    { ...chosen, quantity: 2 },
    ...(table % 4 === 0 ? [{ ...long, quantity: 1 }] : []),
  ];
  const note = round === 2 ? { note: 'Peanut allergy at this table' } : {};
  const order = await guest.post('tab/orders', { lines, ...note });
  const tab = `staff/tabs/${order.tab_id}`;
  const steps = (table + round) % 4;
  if (steps > 0) await floor.post(`${tab}/orders/${order.id}/accept`);
  const to = steps === 2 ? 'preparing' : 'ready';
  const advanced = steps > 1 ? order.lines : [];
  for (const { id } of advanced) await floor.post(`${tab}/lines/${id}/advance`, { to });
}

/**
 * A tab that was served, paid and closed.
 * @param {string} origin
 * @param {string} token
 * @param {import('./api.mjs').Api} floor
 * @param {Awaited<ReturnType<typeof dishesOf>>} dishes
 */
async function payAndLeave(origin, token, floor, { plain, long }) {
  const guest = await guestAt(origin, token, '+919876510099');
  const order = await guest.post('tab/orders', { lines: [{ ...plain, quantity: 2 }, { ...long, quantity: 1 }] });
  const tab = `staff/tabs/${order.tab_id}`;
  for (const { id } of order.lines) await floor.post(`${tab}/lines/${id}/advance`, { to: 'served' });
  const { balance } = await guest.get('tab/bill');
  await floor.post(`${tab}/payments`, { method: 'cash', amount: balance, tendered: { ...balance, amount: balance.amount + 5_000 } });
  await floor.post(`${tab}/close`);
}
