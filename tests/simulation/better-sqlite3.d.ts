/** The part of better-sqlite3 that the simulation's disks use. */
declare module 'better-sqlite3' {
  interface Statement {
    readonly reader: boolean;
    all(...parameters: readonly unknown[]): unknown[];
    run(...parameters: readonly unknown[]): { changes: number; lastInsertRowid: number | bigint };
  }
  export default class Database {
    constructor(source: string | Buffer);
    readonly inTransaction: boolean;
    pragma(text: string): unknown;
    prepare(sql: string): Statement;
    exec(sql: string): void;
    serialize(): Buffer;
    close(): void;
  }
}
