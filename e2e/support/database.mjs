// The database behind the nodes' backs: what waits in it, and making it fail.
import { MongoClient } from 'mongodb';
import { until } from './measure.mjs';

/** One client of the database that the nodes use. */
export class DatabaseClient {
  /** @param {string} uri */
  constructor(uri) {
    this.client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
    this.database = this.client.db();
  }

  /** How many documents hold events that nobody has handed on. */
  async pending() {
    const collections = await this.database.listCollections({}, { nameOnly: true }).toArray();
    const counts = collections
      .filter(({ name }) => !name.startsWith('system.'))
      .map(({ name }) => this.database.collection(name).countDocuments({ 'pending.0': { $exists: true } }));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }

  /** The milliseconds until nothing waits any more. */
  nothingWaits() {
    return until('all events to be handed on', async () => (await this.pending()) === 0);
  }

  /**
   * Lets commands fail, as a server can.
   * @param {import('mongodb').Document | 'off'} mode such as `{ times: 3 }`
   * @param {import('mongodb').Document} [data]
   */
  fail(mode, data) {
    return this.client.db('admin').command({ configureFailPoint: 'failCommand', mode, ...(data ? { data } : {}) });
  }

  close() {
    return this.client.close();
  }
}
