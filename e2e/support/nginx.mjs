// Debian's nginx in front of servers, with the configuration that is shipped.
import { spawn } from 'node:child_process';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './port.mjs';

const CONFIGURATION = join(import.meta.dirname, '../../deploy/nginx.conf');
const PATIENCE = 10_000;
// It must work without privileges, so root's tests give them up.
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
const asNobody = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
// Debian keeps it where only root looks.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };

/**
 * The shipped configuration for another place. It marks the lines that depend on it with `# <- name`.
 * @param {string} text
 * @param {{ dir: string, listen: string, nodes: string[] }} place
 */
export function placed(text, { dir, listen, nodes }) {
  /** @type {Record<string, (line: string) => string>} */
  const lines = {
    pid: () => `pid ${dir}/nginx.pid;`,
    error_log: () => 'error_log stderr warn;',
    temp: (line) => line.replace('/tmp/', `${dir}/`),
    listen: () => `listen ${listen} default_server;`,
    // The first of the marked lines names all nodes, however many there are, with its own parameters.
    node: (line) => {
      const parameters = /server \S+ ([^;]*);/.exec(line)?.[1];
      return nodes.splice(0).map((node) => `server ${node} ${parameters};`).join('\n');
    },
  };
  const missing = new Set(Object.keys(lines));
  const result = text.replace(/^(.*)# <- (\w+)$/gm, (_, line, name) => {
    missing.delete(name);
    return lines[name]?.(line) ?? line;
  });
  if (missing.size > 0) throw new Error(`deploy/nginx.conf marks no line for: ${[...missing].join(', ')}`);
  return result;
}

/** A running nginx. */
class Nginx {
  /** @type {string[]} */
  #log = [];

  /**
   * @param {string} dir
   * @param {string} listen
   */
  constructor(dir, listen) {
    this.dir = dir;
    this.origin = `http://${listen}`;
    const args = ['-p', dir, '-c', join(dir, 'nginx.conf'), '-e', 'stderr', '-g', 'daemon off;'];
    this.process = spawn('nginx', args, { ...asNobody, env, stdio: ['ignore', 'ignore', 'pipe'] });
    this.gone = new Promise((resolve) => this.process.once('exit', resolve));
    createInterface({ input: this.process.stderr }).on('line', (line) => this.#log.push(line));
  }

  /** Waits until it answers. */
  async ready() {
    const failed = new Promise((_, fail) => {
      this.process.once('error', fail);
      this.process.once('exit', (code) => fail(new Error(`nginx ended with ${code}:\n${this.#log.join('\n')}`)));
    });
    // It is about the time before there is an answer; nobody waits for it later.
    failed.catch(() => {});
    const until = Date.now() + PATIENCE;
    for (;;) {
      const answer = await Promise.race([fetch(`${this.origin}/healthz`).catch(() => undefined), failed]);
      if (answer?.ok) return;
      if (Date.now() > until) throw new Error(`nginx does not answer:\n${this.#log.join('\n')}`);
      await pause(20);
    }
  }

  /** Ends it, by its own process, and removes its directory. */
  async stop() {
    if (this.process.exitCode === null) this.process.kill('SIGTERM');
    await this.gone;
    await rm(this.dir, { recursive: true, force: true });
  }
}

/**
 * nginx on a free loopback port, in front of these origins.
 * @param {string[]} origins
 */
export async function startNginx(origins) {
  const dir = await mkdtemp(join(tmpdir(), 'dineqr-nginx-'));
  const listen = `127.0.0.1:${await freePort()}`;
  const nodes = origins.map((origin) => new URL(origin).host);
  await writeFile(join(dir, 'nginx.conf'), placed(await readFile(CONFIGURATION, 'utf8'), { dir, listen, nodes }));
  if (isRoot) await chown(dir, NOBODY, NOBODY);
  const nginx = new Nginx(dir, listen);
  try {
    await nginx.ready();
  } catch (error) {
    await nginx.stop();
    throw error;
  }
  return nginx;
}
