// What there is to show for it: orders as the restaurant has them, and events that still wait.
import assert from 'node:assert/strict';
import { until } from './measure.mjs';

/** @typedef {import('./api.mjs').Api} Api */
/** @typedef {import('./load.mjs').Load} Load */

/**
 * All orders of some tabs.
 * @param {Api} staff
 * @param {Iterable<string>} tabs
 * @returns {Promise<any[]>}
 */
export async function ordersOf(staff, tabs) {
  const read = await Promise.all([...new Set(tabs)].map((id) => staff.get(`staff/tabs/${id}`)));
  return read.flatMap((tab) => tab.orders);
}

/**
 * None of the acknowledged orders is lost, and none is there twice: every request has come to one order.
 * @param {Api} staff
 * @param {Load} load
 */
export async function assertNoneLostOrDoubled(staff, load) {
  const orders = await ordersOf(staff, load.guests.map((guest) => guest.tab.id));
  const ids = new Set(orders.map((order) => order.id));
  const lost = [...load.acknowledged.keys()].filter((id) => !ids.has(id));
  assert.deepEqual(lost, [], 'acknowledged orders that are not there');
  assert.equal(orders.length, load.acknowledged.size, 'each request is one order');
  const numbers = new Set(orders.map((order) => order.number));
  assert.equal(numbers.size, orders.length, 'every order has a number of its own');
  return orders;
}

/**
 * A screen's board holds exactly the orders that are live.
 * @param {Api} staff
 * @param {Load} load
 */
export async function assertOnTheBoard(staff, load) {
  const { orders } = await staff.get('staff/board');
  const shown = new Set(orders.map((/** @type {any} */ order) => order.id));
  assert.equal(shown.size, orders.length);
  assert.deepEqual([...load.acknowledged.keys()].filter((id) => !shown.has(id)), [], 'orders that the board lacks');
}

/**
 * The milliseconds until a screen has heard of all orders.
 * @param {{ heard: any[] }} screen
 * @param {Load} load
 */
export function heardOfAll(screen, load) {
  return until('a screen to hear of all orders', async () => {
    const heard = new Set(screen.heard.filter(({ type }) => type === 'order.placed').map(({ data }) => data.id));
    return [...load.acknowledged.keys()].every((id) => heard.has(id));
  });
}

/**
 * Whether a screen that was told these versions knows everything.
 * @param {Record<string, number>} told
 * @param {Record<string, number>} versions
 */
export function covers(told, versions) {
  return Object.entries(versions).every(([id, version]) => (told[id] ?? 0) >= version);
}

/** The versions of all open tabs. @param {Api} staff @returns {Promise<Record<string, number>>} */
export async function versionsOf(staff) {
  const { tabs } = await staff.get('staff/board');
  return Object.fromEntries(tabs.map((/** @type {any} */ tab) => [tab.id, tab.version]));
}

/** How many events a client heard more than once. @param {{ heard: any[] }} screen */
export function repeats(screen) {
  const ids = screen.heard.filter(({ type }) => type !== 'sync').map(({ id }) => id);
  return ids.length - new Set(ids).size;
}
