import { chunksOf } from '../rules/chunks.ts';
import type { Kysely } from 'kysely';
import type { EventDefinition } from '../messages/event.ts';
import type { PersonKeys } from '../privacy/person-keys.ts';
import type { Write } from './batch.ts';
import { statement, type Compiled, type Statement } from './statement.ts';

export interface PendingEvent {
  id: string;
  event: EventDefinition;
  aggregate: { type: string; id: string };
  payload: object;
}

const textOf = ({ event: { sealed }, payload }: PendingEvent, seal: PersonKeys['sealOwn']): string =>
  JSON.stringify(
    payload,
    sealed && ((field, value: unknown) => (typeof value === 'string' && sealed.includes(field) ? seal(value) : value)),
  );

const inserts = new Map<string, (given: { rows: object }) => Statement>();
/** One text for a table and its columns, whoever inserts. */
export function insertInto(table: string, rows: object): Statement {
  let insert = inserts.get(table);
  if (!insert)
    inserts.set(
      table,
      (insert = statement((db: Kysely<Record<string, object>>, given: { rows: object }) =>
        db.insertInto(table).values(given.rows),
      )),
    );
  return insert({ rows });
}

/** A statement takes some thirty thousand values at most (SQLite), and a message to a server so many bytes. */
export const ROWS_PER_INSERT_MAX = 500;
const insertsInto = (compiled: (query: Statement) => Compiled, table: string, rows: readonly object[]): Write[] =>
  [...chunksOf(rows, ROWS_PER_INSERT_MAX)].map((some) => ({
    query: compiled(insertInto(table, some)),
  }));

/** Events, and who waits for them. */
export function eventWrites(
  compiled: (query: Statement) => Compiled,
  pending: readonly PendingEvent[],
  atMs: number,
  seal: PersonKeys['sealOwn'],
): Write[] {
  if (pending.length === 0) return [];
  const events = pending.map((one) => ({
    id: one.id,
    aggregatetype: one.aggregate.type,
    aggregateid: one.aggregate.id,
    type: one.event.type,
    payload: textOf(one, seal),
    atMs,
  }));
  const deliveries = pending.flatMap(({ id, event, aggregate }) =>
    event.consumers.map((consumer) => ({
      eventId: id,
      consumer,
      aggregate: `${aggregate.type}:${aggregate.id}`,
      nextAtMs: atMs,
      state: 0,
      attempts: 0,
    })),
  );
  return [...insertsInto(compiled, 'Outbox', events), ...insertsInto(compiled, 'EventDelivery', deliveries)];
}
