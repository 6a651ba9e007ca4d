// Several servers that know the same people.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from './api.mjs';
import { Server } from './server.mjs';

export const RESTAURANT = 'spice-route';
const [LOGIN, PASSWORD] = ['asha@spice.test', 'jasmine-rice'];
// Whoever signs in here waits for nothing but the hash.
const CHEAP = { DINEQR_AUTH__BCRYPT_COST: '4' };

/** Servers that one proxy stands in front of. */
class Cluster {
  /**
   * @param {string} dir
   * @param {Server[]} nodes
   * @param {string} token a manager's; every node knows it
   */
  constructor(dir, nodes, token) {
    this.dir = dir;
    this.nodes = nodes;
    this.token = token;
  }

  get origins() {
    return this.nodes.map((node) => node.origin);
  }

  /** Ends every node and removes all data. */
  async stop() {
    await Promise.all(this.nodes.map((node) => node.end('SIGKILL')));
    await rm(this.dir, { recursive: true, force: true });
  }
}

/**
 * Three servers with the restaurant `spice-route`. Each has its own SQLite database, a copy of one in which a manager
 * has signed in: people, keys and sessions are the same on all of them, what is changed afterwards is not.
 * @param {Record<string, string>} [settings] as variables
 */
export async function startNodes(settings = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'dineqr-cluster-'));
  const names = ['one', 'two', 'three'];
  const nodes = names.map((name) => new Server(join(dir, name), false, { ...CHEAP, ...settings }));
  const [first] = /** @type {[Server]} */ (nodes);
  const cluster = new Cluster(dir, nodes, '');
  try {
    cluster.token = await found(first);
    await Promise.all(nodes.slice(1).map((node) => cp(first.dataDir, node.dataDir, { recursive: true })));
    await Promise.all(nodes.map((node) => node.start()));
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}

/** @param {Server} server @returns {Promise<string>} */
async function found(server) {
  server.command(['restaurant', 'create', '--slug', RESTAURANT, '--name', 'Spice Route']);
  server.command(['manager', 'create', '--restaurant', RESTAURANT, '--email', LOGIN], `${PASSWORD}\n`);
  await server.start();
  const { token } = await new Api(server.origin).post('auth/login', { login: LOGIN, password: PASSWORD });
  await server.end();
  return token;
}
