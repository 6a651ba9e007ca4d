// What is changed through one node is seen through the others within a second.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Api, dishNamed, Refused } from '../support/api.mjs';
import { sit, startDemo } from '../support/cluster.mjs';
import { everywhere } from '../support/measure.mjs';

const PROMISED = 1_000;
/** @type {Awaited<ReturnType<typeof startDemo>>} */
let cluster;

before(async () => {
  cluster = await startDemo();
});
after(() => cluster?.stop());

/**
 * The milliseconds until all nodes answer so.
 * @param {import('node:test').TestContext} test
 * @param {string} what
 * @param {(api: Api) => Promise<boolean>} answers
 */
async function seenInTime(test, what, answers) {
  const took = await everywhere(cluster.nodes.map((_, node) => () => answers(cluster.at(node))));
  test.diagnostic(`${what}: seen on every node after ${took} ms`);
  assert.ok(took < PROMISED, `${what}: seen after ${took} ms`);
}

/** So that each node has the old in its memory. @param {(api: Api) => Promise<unknown>} read */
const readEverywhere = (read) => Promise.all(cluster.nodes.map((_, node) => read(cluster.at(node))));

describe('a change on one node', () => {
  it('of the settings is seen on the others', async (test) => {
    await readEverywhere((api) => api.get('restaurants/demo'));
    await cluster.at(0).call('PATCH', 'manage/restaurant', { name: 'Tandoori Terminus' });
    await seenInTime(test, 'settings', async (api) => (await api.get('restaurants/demo')).name === 'Tandoori Terminus');
  });

  it('of a dish that is sold out is seen on the others, and orders for it are refused there', async (test) => {
    const dish = await dishNamed(cluster.at(0), 'Masala Papad');
    const guest = await sit(cluster, 0, 2);
    await readEverywhere((api) => api.get('restaurants/demo/availability'));
    await cluster.at(0).post(`staff/dishes/${dish.id}/availability`, { status: 'sold_out' });
    await seenInTime(test, 'sold out', async (api) => {
      const { items } = await api.get('restaurants/demo/availability');
      return items.some((/** @type {any} */ item) => item.dish_id === dish.id && item.status === 'sold_out');
    });
    const refusal = await guest.post('tab/orders', { lines: [{ dish_id: dish.id, quantity: 1 }] }).catch((e) => e);
    assert.ok(refusal instanceof Refused && refusal.problem.code === 'sold_out', String(refusal));
    await cluster.at(1).post(`staff/dishes/${dish.id}/availability`, { status: 'available' });
  });

  it('of the menu, by a manager or from the command line, is seen on the others', async (test) => {
    const first = (/** @type {any} */ menu) => menu.categories[0].dishes[0].name;
    const shows = (/** @type {string} */ name) => async (/** @type {Api} */ api) =>
      first(await api.get('restaurants/demo/menu')) === name;
    const menu = (/** @type {string} */ name) => `category,name,price_inr,diet\nTea,${name},20,veg\n`;
    await readEverywhere((api) => api.get('restaurants/demo/menu'));
    await cluster.at(0).call('POST', 'manage/menu/import', menu('Chai'), 'text/csv');
    await cluster.at(0).post('manage/menu/publish');
    await seenInTime(test, 'published', shows('Chai'));

    const file = join(cluster.dir, 'menu.csv');
    await writeFile(file, menu('Kahwa'));
    cluster.node(1).command(['menu', 'import', file, '--restaurant', 'demo']);
    await seenInTime(test, 'imported from the command line', shows('Kahwa'));
  });
});

describe('five portions', () => {
  it('are got by exactly five of twenty guests on three nodes', async () => {
    const { categories } = await cluster.at(0).get('restaurants/demo/menu');
    const { id } = categories[0].dishes[0];
    const guests = await Promise.all(Array.from({ length: 20 }, (_, n) => sit(cluster, n % 12, n)));
    await cluster.at(1).post(`staff/dishes/${id}/availability`, { status: 'available', portions: 5 });
    const answers = await Promise.all(
      guests.map((guest) =>
        guest.post('tab/orders', { lines: [{ dish_id: id, quantity: 1 }] }).then(
          () => 'placed',
          (error) => error.problem?.code ?? String(error),
        ),
      ),
    );
    const count = (/** @type {string} */ answer) => answers.filter((one) => one === answer).length;
    assert.deepEqual([count('placed'), count('sold_out')], [5, 15], JSON.stringify(answers));
    const { orders } = await cluster.at(2).get('staff/board');
    const ours = orders.filter((/** @type {any} */ one) => one.lines.some((/** @type {any} */ l) => l.dish_id === id));
    assert.equal(ours.length, 5);
  });
});
