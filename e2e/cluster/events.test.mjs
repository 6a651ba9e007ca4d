// Every event reaches every right client, whatever node it is connected to, and nobody else.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { connect, hangUpAll } from '../socket/client.mjs';
import { Api, dishNamed } from '../support/api.mjs';
import { sit, startDemo } from '../support/cluster.mjs';

/** @typedef {Awaited<ReturnType<typeof connect>>} Listener */
/** @type {Awaited<ReturnType<typeof startDemo>>} */
let cluster;
/** @type {any} */
let dish;
/** Around the nodes: who acts twice does so on two of them. */
let turn = 0;
const staff = () => cluster.at((turn += 1));

/**
 * A guest at one node whose phone listens at another.
 * @param {number} table
 * @param {number} node
 */
async function guestWithPhone(table, node) {
  const guest = await sit(cluster, table, node);
  const live = await connect(cluster.node(node + 1).origin, { auth: { token: guest.token } });
  return Object.assign(guest, { live });
}

/** A screen of the staff on every node. */
const screensEverywhere = () =>
  Promise.all(cluster.nodes.map((node) => connect(node.origin, { auth: { token: cluster.token } })));

/** @param {Api} guest through the next node */
const order = (guest) =>
  new Api(cluster.node((turn += 1)).origin, guest.token).post('tab/orders', {
    lines: [{ dish_id: dish.id, quantity: 1 }],
  });

/** What a client heard but `sync`. @param {Listener} listener */
const events = (listener) => listener.heard.filter((event) => event.type !== 'sync');
/** @param {any[]} heard */
const idsOf = (heard) => heard.map((event) => event.id);
/** @param {any[]} heard @param {string} tab */
const versionsOf = (heard, tab) => heard.filter((event) => event.tab_id === tab).map((event) => event.version);

/** @param {Listener} listener @param {string} who */
function assertOnce(listener, who) {
  const ids = idsOf(events(listener));
  assert.equal(new Set(ids).size, ids.length, `${who} heard an event twice`);
}

/**
 * Everything one table goes through, each step by another node. Answers how many events of each kind that was.
 * @param {any} guest
 */
async function dinner(guest) {
  const tab = guest.tab.id;
  const placed = [await order(guest), await order(guest), await order(guest)];
  await staff().post(`staff/tabs/${tab}/orders/${placed[0].id}/accept`);
  await staff().post(`staff/tabs/${tab}/orders/${placed[1].id}/reject`, { reason: 'The oven is cold' });
  await new Api(cluster.node((turn += 1)).origin, guest.token).post(`tab/orders/${placed[2].id}/cancel`);
  for (const to of ['preparing', 'ready', 'served']) {
    await staff().post(`staff/tabs/${tab}/lines/${placed[0].lines[0].id}/advance`, { to });
  }
  const request = await guest.post('tab/service-requests', { kind: 'bill' });
  await staff().post(`staff/service-requests/${request.id}/acknowledge`);
  await staff().post(`staff/service-requests/${request.id}/resolve`);
  const { bill } = await guest.get('tab');
  await staff().post(`staff/tabs/${tab}/payments`, { method: 'cash', amount: bill.balance });
  await staff().post(`staff/tabs/${tab}/close`);
  return {
    'order.placed': 3,
    'order.accepted': 1,
    'order.rejected': 1,
    'order.cancelled': 1,
    'order.updated': 3,
    'service.requested': 1,
    'service.acknowledged': 1,
    'service.resolved': 1,
    'payment.updated': 1,
    'tab.closed': 1,
  };
}

/** @param {any[]} heard @param {Record<string, number>} wanted */
function countsOf(heard, wanted) {
  const counts = Object.fromEntries(Object.keys(wanted).map((type) => [type, 0]));
  for (const { type } of heard) if (type in counts) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

before(async () => {
  cluster = await startDemo();
  dish = await dishNamed(cluster.at(0), 'Masala Papad');
});
after(() => cluster?.stop());
afterEach(hangUpAll);

describe('an evening on three nodes', () => {
  it('is heard once by each right client, in the order of each tab, and by nobody else', async () => {
    const [email, password] = ['m@other.test', 'another-one-1'];
    cluster.node(0).command(['restaurant', 'create', '--slug', 'other', '--name', 'Other']);
    cluster.node(0).command(['manager', 'create', '--restaurant', 'other', '--email', email], `${password}\n`);
    const { token } = await new Api(cluster.node(1).origin).post('auth/login', { login: email, password });
    const stranger = await connect(cluster.node(2).origin, { auth: { token } });
    const screens = await screensEverywhere();
    const tables = [0, 1, 2, 3];
    const guests = await Promise.all(
      tables.map((table) => Promise.all([guestWithPhone(table, table), guestWithPhone(table, table + 1)])),
    );

    const wanted = await Promise.all(guests.map(([guest]) => dinner(guest)));
    await Promise.all(
      guests.flatMap(([guest, companion]) =>
        [...screens, guest.live, companion.live].map((live) =>
          live.next('tab.closed', (event) => event.tab_id === guest.tab.id),
        ),
      ),
    );

    for (const [table, pair] of guests.entries()) {
      const tab = pair[0].tab.id;
      for (const { live } of pair) {
        assert.deepEqual(countsOf(events(live), wanted[table] ?? {}), wanted[table], `a guest of table ${table}`);
        assert.deepEqual([...new Set(events(live).map((event) => event.tab_id))], [tab]);
        assert.equal(events(live).at(-1).type, 'tab.closed', 'the last that guests hear');
        assertOnce(live, `a guest of table ${table}`);
      }
      for (const screen of screens) {
        const heard = events(screen).filter((event) => event.tab_id === tab);
        assert.deepEqual(countsOf(heard, wanted[table] ?? {}), wanted[table], `a screen, of table ${table}`);
      }
      for (const live of [...screens, ...pair.map((guest) => guest.live)]) {
        const versions = versionsOf(events(live), tab);
        assert.deepEqual(versions, [...versions].sort((a, b) => a - b), 'the order within a tab');
      }
    }
    const [first] = screens.map((screen) => new Set(idsOf(events(screen))));
    for (const screen of screens) {
      assertOnce(screen, 'a screen');
      assert.deepEqual(new Set(idsOf(events(screen))), first, 'all screens hear the same');
    }
    assert.deepEqual(events(stranger), [], 'another restaurant hears nothing');
  });

  it('tells every guest and every screen what is sold out, what is published, and who needs help', async () => {
    const screens = await screensEverywhere();
    const guests = await Promise.all([4, 5, 6].map((table) => guestWithPhone(table, table)));
    const everybody = [...screens, ...guests.map(({ live }) => live)];
    await staff().post(`staff/dishes/${dish.id}/availability`, { status: 'sold_out' });
    await staff().post(`staff/dishes/${dish.id}/availability`, { status: 'available', portions: 7 });
    await staff().post(`staff/dishes/${dish.id}/availability`, { status: 'available' });
    const { version } = await staff().post('manage/menu/publish');
    const help = await new Api(cluster.node(1).origin).post(`tables/${cluster.tables[7]}/help`, { kind: 'waiter' });
    assert.ok(help === undefined || typeof help === 'object');
    for (const live of everybody) {
      await live.next('menu.published', (event) => event.data.version === version);
    }
    for (const screen of screens) await screen.next('service.requested', (event) => event.tab_id === undefined);
    for (const live of everybody) {
      assert.equal(events(live).filter(({ type }) => type === 'dish.availability').length, 3);
      assert.equal(events(live).filter(({ type }) => type === 'menu.published').length, 1);
      assertOnce(live, 'somebody');
    }
    for (const { live } of guests) assert.ok(events(live).every(({ type }) => type !== 'service.requested'));
  });

  it('follows guests whose tab is moved, joined into another, and opened again', async () => {
    const [screen] = /** @type {[Listener]} */ (await screensEverywhere());
    const [guest, host] = [await guestWithPhone(8, 0), await guestWithPhone(9, 1)];
    const { floors } = await staff().get('staff/tables');
    const free = floors.flatMap((/** @type {any} */ floor) => floor.tables).find((/** @type {any} */ one) => !one.tab);
    const moved = await staff().post(`staff/tabs/${guest.tab.id}/move`, { table_id: free.id });
    assert.equal((await guest.live.next('tab.updated')).version, moved.version);

    await staff().post(`staff/tabs/${guest.tab.id}/join`, { into: host.tab.id });
    await guest.live.next('tab.updated', (event) => event.data.id === host.tab.id);
    await screen.next('tab.closed', (event) => event.tab_id === guest.tab.id);
    const placed = await order(host);
    for (const { live } of [guest, host]) await live.next('order.placed', (event) => event.data.id === placed.id);

    const tab = host.tab.id;
    await staff().post(`staff/tabs/${tab}/lines/${placed.lines[0].id}/advance`, { to: 'served' });
    const { bill } = await host.get('tab');
    await staff().post(`staff/tabs/${tab}/payments`, { method: 'cash', amount: bill.balance });
    await staff().post(`staff/tabs/${tab}/close`);
    for (const { live } of [guest, host]) await live.next('tab.closed');
    await staff().post(`manage/tabs/${tab}/reopen`, { reason: 'They stay for dessert' });
    for (const { live } of [guest, host]) {
      await live.next('tab.opened', (event) => event.tab_id === tab && event.data.status === 'open');
    }
    const dessert = await order(guest);
    for (const { live } of [guest, host]) {
      await live.next('order.placed', (event) => event.data.id === dessert.id);
      assertOnce(live, 'a guest');
    }
    assertOnce(screen, 'a screen');
  });
});
