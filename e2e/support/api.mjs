// What a test asks of the server beside the pages: other people's phones and boards, and the truth.
import { randomUUID } from 'node:crypto';

export const PASSWORD = 'tandoori-demo';

/** A refusal, with the problem that was answered. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {any} problem
   */
  constructor(status, problem) {
    super(`${status} ${JSON.stringify(problem)}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Speaks to `/api/v1` as one person. */
export class Api {
  /**
   * @param {string} origin
   * @param {string} [token]
   */
  constructor(origin, token) {
    this.origin = origin;
    this.token = token;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @param {string} [type]
   * @returns {Promise<any>}
   */
  async call(method, path, body, type = 'application/json') {
    const answer = await fetch(`${this.origin}/api/v1/${path}`, {
      method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': type }),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    const value = text === '' ? undefined : JSON.parse(text);
    if (!answer.ok) throw new Refused(answer.status, value);
    return value;
  }

  /** @param {string} path */
  get(path) {
    return this.call('GET', path);
  }

  /**
   * @param {string} path
   * @param {unknown} [body]
   */
  post(path, body = {}) {
    return this.call('POST', path, body);
  }
}

/**
 * Somebody of the demo who is signed in.
 * @param {string} origin
 * @param {'manager' | 'kitchen' | 'floor'} who
 */
export async function staffOf(origin, who) {
  const { token } = await new Api(origin).post('auth/login', { login: `${who}@demo.test`, password: PASSWORD });
  return new Api(origin, token);
}

/**
 * The newest code that was sent to a phone.
 * @param {string} origin
 * @param {string} phone with its country code
 * @returns {Promise<string>}
 */
export async function codeFor(origin, phone) {
  const { items } = await new Api(origin).get('dev/outbox');
  const message = items.find((/** @type {any} */ item) => item.to === phone);
  const code = /\b\d{6}\b/.exec(message?.text ?? '')?.[0];
  if (!code) throw new Error(`no code for ${phone} among ${items.length} messages`);
  return code;
}

/**
 * A guest who sat down with a code from the outbox.
 * @param {string} origin
 * @param {string} table_token
 * @param {string} phone
 */
export async function guestAt(origin, table_token, phone) {
  const anyone = new Api(origin);
  const { challenge_id } = await anyone.post('guest/otp', { table_token, phone });
  const code = await codeFor(origin, phone);
  const { token, tab, guest } = await anyone.post('guest/session', { table_token, challenge_id, code });
  return Object.assign(new Api(origin, token), { tab, guest });
}

/**
 * A dish of the published menu.
 * @param {Api} api
 * @param {string} name
 */
export async function dishNamed(api, name) {
  const { categories } = await api.get('restaurants/demo/menu');
  const all = categories.flatMap((/** @type {any} */ category) => category.dishes);
  const dish = all.find((/** @type {any} */ one) => one.name === name);
  if (!dish) throw new Error(`${name} is not on the menu`);
  return dish;
}
