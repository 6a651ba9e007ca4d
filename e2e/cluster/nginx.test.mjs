// The shipped nginx configuration, with the real nginx before three real servers on one MongoDB and one Redis.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, afterEach, before, describe, it } from 'node:test';
import { connect, hangUpAll } from '../socket/client.mjs';
import { Api, Refused } from '../support/api.mjs';
import { startNodes } from '../support/cluster.mjs';
import { placed, startNginx } from '../support/nginx.mjs';

// nginx comes to the nodes from here. Clients come from other addresses of this machine.
const TRUSTED = { DINEQR_HTTP__TRUSTED_PROXIES: '127.0.0.1/32' };

/** @typedef {Awaited<ReturnType<typeof startNodes>>} Cluster */
/** @typedef {Awaited<ReturnType<typeof startNginx>>} Nginx */
/** @type {Cluster} */
let cluster;
/** @type {Nginx} */
let nginx;

/** @param {Record<string, string>} settings */
async function start(settings) {
  cluster = await startNodes({ ...TRUSTED, ...settings });
  nginx = await startNginx(cluster.origins);
}

async function stop() {
  await nginx?.stop();
  await cluster?.stop();
}

/**
 * One GET on a connection of its own, from another address of this machine.
 * @param {string} path
 * @param {string} from
 * @param {Record<string, string>} [headers]
 * @returns {Promise<number>}
 */
function getsFrom(path, from, headers = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(`${nginx.origin}${path}`, { localAddress: from, agent: false, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.once('error', reject).end();
  });
}

/** Guests who read without pause, until told to stop. */
class Readers {
  /** @type {Record<string, number>} */
  statuses = {};
  #reading = true;
  /** @type {Map<number, () => void>} */
  #waiting = new Map();
  #answers = 0;

  constructor() {
    this.ended = Promise.all(Array.from({ length: 8 }, () => this.#read()));
  }

  async #read() {
    while (this.#reading) {
      const path = '/api/v1/restaurants/spice-route';
      const status = await fetch(`${nginx.origin}${path}`).then(
        async (answer) => (await answer.text(), String(answer.status)),
        (error) => String(error.cause ?? error),
      );
      this.statuses[status] = (this.statuses[status] ?? 0) + 1;
      this.#answers += 1;
      this.#waiting.get(this.#answers)?.();
    }
  }

  /**
   * Ready after so many more answers.
   * @param {number} count
   * @returns {Promise<void>}
   */
  more(count) {
    return new Promise((resolve) => this.#waiting.set(this.#answers + count, resolve));
  }

  async stop() {
    this.#reading = false;
    await this.ended;
    return this.statuses;
  }
}

describe('nodes behind nginx', () => {
  before(() => start({ DINEQR_LIMITS__IP_READ: '1000000/60s' }));
  after(stop);
  afterEach(hangUpAll);

  it('are reached by the official client through a websocket', async () => {
    const live = await connect(nginx.origin, { auth: { token: cluster.token }, origin: nginx.origin });
    assert.equal(live.socket.io.engine.transport.name, 'websocket');
    assert.deepEqual((await live.next('sync')).data, { tabs: {} });
  });

  it('take a body of 3 MB, and one of 5 MB is refused in the words of the API', async () => {
    const manager = new Api(nginx.origin, cluster.token);
    const text = 'x'.repeat(600);
    const menu = (/** @type {number} */ rows) =>
      'category,name,price_inr,diet,description\n' +
      Array.from({ length: rows }, (_, n) => `Tea,Chai ${n},20,veg,${text}\n`).join('');
    const [large, tooLarge] = [menu(4_900), menu(8_400)];
    assert.ok(large.length > 3_000_000 && tooLarge.length > 5_000_000);
    const taken = await manager.call('POST', 'manage/menu/import', large, 'text/csv');
    assert.equal(taken.dishes, 4_900);
    const refusal = await manager.call('POST', 'manage/menu/import', tooLarge, 'text/csv').catch((error) => error);
    assert.ok(refusal instanceof Refused, String(refusal));
    assert.deepEqual([refusal.status, refusal.problem.code], [413, 'body_too_large']);
  });

  it('may be stopped and killed: no GET fails, and every screen comes back', async () => {
    const [one, two, three] = /** @type {[any, any, any]} */ (cluster.nodes);
    const screens = await Promise.all(
      Array.from({ length: 6 }, () => connect(nginx.origin, { auth: { token: cluster.token } })),
    );
    const readers = new Readers();
    await readers.more(200);
    await one.end('SIGTERM');
    await readers.more(200);
    await two.end('SIGKILL');
    await readers.more(200);
    const statuses = await readers.stop();
    assert.deepEqual(Object.keys(statuses), ['200'], JSON.stringify(statuses));

    // What they heard so far may be from the nodes that are gone.
    for (const screen of screens) screen.heard.length = 0;
    await Promise.all(screens.map((screen) => screen.next('sync')));
    assert.ok(screens.every((screen) => screen.socket.connected));

    // A POST that found no connection was not sent: it may go to another node.
    const manager = new Api(nginx.origin, cluster.token);
    const menu = 'category,name,price_inr,diet\nTea,Chai,20,veg\n';
    for (let n = 0; n < 9; n += 1) await manager.call('POST', 'manage/menu/import', menu, 'text/csv');

    // The third is alone now. Without it nobody answers, and the refusal has the shape of all others.
    await three.end('SIGKILL');
    const nobody = await new Api(nginx.origin).get('session').catch((error) => error);
    assert.deepEqual([nobody.status, nobody.problem.code], [502, 'no_node']);
    await Promise.all(cluster.nodes.map((node) => node.start()));
    await nginx.ready();
  });
});

describe('the address of a client', () => {
  before(() => start({ DINEQR_LIMITS__IP_READ: '4/10m' }));
  after(stop);

  it('is the one that nginx saw, whatever the client says of itself', async () => {
    const claims = Array.from({ length: 40 }, (_, n) => `198.51.100.${n}`);
    let served = 0;
    for (const claim of claims) {
      const status = await getsFrom('/api/v1/session', '127.0.0.2', { 'x-forwarded-for': claim });
      assert.ok(status === 200 || status === 429, String(status));
      served += Number(status === 200);
    }
    // Each node counts by itself. Had a claim been believed, each would have been an address of its own.
    assert.ok(served <= 4 * cluster.nodes.length, `${served} of ${claims.length} were served`);
    assert.equal(await getsFrom('/api/v1/session', '127.0.0.2'), 429);
    assert.equal(await getsFrom('/api/v1/session', '127.0.0.3'), 200, 'a neighbour is not blamed');
  });
});

describe('the shipped configuration', () => {
  it('marks every line that depends on the place', () => {
    const place = { dir: '/d', listen: '127.0.0.1:1', nodes: ['127.0.0.1:2'] };
    assert.throws(() => placed('pid /tmp/nginx.pid; # <- pid\n', place), /listen/);
  });
});
