// MongoDB goes away and comes back, or fails now and then: requests are refused for now, and nothing is lost or doubled.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, hangUpAll } from '../socket/client.mjs';
import { startEvening } from '../support/evening.mjs';
import { assertNoneLostOrDoubled, heardOfAll } from '../support/ledger.mjs';
import { Load } from '../support/load.mjs';
import { everywhere, until } from '../support/measure.mjs';

const AWAY = 10_000;
/** A request that needs the database is given up after some seconds. */
const PATIENCE = 8_000;
/** @type {Awaited<ReturnType<typeof startEvening>>} */
let evening;
/** @type {Map<string, any>} */
const ordered = new Map();

before(async () => {
  evening = await startEvening();
});
after(() => evening?.stop());
afterEach(hangUpAll);

/** @param {number} node */
async function storeOf(node) {
  const answer = await fetch(`${evening.cluster.node(node).origin}/readyz?need=store`);
  return { status: answer.status, store: (await answer.json()).store };
}

/** @param {'ok' | 'unavailable'} store */
const everyNodeSays = (store) => everywhere([0, 1, 2].map((node) => async () => (await storeOf(node)).store === store));

/** Everything that was ordered so far is there once. @param {Load} load */
async function assertThere(load) {
  for (const [id, order] of load.acknowledged) ordered.set(id, order);
  await assertNoneLostOrDoubled(evening.cluster.at(1), Object.assign(load, { acknowledged: new Map(ordered) }));
}

describe('MongoDB stops for ten seconds', () => {
  it('refuses for now what needs it, and no node need be restarted', async (test) => {
    const screen = await connect(evening.cluster.node(2).origin, { auth: { token: evening.cluster.token } });
    const load = new Load(evening.cluster.origins, evening.guests, evening.dish.id, Number.MAX_SAFE_INTEGER, 6);
    await load.reached(30);
    const began = Date.now();
    await evening.cluster.services.mongodb.end();
    test.diagnostic(`every node knows after ${await everyNodeSays('unavailable')} ms`);
    assert.equal((await storeOf(0)).status, 503);
    const asked = Date.now();
    const refused = await fetch(`${evening.cluster.node(1).origin}/api/v1/staff/board`, {
      headers: { authorization: `Bearer ${evening.cluster.token}` },
    });
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get('retry-after'), '2');
    assert.equal((await refused.json()).code, 'unavailable');
    test.diagnostic(`a request was refused after ${Date.now() - asked} ms`);
    assert.ok(Date.now() - asked < PATIENCE);

    await pause(Math.max(0, began + AWAY - Date.now()));
    await evening.cluster.services.mongodb.start();
    test.diagnostic(`every node knows that it is back after ${await everyNodeSays('ok')} ms`);
    const since = load.acknowledged.size;
    await load.reached(since + 30);
    await load.stop();
    test.diagnostic(load.summary());
    const others = Object.keys(load.answers).filter((status) => !['0', '200', '201', '503'].includes(status));
    assert.deepEqual(others, [], JSON.stringify(load.answers));
    assert.ok(Math.max(...load.times.map(({ took }) => took)) < PATIENCE + 2_000, 'no request hangs');
    test.diagnostic(`a screen heard of all after ${await heardOfAll(screen, load)} ms`);
    await assertThere(load);
    test.diagnostic(`nothing waits after ${await evening.database.nothingWaits()} ms`);
  });
});

describe('MongoDB fails now and then', () => {
  const failures = [
    ['breaks the connection during a write', { failCommands: ['update', 'insert'], closeConnection: true }],
    ['is not the primary any more', { failCommands: ['update', 'insert'], errorCode: 10_107, errorLabels: ['RetryableWriteError'] }],
    ['shuts down', { failCommands: ['update', 'find'], errorCode: 91 }],
    ['refuses to write', { failCommands: ['update'], errorCode: 11_600 }],
    ['loses the answer of a write', { failCommands: ['update'], writeConcernError: { code: 91, errmsg: 'shutting down' } }],
  ];
  for (const [what, data] of /** @type {[string, import('mongodb').Document][]} */ (failures)) {
    it(`loses and doubles nothing when it ${what}`, async (test) => {
      const load = new Load(evening.cluster.origins, evening.guests, evening.dish.id, 60, 6);
      await load.reached(5);
      for (const reached of [20, 40]) {
        await evening.database.fail({ times: 2 }, data);
        await load.reached(reached);
      }
      await evening.database.fail('off');
      await load.done;
      test.diagnostic(load.summary());
      const others = Object.keys(load.answers).filter((status) => !['200', '201', '503'].includes(status));
      assert.deepEqual(others, [], JSON.stringify(load.answers));
      await assertThere(load);
      await until('all events to be handed on', async () => (await evening.database.pending()) === 0);
    });
  }
});
