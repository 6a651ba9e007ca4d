// Starts the real program on a data directory of its own. Plain JavaScript, so that Node's test runner can use it too.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export const BINARY = resolve(
  process.env.DINEQR_BINARY ?? process.env.DINEQR_BIN ?? join(import.meta.dirname, '../../target/debug/dineqr'),
);
// The program takes every variable of its name for a setting, so it sees none of ours.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('DINEQR_')));
const READY = /^DineQR listens on (http:\S+)$/;

/** One running server. */
export class Server {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  /** @type {string[]} */
  #log = [];
  /** What it printed until it was ready. @type {string[]} */
  printed = [];
  origin = '';

  /**
   * @param {string} dataDir
   * @param {boolean} demo
   * @param {Record<string, string>} [settings] as variables, such as `DINEQR_HTTP__TRUSTED_PROXIES`
   */
  constructor(dataDir, demo, settings = {}) {
    this.dataDir = dataDir;
    this.demo = demo;
    this.env = { ...env, ...settings };
  }

  /** The codes of the demo's tables, in its order. */
  get tokens() {
    return this.printed.flatMap((line) => /\/t\/(\S+)$/.exec(line)?.[1] ?? []);
  }

  /** Starts the program, on the port it had before if it had one. */
  async start() {
    const listen = this.origin === '' ? '127.0.0.1:0' : new URL(this.origin).host;
    const args = ['serve', ...(this.demo ? ['--demo'] : []), '--listen', listen, '--data-dir', this.dataDir];
    const child = spawn(BINARY, args, { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    createInterface({ input: child.stderr }).on('line', (line) => this.#log.push(line));
    this.printed = [];
    await new Promise((ready, fail) => {
      child.once('error', fail);
      child.once('exit', (code) => fail(new Error(`${BINARY} ended with ${code}:\n${this.#log.join('\n')}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.printed.push(line);
        const origin = READY.exec(line)?.[1];
        if (origin) ready((this.origin = origin));
      });
    });
  }

  /**
   * Runs another command of the program on the same data.
   * @param {string[]} args
   * @param {string} [input]
   */
  command(args, input) {
    const data = ['--data-dir', this.dataDir];
    execFileSync(BINARY, [...args, ...data], { env: this.env, input, stdio: ['pipe', 'ignore', 'inherit'] });
  }

  /**
   * Runs another command to its end, whatever that is. Without arguments of its own it serves, which it should refuse.
   * @param {string[]} [args]
   */
  async tries(args = ['serve', '--listen', '127.0.0.1:0']) {
    const child = spawn(BINARY, [...args, '--data-dir', this.dataDir], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.on('data', (text) => (said.out += text));
    child.stderr.on('data', (text) => (said.err += text));
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, ...said };
  }

  /**
   * Ends the program and waits until it is gone.
   * @param {NodeJS.Signals} signal
   */
  async end(signal = 'SIGTERM') {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  /** Ends the program and removes its data. */
  async stop() {
    await this.end();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/**
 * A fresh server on a free port; without `demo` its store is empty.
 * @param {{ demo?: boolean }} [options]
 */
export async function startServer({ demo = true } = {}) {
  const server = new Server(await mkdtemp(join(tmpdir(), 'dineqr-e2e-')), demo);
  await server.start();
  return server;
}
