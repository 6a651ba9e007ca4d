// The figures as a table and as a file: the columns and the words are those of `make bench`.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A goal is a limit that the figure stays under, or no more than.
 * @typedef {{ under?: number, most?: number, unit: string }} Goal
 * @typedef {{ name: string, ours: number, reference: number | null, ratio: number | null, goal: string, met: boolean,
 *   note: string, verdict: string }} Row
 */

/** @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  return (low + high) / 2;
}

/**
 * A figure, its reference of the same run, and what it has to reach.
 * @param {string} name
 * @param {number[]} ours a value for each round
 * @param {Goal | null} goal
 * @param {{ reference?: number[], note?: string }} [more]
 * @returns {Row}
 */
export function row(name, ours, goal, { reference, note = '' } = {}) {
  const [value, beside] = [median(ours), reference ? median(reference) : null];
  const limit = goal?.under ?? goal?.most ?? Infinity;
  const met = goal === null || (goal.under === undefined ? value <= limit : value < limit);
  const said = goal === null ? 'none' : `${goal.under === undefined ? '<=' : '<'} ${limit} ${goal.unit}`.trim();
  const by = limit > 0 ? `${((value / limit - 1) * 100).toFixed(0)} %` : short(value - limit);
  const verdict = goal === null ? 'no goal' : met ? `${said}: met` : `${said}: MISSED by ${by}`;
  const ratio = beside === null ? null : value / beside;
  return { name, ours: value, reference: beside, ratio, goal: said, met, note, verdict };
}

/** @param {number | null} value */
const short = (value) => (value === null ? '-' : value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3))));

/** @param {Row[]} rows @param {string[]} failures */
export function print(rows, failures) {
  const wide = Math.max(6, ...rows.map(({ name }) => name.length));
  const line = (/** @type {string[]} */ [name = '', ours = '', reference = '', ratio = '', ...rest]) =>
    console.log(`${name.padEnd(wide)}  ${ours.padStart(9)}  ${reference.padStart(9)}  ${ratio.padStart(6)}  ${rest.join('')}`);
  line(['figure', 'ours', 'reference', 'ratio', 'goal']);
  for (const { name, ours, reference, ratio, verdict, note } of rows) {
    line([name, short(ours), short(reference), short(ratio), verdict, note && `  (${note})`]);
  }
  for (const failure of failures) console.log(`NOT MEASURED ${failure}`);
}

/** @param {string} path @param {Row[]} rows */
export async function write(path, rows) {
  await mkdir(dirname(path), { recursive: true });
  const kept = rows.map(({ name, ours, reference, ratio, goal, met }) => ({ name, ours, reference, ratio, goal, met }));
  await writeFile(path, `${JSON.stringify(kept, null, 2)}\n`);
}
