// Starts the peer: `node src/main.js --menu menu.json --db peer.db --redis 6379 --listen 8090 [--order-bytes 900]`.
// Prints `listening 127.0.0.1:PORT` once it answers.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { createApp } from './app.js';
import { Menu } from './menu.js';
import { attachRealtime } from './realtime.js';
import { Sessions } from './sessions.js';
import { Store } from './store.js';

const { values } = parseArgs({
  options: {
    menu: { type: 'string' },
    db: { type: 'string' },
    redis: { type: 'string' },
    listen: { type: 'string', default: '0' },
    'order-bytes': { type: 'string', default: '0' },
  },
});

const redis = new Redis({ host: '127.0.0.1', port: Number(values.redis) });
const store = new Store(values.db);
const sessions = new Sessions(redis);
const menu = new Menu(readFileSync(values.menu, 'utf8'));
const server = createServer();
const realtime = attachRealtime(server, { sessions, store });
const orderBytes = Number(values['order-bytes']);
server.on('request', createApp({ menu, store, sessions, realtime, orderBytes }));

server.listen(Number(values.listen), '127.0.0.1', () => {
  console.log(`listening 127.0.0.1:${server.address().port}`);
});

process.on('SIGTERM', () => {
  redis.disconnect();
  store.close();
  process.exit(0);
});
