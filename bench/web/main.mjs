// Times the pages in a browser made as slow as a cheap phone. `node bench/web/main.mjs [--quick] [--only visit|taps|board]`
import './binary.mjs';
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { launch } from '../../e2e/support/chromium.mjs';
import { BINARY, startServer } from '../../e2e/support/server.mjs';
import { board } from './figures/board.mjs';
import { taps } from './figures/taps.mjs';
import { visit } from './figures/visit.mjs';
import { print, write } from './report.mjs';

/** @typedef {{ browser: import('../../e2e/support/chromium.mjs').Browser, server: import('../../e2e/support/server.mjs').Server, rounds: number }} Bench */

const FIGURES = { visit, taps, board };
const OUT = join(import.meta.dirname, '../../target/bench/web.json');
const SCALE =
  'For scale, an earlier open-source front end for the same purpose: 282 kB of gzipped JavaScript in one chunk, ' +
  '860 kB in all, largest contentful paint 2.4 s at sign-in and 2.9 s at the menu.';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const chosen = Object.entries(FIGURES).filter(([name]) => !values.only || name === values.only);
if (chosen.length === 0) throw new Error(`--only takes one of ${Object.keys(FIGURES).join(', ')}`);

console.log(`${BINARY}; 4 times slower processor, 1.6 Mbit/s, 150 ms; the board at full speed`);
const browser = await launch();
const [rows, failures] = [/** @type {import('./report.mjs').Row[]} */ ([]), /** @type {string[]} */ ([])];
for (const [name, measure] of chosen) {
  const server = await startServer();
  try {
    rows.push(...(await measure({ browser, server, rounds: values.quick ? 1 : 5 })));
  } catch (error) {
    failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
  } finally {
    await server.stop();
  }
}
await browser.close();
print(rows, failures);
console.log(SCALE);
await write(OUT, rows);
process.exitCode = failures.length > 0 ? 1 : 0;
