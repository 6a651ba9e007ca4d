// An evening through nginx: phones and screens know its address alone, whatever happens to a node behind it.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { connect, hangUpAll } from '../socket/client.mjs';
import { dishNamed } from '../support/api.mjs';
import { sit, startDemo } from '../support/cluster.mjs';
import { assertNoneLostOrDoubled, heardOfAll } from '../support/ledger.mjs';
import { Load } from '../support/load.mjs';
import { startNginx } from '../support/nginx.mjs';

const ORDERS = 300;
/** @type {Awaited<ReturnType<typeof startDemo>>} */
let cluster;
/** @type {Awaited<ReturnType<typeof startNginx>>} */
let nginx;

before(async () => {
  cluster = await startDemo({ settings: { DINEQR_HTTP__TRUSTED_PROXIES: '127.0.0.1/32' } });
  nginx = await startNginx(cluster.origins);
});
after(async () => {
  await nginx?.stop();
  await cluster?.stop();
});
afterEach(hangUpAll);

describe('nginx before three nodes', () => {
  it('loses and doubles no order when a node is killed, and screens hear of all', async (test) => {
    const dish = await dishNamed(cluster.at(0), 'Masala Papad');
    const guests = await Promise.all(Array.from({ length: 12 }, (_, table) => sit(cluster, table, table)));
    const screens = await Promise.all(
      Array.from({ length: 3 }, () => connect(nginx.origin, { auth: { token: cluster.token } })),
    );
    const connections = screens.map(({ socket }) => socket.id);
    const load = new Load([nginx.origin], guests, dish.id, ORDERS, 8);
    await load.reached(ORDERS / 2);
    await cluster.node(1).end('SIGKILL');
    await load.done;
    test.diagnostic(load.summary());
    const others = Object.keys(load.answers).filter((status) => !['0', '200', '201', '502'].includes(status));
    assert.deepEqual(others, [], JSON.stringify(load.answers));
    await assertNoneLostOrDoubled(cluster.at(0), load);
    const stayed = screens.filter(({ socket }, n) => socket.id === connections[n]);
    assert.equal(stayed.length, 2, 'the screens of two nodes stay');
    const whole = await Promise.all(stayed.map((screen) => heardOfAll(screen, load)));
    test.diagnostic(`screens that stayed heard of all after ${whole.join(' and ')} ms`);
  });
});
