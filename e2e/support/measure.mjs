// How long things take until they are so.
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 30_000;
const ASK_EVERY = 20;

/**
 * Asks again and again until it is so; answers the milliseconds that took.
 * @param {string} what
 * @param {() => Promise<boolean>} holds
 * @param {number} [patience]
 */
export async function until(what, holds, patience = PATIENCE) {
  const began = Date.now();
  while (!(await holds())) {
    if (Date.now() - began > patience) throw new Error(`waited in vain for ${what}`);
    await pause(ASK_EVERY);
  }
  return Date.now() - began;
}

/**
 * The milliseconds until the last of these holds.
 * @param {(() => Promise<boolean>)[]} all
 */
export async function everywhere(all) {
  return Math.max(...(await Promise.all(all.map((holds) => until('every node', holds)))));
}

/**
 * What so many of a hundred stay below.
 * @param {number[]} values
 * @param {number} percent
 */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
}
