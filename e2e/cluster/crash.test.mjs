// A node that dies, or is restarted, in the middle of an evening takes nothing with it.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { connect, hangUpAll } from '../socket/client.mjs';
import { dishNamed } from '../support/api.mjs';
import { sit, startDemo } from '../support/cluster.mjs';
import { DatabaseClient } from '../support/database.mjs';
import {
  assertNoneLostOrDoubled,
  assertOnTheBoard,
  covers,
  heardOfAll,
  repeats,
  versionsOf,
} from '../support/ledger.mjs';
import { Load } from '../support/load.mjs';
import { until } from '../support/measure.mjs';

// An order rewrites nothing but itself, but whoever orders reads the whole tab: a real one has some ten orders.
const TABLES = 120;
const ORDERS = 2_000;
const RESTARTED_UNDER = 600;
/** @type {Awaited<ReturnType<typeof startDemo>>} */
let cluster;
/** @type {DatabaseClient} */
let database;
/** @type {any} */
let dish;
/** @type {Awaited<ReturnType<typeof sit>>[]} */
const guests = [];

before(async () => {
  cluster = await startDemo();
  database = new DatabaseClient(cluster.database);
  dish = await dishNamed(cluster.at(0), 'Masala Papad');
  await cluster.addTables(TABLES);
  for (let table = 0; table < TABLES; table += 1) guests.push(await sit(cluster, table, table));
});
after(async () => {
  await database?.close();
  await cluster?.stop();
});
afterEach(hangUpAll);

/** @param {number} node */
const screenOn = (node) => connect(cluster.node(node).origin, { auth: { token: cluster.token } });

/** A load met nothing but orders that were placed, and connections that were lost. @param {Load} load */
function assertLostConnectionsAlone(load) {
  const others = Object.keys(load.answers).filter((status) => !['0', '200', '201'].includes(status));
  assert.deepEqual(others, [], JSON.stringify(load.answers));
}

/** @type {string[]} */
const earlier = [];

/** What was ordered by now is there once, for staff on two nodes. @param {Load} load */
async function assertThere(load) {
  for (const id of earlier) load.acknowledged.set(id, { id });
  await assertNoneLostOrDoubled(cluster.at(0), load);
  await assertOnTheBoard(cluster.at(1), load);
  earlier.push(...load.acknowledged.keys());
}

describe('a node that is killed among 2,000 orders', () => {
  it('loses none and doubles none, and the screens of the others hear of all', async (test) => {
    const screens = await Promise.all([0, 1].map(screenOn));
    const load = new Load(cluster.origins, guests, dish.id, ORDERS);
    await load.reached(ORDERS / 2);
    await cluster.node(2).end('SIGKILL');
    await load.done;
    test.diagnostic(load.summary());
    assert.ok((load.answers[0] ?? 0) > 0, 'some lost their connection');
    assertLostConnectionsAlone(load);
    assert.equal(load.acknowledged.size, ORDERS);

    const late = await Promise.all(screens.map((screen) => heardOfAll(screen, load)));
    test.diagnostic(`heard of all after ${late.join(' and ')} ms, ${screens.map(repeats).join(' and ')} repeats`);
    await assertThere(load);
    test.diagnostic(`nothing waits after ${await database.nothingWaits()} ms`);
    await cluster.node(2).start();
  });
});

describe('nodes that are restarted one after the other', () => {
  it('fail no request, lose no order and no event, and their screens come back', async (test) => {
    const screens = await Promise.all([0, 1, 2].map(screenOn));
    const load = new Load(cluster.origins, guests, dish.id, Number.MAX_SAFE_INTEGER);
    for (const [count, node] of cluster.nodes.entries()) {
      await load.reached((RESTARTED_UNDER / 3) * (count + 0.5));
      await node.end('SIGTERM');
      await node.start();
    }
    await load.reached(load.acknowledged.size + RESTARTED_UNDER / 3);
    await load.stop();
    test.diagnostic(load.summary());
    assertLostConnectionsAlone(load);

    await until('every screen to be back', async () => screens.every((screen) => screen.socket.connected));
    test.diagnostic(`nothing waits after ${await database.nothingWaits()} ms`);
    await assertThere(load);
    const versions = await versionsOf(cluster.at(2));
    const since = screens.map((screen) => screen.heard.length);
    const synced = screens.map((screen, n) =>
      until('a screen to know the versions of all tabs', async () =>
        screen.heard.slice(since[n]).some(({ type, data }) => type === 'sync' && covers(data.tabs, versions)),
      ),
    );
    test.diagnostic(`screens know it all after ${(await Promise.all(synced)).join(', ')} ms`);
  });
});
