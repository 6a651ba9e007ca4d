// Three nodes with guests at eight tables, for suites that take something away from them.
import { dishNamed } from './api.mjs';
import { sit, startDemo } from './cluster.mjs';
import { DatabaseClient } from './database.mjs';

const TABLES = [0, 1, 2, 3, 4, 5, 6, 7];

/** Starts the nodes, with a MongoDB and a Redis that the suite may stop. */
export async function startEvening() {
  const cluster = await startDemo({ own: true });
  const database = new DatabaseClient(cluster.database);
  return {
    cluster,
    database,
    dish: await dishNamed(cluster.at(0), 'Masala Papad'),
    guests: await Promise.all(TABLES.map((table) => sit(cluster, table, table))),
    async stop() {
      await database.close();
      await cluster.stop();
    },
  };
}
