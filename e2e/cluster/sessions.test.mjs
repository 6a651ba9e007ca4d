// A session that ends on one node ends on all: requests are refused and sockets disconnected within a second.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { connect, hangUpAll, refusal } from '../socket/client.mjs';
import { Api, PASSWORD } from '../support/api.mjs';
import { hire, sit, startDemo } from '../support/cluster.mjs';
import { everywhere } from '../support/measure.mjs';

const PROMISED = 1_000;
/** @type {Awaited<ReturnType<typeof startDemo>>} */
let cluster;

before(async () => {
  cluster = await startDemo();
});
after(() => cluster?.stop());
afterEach(hangUpAll);

/** @param {Api} api @param {string} path */
async function isRefused(api, path) {
  const answer = await api.get(path).catch((error) => error);
  return answer.status === 401;
}

/**
 * Lets `end` end somebody's session on the first node, and sees to it that the other two believe it in time.
 * @param {import('node:test').TestContext} test
 * @param {Api} somebody
 * @param {string} path what they may read until then
 * @param {() => Promise<unknown>} end
 */
async function endsEverywhere(test, somebody, path, end) {
  const others = [1, 2].map((node) => new Api(cluster.node(node).origin, somebody.token));
  const sockets = await Promise.all(others.map(({ origin, token }) => connect(origin, { auth: { token } })));
  for (const other of others) await other.get(path);
  await end();
  const began = Date.now();
  const [refused, lost] = await Promise.all([
    everywhere(others.map((other) => () => isRefused(other, path))),
    Promise.all(sockets.map((socket) => socket.lost())).then((reasons) => {
      assert.deepEqual([...new Set(reasons)], ['io server disconnect']);
      return Date.now() - began;
    }),
  ]);
  test.diagnostic(`refused after ${refused} ms, disconnected after ${lost} ms`);
  assert.ok(refused < PROMISED && lost < PROMISED, `refused after ${refused} ms, disconnected after ${lost} ms`);
  for (const { origin, token } of others) await refusal(origin, { auth: { token } });
}

describe('a session ends on every node', () => {
  it('when its holder signs out', async (test) => {
    const waiter = await hire(cluster, 0);
    await endsEverywhere(test, waiter, 'staff/board', () => waiter.post('auth/logout'));
  });

  it('when its holder changes the password somewhere else', async (test) => {
    const waiter = await hire(cluster, 0);
    const answer = await new Api(waiter.origin).post('auth/login', { login: waiter.email, password: PASSWORD });
    const elsewhere = new Api(waiter.origin, answer.token);
    await endsEverywhere(test, waiter, 'staff/board', () =>
      elsewhere.post('auth/password', { current: PASSWORD, new: 'cardamom-tea' }),
    );
  });

  it('when a manager removes the person', async (test) => {
    const waiter = await hire(cluster, 0);
    await endsEverywhere(test, waiter, 'staff/board', () => cluster.at(0).call('DELETE', `manage/staff/${waiter.id}`));
  });

  it('when staff remove the phone from its tab', async (test) => {
    const guest = await sit(cluster, 0, 0);
    await endsEverywhere(test, guest, 'tab', () =>
      cluster.at(0).post(`staff/tabs/${guest.tab.id}/guests/${guest.guest.id}/remove`),
    );
  });
});
