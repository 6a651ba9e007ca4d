// The official client with a memory of what it heard.
import { io } from 'socket.io-client';

const PATIENCE = 8_000;
/** @type {import('socket.io-client').Socket[]} */
const open = [];

/** @typedef {{ auth?: Record<string, unknown>, cookie?: string, origin?: string }} Credentials */

/**
 * @param {string} origin
 * @param {Credentials} credentials
 */
function dial(origin, { auth, cookie, origin: page }) {
  const extraHeaders = { ...(cookie ? { cookie } : {}), ...(page ? { origin: page } : {}) };
  const socket = io(origin, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 300,
    extraHeaders,
    ...(auth ? { auth } : {}),
  });
  open.push(socket);
  return socket;
}

/**
 * @template T
 * @param {string} what
 * @param {(done: (value: T) => void, fail: (error: Error) => void) => void} start
 * @returns {Promise<T>}
 */
function within(what, start) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), PATIENCE);
    start(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

/** A connected client. */
export class Listener {
  /** Everything it heard, oldest first. @type {any[]} */
  heard = [];
  /** @type {Set<(event: any) => void>} */
  #waiting = new Set();
  /** @type {string | null} */
  #lostBy = null;

  /** @param {import('socket.io-client').Socket} socket */
  constructor(socket) {
    this.socket = socket;
    socket.on('disconnect', (reason) => (this.#lostBy = reason));
    socket.onAny((name, event) => {
      if (event.type !== name) throw new Error(`${name} says it is ${event.type}`);
      this.heard.push(event);
      for (const listener of this.#waiting) listener(event);
    });
  }

  /**
   * The first event of that name that fits, heard already or to come.
   * @param {string} name
   * @param {(event: any) => boolean} [fits]
   * @returns {Promise<any>}
   */
  next(name, fits = () => true) {
    const matches = (/** @type {any} */ event) => event.type === name && fits(event);
    const known = this.heard.find(matches);
    if (known) return Promise.resolve(known);
    return within(name, (done) => {
      const listener = (/** @type {any} */ event) => {
        if (!matches(event)) return;
        this.#waiting.delete(listener);
        done(event);
      };
      this.#waiting.add(listener);
    });
  }

  /**
   * Why the connection ended.
   * @returns {Promise<string>}
   */
  lost() {
    if (this.#lostBy) return Promise.resolve(this.#lostBy);
    return within('the end of the connection', (done) => this.socket.once('disconnect', done));
  }
}

/**
 * Connects, or throws what it was refused with.
 * @param {string} origin
 * @param {Credentials} credentials
 * @returns {Promise<Listener>}
 */
export function connect(origin, credentials) {
  const socket = dial(origin, credentials);
  const listener = new Listener(socket);
  return within('a connection', (done, fail) => {
    socket.once('connect', () => done(listener));
    socket.once('connect_error', fail);
  });
}

/**
 * What a client is refused with; it is an error to be let in.
 * @param {string} origin
 * @param {Credentials} credentials
 * @returns {Promise<Error>}
 */
export function refusal(origin, credentials) {
  const socket = dial(origin, credentials);
  return within('a refusal', (done, fail) => {
    socket.once('connect', () => fail(new Error(`let in with ${JSON.stringify(credentials)}`)));
    socket.once('connect_error', done);
  });
}

/** Ends every connection of a test. */
export function hangUpAll() {
  for (const socket of open.splice(0)) socket.disconnect();
}
