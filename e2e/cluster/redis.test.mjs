// Redis goes away and comes back: ordering goes on, codes are refused clearly, and everything recovers by itself.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, hangUpAll } from '../socket/client.mjs';
import { Api, PASSWORD } from '../support/api.mjs';
import { hire } from '../support/cluster.mjs';
import { startEvening } from '../support/evening.mjs';
import { assertNoneLostOrDoubled, covers, versionsOf } from '../support/ledger.mjs';
import { Load } from '../support/load.mjs';
import { everywhere, percentile, until } from '../support/measure.mjs';

const AWAY = 10_000;
const SYNC_EVERY = 5_000;
/** @type {Awaited<ReturnType<typeof startEvening>>} */
let evening;

before(async () => {
  evening = await startEvening();
});
after(() => evening?.stop());
afterEach(hangUpAll);

/** @param {number} node @param {string} [query] */
async function readiness(node, query = '') {
  const answer = await fetch(`${evening.cluster.node(node).origin}/readyz${query}`);
  return { status: answer.status, ...(await answer.json()) };
}

/** Every node says that Redis is there, or is not. @param {'ok' | 'unavailable'} kv */
const everyNodeSays = (kv) => everywhere([0, 1, 2].map((node) => async () => (await readiness(node)).kv === kv));

/** @param {number} node */
const asksForACode = (node) =>
  new Api(evening.cluster.node(node).origin).post('guest/otp', { table_token: evening.cluster.tables[9], phone: phone() });
let phones = 0;
const phone = () => `+91987650${String(++phones).padStart(4, '0')}`;

/** @param {number} node */
const screenOn = (node) => connect(evening.cluster.node(node).origin, { auth: { token: evening.cluster.token } });

/** An order placed on one node is heard on another at once. */
async function assertLive() {
  const screen = await screenOn(1);
  await until('events to cross nodes', async () => {
    const order = await guestOn(0).post('tab/orders', { lines: [{ dish_id: evening.dish.id, quantity: 1 }] });
    return screen.next('order.placed', ({ data }) => data.id === order.id).then(
      () => true,
      () => false,
    );
  });
}

/** The first guest, by way of some node. @param {number} node */
const guestOn = (node) => new Api(evening.cluster.node(node).origin, evening.guests[0]?.token);

/** Signed-in people order, read and end sessions on every node while Redis is away. @param {import('node:test').TestContext} test */
async function assertLifeGoesOn(test) {
  const load = new Load(evening.cluster.origins, evening.guests, evening.dish.id, 120, 6);
  const reads = await Promise.all(
    Array.from({ length: 60 }, async (_, n) => {
      const began = Date.now();
      await evening.cluster.at(n).get('staff/board');
      await guestOn(n).get('tab');
      return Date.now() - began;
    }),
  );
  await load.done;
  assert.deepEqual(Object.keys(load.answers), ['201'], JSON.stringify(load.answers));
  test.diagnostic(`${load.summary()}; reads p95 ${percentile(reads, 95)} ms`);
  return load;
}

describe('Redis stops for ten seconds', () => {
  it('takes nothing but codes with it, and everything is as before when it is back', async (test) => {
    const [waiter, screen] = [await hire(evening.cluster, 0), await screenOn(2)];
    await assertLive();
    const began = Date.now();
    await evening.cluster.services.redis.end();
    test.diagnostic(`every node knows after ${await everyNodeSays('unavailable')} ms`);
    assert.equal((await readiness(0)).status, 503);
    assert.deepEqual(await readiness(0, '?need=store'), { status: 200, store: 'ok', kv: 'unavailable' });

    const load = await assertLifeGoesOn(test);
    const refused = await asksForACode(1).catch((error) => error);
    assert.deepEqual([refused.status, refused.problem.code], [503, 'codes_unavailable']);
    await new Api(evening.cluster.node(2).origin).post('auth/login', { login: waiter.email, password: PASSWORD });

    const elsewhere = new Api(evening.cluster.node(1).origin, waiter.token);
    await elsewhere.get('auth/me');
    await waiter.post('auth/logout');
    const late = await until('the end of a session to be believed', () =>
      elsewhere.get('auth/me').then(() => false, (error) => error.status === 401),
    );
    test.diagnostic(`a session that ended is refused elsewhere after ${late} ms`);
    assert.ok(late < 1_000, `${late} ms`);

    const versions = await versionsOf(evening.cluster.at(0));
    const since = screen.heard.length;
    const caughtUp = await until('a screen of another node to catch up', async () =>
      screen.heard.slice(since).some(({ type, data }) => type === 'sync' && covers(data.tabs, versions)),
    );
    assert.ok(caughtUp < SYNC_EVERY + 1_500, `${caughtUp} ms`);

    await pause(Math.max(0, began + AWAY - Date.now()));
    await evening.cluster.services.redis.start();
    test.diagnostic(`every node knows that it is back after ${await everyNodeSays('ok')} ms`);
    await assertLive();
    await asksForACode(1);
    const missed = [...load.acknowledged.keys()];
    const told = await until('a screen to hear what it missed', async () => {
      const heard = new Set(screen.heard.filter(({ type }) => type === 'order.placed').map(({ data }) => data.id));
      return missed.every((id) => heard.has(id));
    });
    test.diagnostic(`screens heard what they missed ${told} ms later, nothing waits after ${await evening.database.nothingWaits()} ms`);
    const all = new Map(load.acknowledged);
    for (const order of await ordersOfFirstGuest()) all.set(order.id, order);
    await assertNoneLostOrDoubled(evening.cluster.at(1), Object.assign(load, { acknowledged: all }));
  });
});

/** What the first guest ordered beside the load. */
async function ordersOfFirstGuest() {
  return (await guestOn(2).get('tab')).orders;
}

describe('Redis hangs', () => {
  it('is not waited for, and is believed again when it answers', async (test) => {
    evening.cluster.services.redis.signal('SIGSTOP');
    try {
      test.diagnostic(`every node knows after ${await everyNodeSays('unavailable')} ms`);
      await assertLifeGoesOn(test);
    } finally {
      evening.cluster.services.redis.signal('SIGCONT');
    }
    test.diagnostic(`every node knows that it is back after ${await everyNodeSays('ok')} ms`);
    await assertLive();
  });
});
