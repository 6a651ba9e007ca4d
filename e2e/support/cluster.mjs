// Several servers on one MongoDB and one Redis.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api, PASSWORD, staffOf } from './api.mjs';
import { Server } from './server.mjs';
import { startServices } from './services.mjs';

export const RESTAURANT = 'spice-route';
const [LOGIN, SECRET] = ['asha@spice.test', 'jasmine-rice'];
// Whoever signs in here waits for nothing but the hash.
const CHEAP = { DINEQR_AUTH__BCRYPT_COST: '4' };
const NAMES = ['one', 'two', 'three'];

/** Three servers that share what they know. */
export class Cluster {
  /** A manager's, which every node knows. */
  token = '';
  /** The codes of the tables. @type {string[]} */
  tables = [];

  /**
   * @param {string} dir
   * @param {import('./services.mjs').Services} services
   * @param {boolean} demo
   * @param {Record<string, string>} settings as variables
   */
  constructor(dir, services, demo, settings) {
    this.dir = dir;
    this.services = services;
    this.settings = { DINEQR_CLUSTER__NODES: '3', ...CHEAP, ...services.settings(), ...settings };
    this.nodes = NAMES.map((name) => new Server(join(dir, name), demo, this.settings));
  }

  get origins() {
    return this.nodes.map((node) => node.origin);
  }

  /** @param {number} index around and around */
  node(index) {
    return /** @type {Server} */ (this.nodes[index % this.nodes.length]);
  }

  /**
   * The same person on another node.
   * @param {number} index
   * @param {string} [token] the manager's if it is not said
   */
  at(index, token = this.token) {
    return new Api(this.node(index).origin, token);
  }

  /**
   * Puts up more tables.
   * @param {number} count
   */
  async addTables(count) {
    for (let number = 1; number <= count; number += 1) {
      const table = { name: `More ${number}`, floor: 'Yard', seats: 2 };
      this.tables.push((await this.at(number).post('manage/tables', table)).token);
    }
  }

  /** The database's URI. */
  get database() {
    return /** @type {string} */ (this.settings.DINEQR_STORE__URI);
  }

  /** Ends every node and removes all data. */
  async stop() {
    await Promise.all(this.nodes.map((node) => node.end('SIGKILL')));
    await this.services.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}

/**
 * @param {boolean} demo
 * @param {Record<string, string>} settings
 * @param {boolean} own
 * @param {(cluster: Cluster) => Promise<void>} found
 */
async function start(demo, settings, own, found) {
  const services = await startServices({ own });
  const dir = await mkdtemp(join(tmpdir(), 'dineqr-cluster-'));
  const cluster = new Cluster(dir, services, demo, settings);
  try {
    await found(cluster);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}

/**
 * Three servers with the restaurant `spice-route`, made from the command line.
 * @param {Record<string, string>} [settings] as variables
 */
export function startNodes(settings = {}) {
  return start(false, settings, false, async (cluster) => {
    const first = cluster.node(0);
    first.command(['restaurant', 'create', '--slug', RESTAURANT, '--name', 'Spice Route']);
    first.command(['manager', 'create', '--restaurant', RESTAURANT, '--email', LOGIN], `${SECRET}\n`);
    await Promise.all(cluster.nodes.map((node) => node.start()));
    const { token } = await new Api(first.origin).post('auth/login', { login: LOGIN, password: SECRET });
    cluster.token = token;
  });
}

/**
 * Three servers with the demo, started at the same moment. A phone needs to show no more than the table's code.
 * @param {{ settings?: Record<string, string>, own?: boolean }} [options] `own`: its MongoDB and Redis will be stopped
 */
export function startDemo({ settings = {}, own = false } = {}) {
  return start(true, settings, own, async (cluster) => {
    await Promise.all(cluster.nodes.map((node) => node.start()));
    const manager = await staffOf(cluster.node(0).origin, 'manager');
    cluster.token = manager.token ?? '';
    cluster.tables = cluster.node(0).tokens;
    await manager.call('PATCH', 'manage/restaurant', { settings: { presence_policy: 'code' } });
  });
}

/**
 * A phone that sits down at a table of the demo, through some node.
 * @param {Cluster} cluster
 * @param {number} table
 * @param {number} node
 */
export async function sit(cluster, table, node) {
  const anyone = new Api(cluster.node(node).origin);
  const table_token = cluster.tables[table];
  const { token, tab, guest } = await anyone.post('guest/session', { table_token, name: `Guest ${table}` });
  return Object.assign(new Api(anyone.origin, token), { tab, guest });
}

/**
 * A new member of the demo's staff, signed in on a node.
 * @param {Cluster} cluster
 * @param {number} node
 */
export async function hire(cluster, node) {
  const email = `${randomUUID()}@demo.test`;
  const person = { name: 'Somebody', email, password: PASSWORD, role: 'staff' };
  const { id } = await cluster.at(node).post('manage/staff', person);
  const { token } = await new Api(cluster.node(node).origin).post('auth/login', { login: email, password: PASSWORD });
  return Object.assign(new Api(cluster.node(node).origin, token), { email, id });
}
