import type { SqlRow, SqlValue } from '../invariants/books.ts';

/** A platform that is disturbed, as people and whoever compares the books know it. */
export interface Ground {
  url: string;
  controlUrl: string;
  /** Where the outside world keeps its own books. */
  dataDir: string;
  /** In the words that SQLite and MariaDB share; throws while there is no database. */
  rows(subgraph: string, sql: string, parameters?: readonly SqlValue[]): Promise<SqlRow[]>;
  /** Changes what a test must have as it is before it begins. */
  change(subgraph: string, sql: string, values: readonly (string | number)[]): Promise<void>;
}
