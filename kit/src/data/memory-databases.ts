import { SqliteConnection } from '@mikro-orm/sqlite';
import { openDatabase, prepareSchema, type DatabaseOptions, type Orm } from './orm.ts';

/**
 * SQLite in memory, for tests: what takes longer than most of them is done once for each room and process. The schema
 * is kept as SQLite writes it, and an ORM that was closed knows its entities still.
 */
interface Kept {
  schema: Buffer;
  idle: Orm[];
}
const kept = new WeakMap<DatabaseOptions['entities'], Kept>();

async function nativeOf(orm: Orm) {
  const connection = orm.em.getConnection();
  if (!(connection instanceof SqliteConnection)) throw new Error('only SQLite is kept whole');
  return connection.getNativeClient();
}

export async function openInMemory(options: Omit<DatabaseOptions, 'url'>): Promise<Orm> {
  const { entities, onStatement } = options;
  const before = kept.get(entities);
  const orm = before?.idle.pop() ?? (await openDatabase({ ...options, url: 'sqlite::memory:' }));
  if (before) {
    orm.config.set('driverOptions', { dbName: before.schema, ...(onStatement && { verbose: onStatement }) });
    await orm.reconnect();
    return orm;
  }
  await prepareSchema(orm);
  kept.set(entities, { schema: (await nativeOf(orm)).serialize(), idle: [] });
  return orm;
}

/** Of a subgraph that was closed: the next of its room takes it. */
export const keepForNext = (entities: DatabaseOptions['entities'], orm: Orm): void =>
  void kept.get(entities)?.idle.push(orm);
