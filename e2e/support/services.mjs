// MongoDB and Redis for one suite: started on free loopback ports, stopped by their own process. A suite that need not
// stop them can be given others, by DINEQR_TEST_MONGODB_URI and DINEQR_TEST_REDIS_URI.
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './port.mjs';

const TARGET = resolve(join(import.meta.dirname, '../..'), process.env.CARGO_TARGET_DIR ?? 'target');
// It speaks MongoDB's protocol; `scripts/test-servers install` puts it there.
const MONGODB = join(TARGET, 'test-servers/mongo/bin/secantusd-py');
const PATIENCE = 20_000;
// In memory where there is room for it: these servers ask for every write to reach the disk.
const ROOM = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A server that tests can stop and start again on its port. */
class Service {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  /** @type {string[]} */
  #log = [];

  /**
   * @param {string} program
   * @param {number} port
   * @param {string[]} args
   */
  constructor(program, port, args) {
    this.program = program;
    this.port = port;
    this.args = args;
  }

  /** Starts it and waits until it takes connections. */
  async start() {
    const child = spawn(this.program, this.args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    const failed = new Promise((_, fail) => {
      child.once('error', fail);
      child.once('exit', (code) => fail(new Error(`${this.program} ended with ${code}:\n${this.#log.join('\n')}`)));
    });
    // It is about the time before it listens; nobody waits for it later.
    failed.catch(() => {});
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.#log.push(line));
    }
    const until = Date.now() + PATIENCE;
    while (!(await Promise.race([listens(this.port), failed]))) {
      if (Date.now() > until) throw new Error(`${this.program} does not listen:\n${this.#log.join('\n')}`);
      await pause(20);
    }
  }

  /** @param {NodeJS.Signals} signal */
  signal(signal) {
    this.#process?.kill(signal);
  }

  /**
   * Ends it and waits until it is gone.
   * @param {NodeJS.Signals} signal
   */
  async end(signal = 'SIGTERM') {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function listens(port) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => (socket.destroy(), done(true)));
    socket.once('error', () => done(false));
  });
}

/** What the nodes of one suite share. */
export class Services {
  /**
   * @param {string} dir
   * @param {Service | undefined} mongodb none where it is somebody else's
   * @param {Service | undefined} redis
   * @param {string} mongodbUri without a database
   * @param {string} redisUri
   */
  constructor(dir, mongodb, redis, mongodbUri, redisUri) {
    this.dir = dir;
    this.given = { mongodb, redis };
    this.mongodbUri = mongodbUri;
    this.redisUri = redisUri;
  }

  get mongodb() {
    return owned(this.given.mongodb);
  }

  get redis() {
    return owned(this.given.redis);
  }

  /** A database that nobody else uses, and names in Redis that nobody else does, as settings. */
  settings() {
    const name = `dineqr-${randomBytes(4).toString('hex')}`;
    const uri = new URL(this.mongodbUri);
    uri.pathname = name;
    return {
      DINEQR_STORE__URI: uri.href,
      DINEQR_KV__URI: this.redisUri,
      DINEQR_KV__PREFIX: name,
    };
  }

  async stop() {
    await Promise.all([this.given.mongodb?.end('SIGKILL'), this.given.redis?.end('SIGKILL')]);
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** @param {Service | undefined} service */
function owned(service) {
  if (!service) throw new Error('this suite stops its servers, so it must start them');
  return service;
}

/**
 * Both servers, empty. `own`: the suite stops them, so that no others will do.
 * @param {{ own?: boolean }} [options]
 */
export async function startServices({ own = false } = {}) {
  const dir = await mkdtemp(join(ROOM, 'dineqr-services-'));
  const { DINEQR_TEST_MONGODB_URI: mongodbUri, DINEQR_TEST_REDIS_URI: redisUri } = own ? {} : process.env;
  const mongodb = mongodbUri ? undefined : await mongodbIn(dir);
  const redis = redisUri ? undefined : await redisIn(dir);
  const services = new Services(
    dir,
    mongodb,
    redis,
    mongodbUri ?? `mongodb://127.0.0.1:${mongodb?.port}/`,
    redisUri ?? `redis://127.0.0.1:${redis?.port}`,
  );
  try {
    await Promise.all([mongodb?.start(), redis?.start()]);
  } catch (error) {
    await services.stop();
    throw error;
  }
  return services;
}

/** @param {string} dir */
async function mongodbIn(dir) {
  const port = await freePort();
  const place = ['--host', '127.0.0.1', '--port', String(port), '--storage-path', join(dir, 'mongodb')];
  return new Service(MONGODB, port, [...place, '--enable-test-commands', '--log-level', 'WARNING']);
}

/** @param {string} dir */
async function redisIn(dir) {
  const port = await freePort();
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', dir];
  return new Service('redis-server', port, [...place, '--save', '', '--appendonly', 'no']);
}
