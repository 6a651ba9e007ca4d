// Many phones that order, each until it has an answer: whoever loses the connection asks another node with the same
// key, as the pages do.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from './measure.mjs';

const AGAIN_AFTER = 100;
/** An answer that says: later. */
const LATER = new Set([502, 503, 504]);

/** @typedef {{ token?: string | undefined, tab: { id: string } }} Guest */

/** Orders that these guests place one after the other, at several tables at the same time. */
export class Load {
  /** The orders that were acknowledged, by their ids. @type {Map<string, any>} */
  acknowledged = new Map();
  /** How often an answer had this status; 0 stands for a lost connection. @type {Record<number, number>} */
  answers = {};
  /** Milliseconds until each answer, with its status. @type {{ status: number, took: number }[]} */
  times = [];
  #left;
  #placed = 0;
  /** @type {Map<number, () => void>} */
  #waiting = new Map();

  /**
   * @param {string[]} origins
   * @param {Guest[]} guests whose turn it is around and around
   * @param {string} dish
   * @param {number} orders how many in all
   * @param {number} [clients] how many are on their way at once
   */
  constructor(origins, guests, dish, orders, clients = 16) {
    this.origins = origins;
    this.guests = guests;
    this.body = JSON.stringify({ lines: [{ dish_id: dish, quantity: 1 }] });
    this.#left = orders;
    this.began = Date.now();
    this.done = Promise.all(Array.from({ length: clients }, (_, client) => this.#order(client)));
    // Whoever awaits it hears of a failure; until then it is nobody's.
    this.done.catch(() => this.#waiting.forEach((resolve) => resolve()));
  }

  /** Nobody orders anything new. */
  stop() {
    this.#left = 0;
    return this.done;
  }

  /** @param {number} client */
  async #order(client) {
    for (let at = client; this.#left > 0; at += 1) {
      this.#left -= 1;
      const guest = /** @type {Guest} */ (this.guests[this.#placed++ % this.guests.length]);
      const order = await this.#insist(guest, randomUUID(), at);
      this.acknowledged.set(order.id, order);
      this.#waiting.get(this.acknowledged.size)?.();
    }
  }

  /** @param {Guest} guest @param {string} key @param {number} at @returns {Promise<any>} */
  async #insist(guest, key, at) {
    for (let attempt = at; ; attempt += 1) {
      const origin = /** @type {string} */ (this.origins[attempt % this.origins.length]);
      const { status, text } = await this.#ask(origin, guest, key);
      if (status === 200 || status === 201) return JSON.parse(text);
      if (status !== 0 && !LATER.has(status)) throw new Error(`an order was refused: ${status} ${text}`);
      await pause(AGAIN_AFTER);
    }
  }

  /** @param {string} origin @param {Guest} guest @param {string} key */
  async #ask(origin, guest, key) {
    const began = Date.now();
    const answer = await fetch(`${origin}/api/v1/tab/orders`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${guest.token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: this.body,
    }).then(
      async (response) => ({ status: response.status, text: await response.text() }),
      (error) => ({ status: 0, text: String(error.cause ?? error) }),
    ).catch((error) => ({ status: 0, text: String(error) }));
    this.answers[answer.status] = (this.answers[answer.status] ?? 0) + 1;
    this.times.push({ status: answer.status, took: Date.now() - began });
    return answer;
  }

  /**
   * Ready once so many orders are acknowledged; fails if the load does before.
   * @param {number} count
   */
  async reached(count) {
    if (this.acknowledged.size >= count) return;
    await new Promise((resolve) => this.#waiting.set(count, () => resolve(undefined)));
    if (this.acknowledged.size < count) await this.done;
  }

  /** For the report. */
  summary() {
    const seconds = (Date.now() - this.began) / 1000;
    const took = this.times.map((one) => one.took);
    const rate = Math.round(this.acknowledged.size / seconds);
    return (
      `${this.acknowledged.size} orders in ${seconds.toFixed(1)} s (${rate}/s), answers ${JSON.stringify(this.answers)}, ` +
      `p50 ${percentile(took, 50)} ms, p95 ${percentile(took, 95)} ms, longest ${Math.max(...took)} ms`
    );
  }
}
