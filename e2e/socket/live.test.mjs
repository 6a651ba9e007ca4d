// The live channel as the official client sees it.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Api, dishNamed, guestAt, staffOf } from '../support/api.mjs';
import { startServer } from '../support/server.mjs';
import { connect, hangUpAll, refusal } from './client.mjs';

/** @type {import('../support/server.mjs').Server} */
let server;
/** @type {Api} */
let manager;
/** @type {any} */
let dish;
let phones = 0;

const phone = () => `+9198765400${String(++phones).padStart(2, '0')}`;
const seat = (table = 0) => guestAt(server.origin, server.tokens[table] ?? '', phone());
/** @param {Api} guest */
const order = (guest) => guest.post('tab/orders', { lines: [{ dish_id: dish.id, quantity: 1 }] });

before(async () => {
  server = await startServer();
  manager = await staffOf(server.origin, 'manager');
  dish = await dishNamed(manager, 'Masala Papad');
});
after(() => server?.stop());
afterEach(hangUpAll);

describe('the handshake', () => {
  it('refuses nobody, a forged token, and a token that was changed', async () => {
    const real = manager.token ?? '';
    const forged = real.slice(0, -2) + (real.endsWith('A') ? 'BB' : 'AA');
    for (const auth of [undefined, {}, { token: 'nonsense' }, { token: forged }, { as: 'staff' }, { token: 7 }]) {
      assert.equal(typeof (await refusal(server.origin, { auth })).message, 'string', JSON.stringify(auth));
    }
  });

  it('lets in by token, and by cookie where it is told as whom', async () => {
    const guest = await seat();
    await connect(server.origin, { auth: { token: guest.token } });
    const cookie = `dineqr_guest=${guest.token}; dineqr_staff=${manager.token}`;
    const asGuest = await connect(server.origin, { auth: { as: 'guest' }, cookie });
    const asStaff = await connect(server.origin, { auth: { as: 'staff' }, cookie });
    assert.equal(typeof (await asGuest.next('sync')).data.version, 'number');
    assert.equal(typeof (await asStaff.next('sync')).data.tabs, 'object');
    await refusal(server.origin, { auth: {}, cookie });
    await refusal(server.origin, { auth: { as: 'staff' }, cookie: `dineqr_guest=${guest.token}` });
  });

  it('refuses a page of another site, whose browser would send the cookie', async () => {
    const cookie = `dineqr_staff=${manager.token}`;
    await refusal(server.origin, { auth: { as: 'staff' }, cookie, origin: 'https://evil.example' });
    await connect(server.origin, { auth: { as: 'staff' }, cookie, origin: server.origin });
  });
});

describe('rooms', () => {
  it('a guest hears its own tab alone, staff hear all of their restaurant', async () => {
    const [guest, neighbour] = [await seat(1), await seat(2)];
    const own = await connect(server.origin, { auth: { token: guest.token } });
    const other = await connect(server.origin, { auth: { token: neighbour.token } });
    const staff = await connect(server.origin, { auth: { token: manager.token } });
    const placed = await order(guest);
    const heard = await own.next('order.placed');
    assert.equal(heard.data.id, placed.id);
    assert.equal((await staff.next('order.placed', (event) => event.tab_id === guest.tab.id)).id, heard.id);
    await order(neighbour);
    await other.next('order.placed');
    assert.deepEqual([...new Set(other.heard.map((event) => event.tab_id).filter(Boolean))], [neighbour.tab.id]);
    assert.deepEqual([...new Set(own.heard.map((event) => event.tab_id).filter(Boolean))], [guest.tab.id]);
    assert.ok(!JSON.stringify(own.heard).includes('"pin"'), 'a guest is not told the PIN');
  });

  it('every event says what it is in one shape', async () => {
    const guest = await seat(3);
    const live = await connect(server.origin, { auth: { token: guest.token } });
    const staff = await connect(server.origin, { auth: { token: manager.token } });
    const placed = await order(guest);
    await manager.post(`staff/tabs/${guest.tab.id}/orders/${placed.id}/accept`);
    const request = await guest.post('tab/service-requests', { kind: 'water' });
    await manager.post(`staff/service-requests/${request.id}/acknowledge`);
    await manager.post(`staff/service-requests/${request.id}/resolve`);
    for (const { id } of placed.lines) {
      await manager.post(`staff/tabs/${guest.tab.id}/lines/${id}/advance`, { to: 'served' });
    }
    await manager.post(`staff/dishes/${dish.id}/availability`, { status: 'available', portions: 20 });
    await manager.post(`staff/dishes/${dish.id}/availability`, { status: 'available' });
    const { bill } = await guest.get('tab');
    await manager.post(`staff/tabs/${guest.tab.id}/payments`, { method: 'cash', amount: bill.balance });
    await manager.post(`staff/tabs/${guest.tab.id}/close`);
    await live.next('tab.closed');
    const names = ['order.placed', 'order.accepted', 'order.updated', 'payment.updated'];
    names.push('service.requested', 'service.acknowledged', 'service.resolved', 'dish.availability', 'tab.closed');
    for (const name of names) {
      const event = await live.next(name);
      const { version: _v, tab_id: _t, ...always } = event;
      assert.deepEqual(Object.keys(always).sort(), ['at', 'data', 'id', 'restaurant_id', 'type'], name);
      assert.equal(event.type, name);
      assert.ok(!Number.isNaN(Date.parse(event.at)), name);
      assert.equal(event.tab_id, name === 'dish.availability' ? undefined : guest.tab.id, name);
      assert.equal(typeof event.version, name === 'dish.availability' ? 'undefined' : 'number', name);
      await staff.next(name);
    }
    assert.equal((await live.next('payment.updated')).data.balance.amount, 0);
    const after = live.heard.length;
    await order(await seat(3));
    await pause(500);
    assert.deepEqual(live.heard.slice(after).map((event) => event.type), [], 'tab.closed is the last');
  });

  it('staff of another restaurant on the same server hear nothing of this one', async () => {
    const [email, password] = ['m@other.test', 'another-one-1'];
    server.command(['restaurant', 'create', '--slug', 'other', '--name', 'Other']);
    server.command(['manager', 'create', '--restaurant', 'other', '--email', email], `${password}\n`);
    const { token, restaurant } = await new Api(server.origin).post('auth/login', { login: email, password });
    const live = await connect(server.origin, { auth: { token } });
    const staff = await connect(server.origin, { auth: { token: manager.token } });
    const placed = await order(await seat(9));
    await staff.next('order.placed', (event) => event.data.id === placed.id);
    await manager.post(`staff/dishes/${dish.id}/availability`, { status: 'available', portions: 99 });
    await manager.post(`staff/dishes/${dish.id}/availability`, { status: 'available' });
    await staff.next('dish.availability');
    await pause(300);
    assert.deepEqual([...new Set(live.heard.map((event) => event.restaurant_id))], [restaurant.id]);
    assert.deepEqual([...new Set(live.heard.map((event) => event.type))], ['sync']);
    assert.deepEqual(live.heard[0].data.tabs, {});
  });

  it('no client can join a room or change anything by emitting', async () => {
    const [guest, neighbour] = [await seat(4), await seat(5)];
    const live = await connect(server.origin, { auth: { token: guest.token } });
    const before = await neighbour.get('tab');
    for (const name of ['join', 'subscribe', 'order.placed', 'tab.closed', 'sync', 'message']) {
      live.socket.emit(name, { room: `tab:${neighbour.tab.id}`, tab_id: neighbour.tab.id });
      live.socket.emit(name, `staff:${before.restaurant_id}`);
    }
    await pause(300);
    assert.deepEqual(await neighbour.get('tab'), before);
    await order(neighbour);
    await order(guest);
    await live.next('order.placed');
    await pause(300);
    assert.ok(live.heard.every((event) => !event.tab_id || event.tab_id === guest.tab.id));
  });
});

describe('staying in step', () => {
  it('staff and guests hear sync every five seconds', async () => {
    const guest = await seat(6);
    const live = await connect(server.origin, { auth: { token: guest.token } });
    const staff = await connect(server.origin, { auth: { token: manager.token } });
    const { version } = await guest.get('tab');
    await pause(11_500);
    for (const { heard } of [live, staff]) {
      const syncs = heard.filter((event) => event.type === 'sync');
      assert.ok(syncs.length >= 3, `the first at once, then two more: ${syncs.length}`);
    }
    assert.equal(live.heard.findLast((event) => event.type === 'sync')?.data.version, version);
    assert.equal(staff.heard.findLast((event) => event.type === 'sync')?.data.tabs[guest.tab.id], version);
  });

  it('a client comes back by itself after the server was killed, and hears what is new', async () => {
    const guest = await seat(7);
    const live = await connect(server.origin, { auth: { token: guest.token } });
    const placed = await order(guest);
    await server.end('SIGKILL');
    await live.lost();
    await server.start();
    await live.next('sync', () => live.socket.connected);
    const { orders } = await guest.get('tab');
    assert.deepEqual(orders.map((/** @type {any} */ one) => one.id), [placed.id]);
    const second = await order(guest);
    await live.next('order.placed', (event) => event.data.id === second.id);
  });
});

describe('the end of a session', () => {
  it('signing out disconnects within a second', async () => {
    const floor = await staffOf(server.origin, 'floor');
    const live = await connect(server.origin, { auth: { token: floor.token } });
    const began = Date.now();
    await floor.post('auth/logout');
    assert.equal(await live.lost(), 'io server disconnect');
    assert.ok(Date.now() - began < 1_000);
    await refusal(server.origin, { auth: { token: floor.token } });
  });

  it('a phone that staff remove is disconnected within a second', async () => {
    const guest = await seat(8);
    const live = await connect(server.origin, { auth: { token: guest.token } });
    const began = Date.now();
    await manager.post(`staff/tabs/${guest.tab.id}/guests/${guest.guest.id}/remove`);
    assert.equal(await live.lost(), 'io server disconnect');
    assert.ok(Date.now() - began < 1_000);
    await refusal(server.origin, { auth: { token: guest.token } });
  });
});
