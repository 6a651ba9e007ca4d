// Servers that would each count for themselves do not get to work on one database.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { Server } from '../support/server.mjs';
import { startServices } from '../support/services.mjs';

/** A claim ends by itself after ten seconds. */
const CLAIMED = 10_000;
/** @type {Awaited<ReturnType<typeof startServices>>} */
let services;
/** @type {string} */
let dir;
/** @type {Server[]} */
const running = [];

before(async () => {
  services = await startServices();
  dir = await mkdtemp(join(tmpdir(), 'dineqr-starting-'));
});
after(async () => {
  await services?.stop();
  await rm(dir, { recursive: true, force: true });
});
afterEach(() => Promise.all(running.splice(0).map((server) => server.end('SIGKILL'))));

/** @param {Record<string, string>} settings */
const server = (settings) => new Server(join(dir, 'data'), false, settings);

/** @param {Record<string, string>} settings */
async function starts(settings) {
  const started = server(settings);
  running.push(started);
  await started.start();
  return started;
}

/** The settings of servers that share, and of one that keeps its short-lived state to itself. */
function both() {
  const shared = services.settings();
  return { shared, alone: { DINEQR_STORE__URI: shared.DINEQR_STORE__URI } };
}

/** @param {Record<string, string>} settings @param {string[]} words */
async function assertRefused(settings, words) {
  const { code, err } = await server(settings).tries();
  assert.equal(code, 1, err);
  for (const word of words) assert.ok(err.includes(word), `no ${word} in: ${err}`);
}

describe('servers on one MongoDB', () => {
  it('work side by side where they share a Redis', async () => {
    const { shared } = both();
    await starts(shared);
    await starts(shared);
  });

  it('refuse to, where each would count for itself', async () => {
    const { shared, alone } = both();
    await starts(alone);
    await Promise.all([assertRefused(alone, ['another server', 'kv.uri']), assertRefused(shared, ['kv.uri'])]);
  });

  it('refuse one that counts for itself beside those that share', async () => {
    const { shared, alone } = both();
    await starts(shared);
    await assertRefused(alone, ['another server', 'kv.uri', 'kv.prefix']);
  });

  it('let the next one start after a clean end at once, and after a crash when the claim is over', async (test) => {
    const { alone } = both();
    await (await starts(alone)).end('SIGTERM');
    const second = await starts(alone);
    await second.end('SIGKILL');
    const began = Date.now();
    await starts(alone);
    test.diagnostic(`started ${Date.now() - began} ms after the crash`);
    assert.ok(Date.now() - began < CLAIMED + 3_000);
  });
});

describe('settings that cannot work together', () => {
  it('are refused by their names', async () => {
    const { shared, alone } = both();
    const three = { DINEQR_CLUSTER__NODES: '3' };
    const redis = { DINEQR_KV__URI: shared.DINEQR_KV__URI };
    await assertRefused(three, ['cluster.nodes', 'store.uri']);
    await assertRefused({ ...three, ...redis }, ['cluster.nodes', 'store.uri']);
    await assertRefused({ ...three, ...alone }, ['cluster.nodes', 'kv.uri']);
    await assertRefused({ ...alone, DINEQR_BACKUP__EVERY_HOURS: '24' }, ['backup.every_hours', 'store.uri']);
  });
});
