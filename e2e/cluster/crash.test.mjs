// A node that dies in the middle of an evening takes nothing with it.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { connect, hangUpAll } from '../socket/client.mjs';
import { dishNamed } from '../support/api.mjs';
import { sit, startDemo } from '../support/cluster.mjs';
import { DatabaseClient } from '../support/database.mjs';
import { assertNoneLostOrDoubled, assertOnTheBoard, heardOfAll, repeats } from '../support/ledger.mjs';
import { Load } from '../support/load.mjs';

const ORDERS = Number(process.env.ORDERS ?? 2_000);
const CLIENTS = 16;
/** @type {Awaited<ReturnType<typeof startDemo>>} */
let cluster;
/** @type {DatabaseClient} */
let database;

before(async () => {
  cluster = await startDemo();
  database = new DatabaseClient(cluster.database);
});
after(async () => {
  await database?.close();
  await cluster?.stop();
});
afterEach(hangUpAll);

describe('a node that is killed among 2,000 orders', () => {
  it('loses none and doubles none, and the screens of the others hear of all', async (test) => {
    const dish = await dishNamed(cluster.at(0), 'Masala Papad');
    const guests = await Promise.all(Array.from({ length: CLIENTS }, (_, n) => sit(cluster, n % 12, n)));
    const screens = await Promise.all(
      [0, 1].map((node) => connect(cluster.node(node).origin, { auth: { token: cluster.token } })),
    );
    const load = new Load(cluster.origins, guests, dish.id, ORDERS);
    await load.reached(ORDERS / 2);
    await cluster.node(2).end('SIGKILL');
    await load.done;
    test.diagnostic(load.summary());
    assert.ok((load.answers[0] ?? 0) > 0, 'some lost their connection');
    assert.deepEqual(Object.keys(load.answers).filter((status) => !['0', '200', '201'].includes(status)), []);
    assert.equal(load.acknowledged.size, ORDERS);

    const late = await Promise.all(screens.map((screen) => heardOfAll(screen, load)));
    test.diagnostic(`heard of all after ${late.join(' and ')} ms, ${screens.map(repeats).join(' and ')} repeats`);
    await assertNoneLostOrDoubled(cluster.at(0), load);
    await assertOnTheBoard(cluster.at(1), load);
    test.diagnostic(`nothing waits after ${await database.nothingWaits()} ms`);
  });
});
