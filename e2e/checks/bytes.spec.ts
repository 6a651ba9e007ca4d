// What a guest's phone fetches when it first scans a code, with 60 dishes on the menu and no pictures.
import { staffOf } from '../support/api.mjs';
import { settle } from '../support/pages';
import { expect, test, useServer, type Page } from '../support/test';

/** Limits in bytes, as they travel with gzip, without headers. */
const LIMIT = { scripts: 90_000, all: 130_000 };
const DISHES = 60;

const server = useServer();

type Fetched = { url: string; type: string; encoding: string; bytes: number };

/** A list with what real ones have: groups, a description for each, prices of all sizes. */
const menuOf = (count: number): string =>
  [
    'category,name,price_inr,diet,description',
    ...Array.from({ length: count }, (_, i) => {
      const group = `Group ${Math.floor(i / 8) + 1}`;
      const words = `Number ${i + 1}, slow-cooked with ${['ginger', 'fenugreek', 'mustard', 'coriander'][i % 4]} and served warm.`;
      return `${group},Dish ${String(i + 1).padStart(2, '0')},${90 + i * 37},${i % 3 ? 'veg' : 'non-veg'},"${words}"`;
    }),
  ].join('\n');

/** Notes every answer of the network with the bytes of its body as they came. */
async function weigh(page: Page): Promise<Fetched[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Encoding': 'gzip' } });
  const fetched: Fetched[] = [];
  /** What was announced; `bytes` are those of its headers. */
  const coming = new Map<string, Fetched>();
  devtools.on('Network.responseReceived', ({ requestId, type, response: { url, headers, encodedDataLength } }) => {
    const encoding = headers['content-encoding'] ?? 'plain';
    if (url.startsWith('http')) coming.set(requestId, { url, type, encoding, bytes: encodedDataLength });
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const answer = coming.get(requestId);
    if (answer) fetched.push({ ...answer, bytes: encodedDataLength - answer.bytes });
  });
  return fetched;
}

const sum = (fetched: Fetched[]): number => fetched.reduce((total, { bytes }) => total + bytes, 0);
const isScript = ({ type, url }: Fetched): boolean => type === 'Script' || new URL(url).pathname.endsWith('.js');
const line = ({ url, type, encoding, bytes }: Fetched): string =>
  `${String(bytes).padStart(8)}  ${encoding.padEnd(5)}  ${type.padEnd(12)} ${new URL(url).pathname.slice(0, 80)}`;

/** When the page asked for what, and when its first dish could be seen. Runs before the page's own scripts. */
function watchFirstDish(name: string): void {
  const look = () => {
    const seen = [...document.querySelectorAll('main *')].some((one) => one.children.length === 0 && one.textContent === name);
    if (seen) performance.mark('first-dish');
    else requestAnimationFrame(look);
  };
  look();
}

test(`a first visit with ${DISHES} dishes is light, and one answer brings the menu`, async ({ page, faults }) => {
  faults.allowStatus(401); // A page may ask whether somebody is signed in.
  const { origin, tokens } = server.current;
  const manager = await staffOf(origin, 'manager');
  const { dishes } = await manager.call('POST', 'manage/menu/import', menuOf(DISHES), 'text/csv');
  expect(dishes).toBe(DISHES);
  await manager.post('manage/menu/publish');

  const fetched = await weigh(page);
  await page.addInitScript(watchFirstDish, 'Dish 01');
  await page.goto(`${origin}/t/${tokens[0]}`);
  await expect(page.getByText('Dish 60', { exact: true })).toBeAttached();
  await settle(page);
  // What a page loads when it has nothing else to do counts too.
  await page.waitForTimeout(2_000);
  await settle(page);

  const scripts = fetched.filter(isScript);
  console.log(fetched.toSorted((one, other) => other.bytes - one.bytes).map(line).join('\n'));
  console.log(`${String(sum(scripts)).padStart(8)}  of ${LIMIT.scripts} for ${scripts.length} scripts`);
  console.log(`${String(sum(fetched)).padStart(8)}  of ${LIMIT.all} for all ${fetched.length}`);
  expect.soft(scripts.map(({ encoding }) => encoding), 'comparable by gzip').toEqual(scripts.map(() => 'gzip'));
  expect.soft(sum(scripts), 'bytes of scripts').toBeLessThanOrEqual(LIMIT.scripts);
  expect.soft(sum(fetched), 'bytes of everything').toBeLessThanOrEqual(LIMIT.all);

  const early = await page.evaluate(() => {
    const [mark] = performance.getEntriesByName('first-dish');
    if (!mark) return ['the first dish was never seen'];
    const asked = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < mark.startTime);
    return asked.map(({ name }) => name).filter((name) => new URL(name).pathname.startsWith('/api/'));
  });
  expect(early, 'requests before the first dish').toEqual([]);
});
