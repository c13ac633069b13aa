import type { Connection } from 'mysql2/promise';

/**
 * What a connection must not take from the server's configuration. Values are escaped into texts by the driver, with
 * backslashes and for UTF-8: where NO_BACKSLASH_ESCAPES stands, or the server reads the text as GBK, a quote that
 * somebody typed would end its string. Without a strict mode the server cuts what does not fit; without autocommit a
 * statement alone would commit nothing.
 */
export const SESSION = {
  sqlMode: 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
  charset: 'utf8mb4',
  timeZone: '+00:00',
} as const;

/** Sent once on each connection, before anything else. The isolation's variable has other names on MySQL and MariaDB. */
const PINS = [
  `set names ${SESSION.charset}, session sql_mode = '${SESSION.sqlMode}', ` +
    `session time_zone = '${SESSION.timeZone}', session autocommit = 1`,
  // REPEATABLE READ would fail under contention (docs/ARCHITECTURE.md, checkout).
  'set session transaction isolation level read committed',
] as const;

/** A connection of a pool's callback interface. */
interface PooledConnection {
  query(sql: string, done: (error: Error | null) => void): unknown;
  destroy(): void;
}
/**
 * Called as the pool opens a connection: what its user sends stands behind this in the connection's queue. A connection
 * that cannot be pinned is closed before that.
 */
export function pinPooled(connection: PooledConnection): void {
  for (const pin of PINS) connection.query(pin, (error) => void (error && connection.destroy()));
}

/** The same for a connection that is opened by itself. */
export async function pinSession<C extends Pick<Connection, 'query'>>(connection: C): Promise<C> {
  for (const pin of PINS) await connection.query(pin);
  return connection;
}
