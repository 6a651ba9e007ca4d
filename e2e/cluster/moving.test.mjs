// Everything moves from a file into MongoDB and back.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Api, dishNamed, staffOf } from '../support/api.mjs';
import { BINARY, Server } from '../support/server.mjs';
import { startServices } from '../support/services.mjs';

const PARCELS = 700;
/** @type {Awaited<ReturnType<typeof startServices>>} */
let services;
/** @type {string} */
let dir;
/** @type {Server} */
let home;

before(async () => {
  services = await startServices();
  dir = await mkdtemp(join(tmpdir(), 'dineqr-moving-'));
  home = new Server(join(dir, 'home'), true, { DINEQR_AUTH__BCRYPT_COST: '4' });
  await home.start();
  await evening();
  await home.end();
});
after(async () => {
  await home?.end('SIGKILL');
  await services?.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Parcels, one of them on its way, and a guest at a table. */
async function evening() {
  const floor = await staffOf(home.origin, 'floor');
  const dish = await dishNamed(floor, 'Masala Papad');
  const lines = [{ dish_id: dish.id, quantity: 1 }];
  for (let placed = 0; placed < PARCELS; placed += 50) {
    await Promise.all(Array.from({ length: 50 }, () => floor.post('staff/orders', { lines })));
  }
  await floor.post(`staff/dishes/${dish.id}/availability`, { status: 'available', portions: 7 });
}

const file = () => `sqlite:${join(dir, 'home', 'dineqr.db')}`;
const database = () => services.settings().DINEQR_STORE__URI;

/** @param {string} from @param {string} to @param {string[]} [more] */
const copies = (from, to, more = []) => home.tries(['copy', '--from', from, '--to', to, ...more]);

/** What a copy printed: collections with their counts and fingerprints. @param {{ code: unknown, out: string, err: string }} done */
function table({ code, out, err }) {
  assert.equal(code, 0, err);
  return out;
}

describe('moving house', () => {
  it('brings everything to MongoDB and back', async () => {
    const [to, back] = [database(), `sqlite:${join(dir, 'back', 'dineqr.db')}`];
    const there = table(await copies(file(), to));
    assert.match(there, new RegExp(`tabs\\s+${PARCELS}\\b`));
    assert.equal(table(await copies(to, back)), there);
    const refused = await copies(file(), to);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /--replace/);
    assert.equal(table(await copies(file(), to, ['--replace'])), there);
    await serves({ DINEQR_STORE__URI: to });
    await serves({ DINEQR_STORE__URI: back });
  });

  it('goes on where it was cut off', async () => {
    const to = database();
    const whole = table(await copies(file(), database()));
    await cutOff(to);
    const unfinished = await new Server(join(dir, 'none'), false, { DINEQR_STORE__URI: to }).tries();
    assert.equal(unfinished.code, 1);
    assert.match(unfinished.err, /not finished/);
    const done = await copies(file(), to);
    assert.equal(table(done), whole);
    assert.match(done.err, /Going on with a copy that was cut off/);
  });

  it('is refused while servers work on the database', async () => {
    const settings = services.settings();
    table(await copies(file(), settings.DINEQR_STORE__URI));
    const node = new Server(join(dir, 'node'), false, settings);
    await node.start();
    try {
      const refused = await copies(settings.DINEQR_STORE__URI, `sqlite:${join(dir, 'other', 'dineqr.db')}`);
      assert.equal(refused.code, 1);
      assert.match(refused.err, /another server/);
    } finally {
      await node.end('SIGKILL');
    }
  });
});

/** Starts a copy and kills it once it tells of tabs. @param {string} to */
async function cutOff(to) {
  const args = ['copy', '--from', file(), '--to', to];
  const child = spawn(BINARY, args, { env: home.env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  await new Promise((resolve, fail) => {
    child.once('exit', () => fail(new Error(`it was over before it could be cut off: ${said}`)));
    child.stderr.on('data', (text) => {
      said += text;
      if (/tabs/.test(said)) resolve(undefined);
    });
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** A server there knows the people and goes on. @param {Record<string, string>} settings */
async function serves(settings) {
  const server = new Server(join(dir, 'elsewhere'), false, { DINEQR_AUTH__BCRYPT_COST: '4', ...settings });
  await server.start();
  try {
    const floor = await staffOf(server.origin, 'floor');
    const dish = await dishNamed(floor, 'Masala Papad');
    const { order } = await floor.post('staff/orders', { lines: [{ dish_id: dish.id, quantity: 7 }] });
    assert.equal(order.number, PARCELS + 1);
    const tooMany = floor.post('staff/orders', { lines: [{ dish_id: dish.id, quantity: 1 }] });
    await assert.rejects(tooMany, (/** @type {any} */ error) => error.problem.code === 'sold_out');
  } finally {
    await server.end();
  }
}
