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

/**
 * A server refuses a text that is longer than its column. SQLite would take it, and no test would see what fails in a
 * county: here it refuses as well.
 */
async function refuseLongTexts(orm: Orm): Promise<void> {
  for (const { className, props } of orm.getMetadata().getAll().values()) {
    const limited = props.filter(({ length, type }) => length !== undefined && type === 'string');
    if (limited.length === 0) continue;
    const refusals = limited.map(
      ({ name, length }) =>
        `select raise(abort, '${className}.${name} takes ${length} letters') where length(new."${name}") > ${length};`,
    );
    for (const act of ['insert', 'update'])
      await orm.em
        .getConnection()
        .execute(
          `create trigger "${className} ${act} fits" before ${act} on "${className}" begin ${refusals.join(' ')} end`,
        );
  }
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
  await refuseLongTexts(orm);
  kept.set(entities, { schema: (await nativeOf(orm)).serialize(), idle: [] });
  return orm;
}

/** Of a subgraph that was closed: the next of its room takes it. */
export const keepForNext = (entities: DatabaseOptions['entities'], orm: Orm): void =>
  void kept.get(entities)?.idle.push(orm);
