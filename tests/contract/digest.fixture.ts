import { createHash } from 'node:crypto';
import type { Platform } from './platform.fixture.ts';

/**
 * What a refused call may leave behind, each with its reason. Everything else must be as it was, also what kit keeps:
 * no event in the outbox, no claimed request id, no delivery.
 */
const NOT_BUSINESS: Readonly<Record<string, string>> = {
  'trust.SignInAttempt': 'failed sign-ins are counted (11.5.dd)',
  'trust.LoginGuard': 'strangers are slowed at a name, and its owner told, after too many of them',
  'trust.TryGuard': 'where they come from is locked after too many of them',
  'trust.Session': 'when a session was last used',
  'trust.PersonalDataRead': 'a look at personal data is recorded before the answer, whatever the answer',
  'catalog.CopyCheck': 'copy that was refused is kept with its marked words (7.3.9)',
  'logistics.OfferRefusal': 'where nobody delivers is counted (8.1.2.at)',
  'trust.ClientUsage': 'what programs ask for is counted by the gateway and written once in a while',
  'trust.RefusalHour': 'how many requests came, and were refused, is counted by the gateway and told each hour',
};

/**
 * The audit's own rows: that something was refused, or looked at, is recorded. Nothing else of these tables is left
 * out; that something was done would be seen.
 */
const AUDIT_ROWS: Readonly<Record<string, string>> = {
  Outbox: `type like '%.act-recorded.v1' and (payload like '%"kind":"read"%' or payload not like '%"outcome":"done"%')`,
  EventDelivery: "aggregate like 'act:%'",
};
const AUDIT_TABLES = new Set(['trust.AuditEntry', 'trust.AuditCheckRun']);

type Digests = Map<string, string>;

/** Whether anything has changed in any subgraph since the last look. */
export class ChangeWatch {
  readonly #platform: Platform;
  readonly #known = new Map<string, Digests>();
  readonly #tables = new Map<string, readonly string[]>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /**
   * The tables that have changed since the last call (all of them at the first), as `orders.Order`. `everything`:
   * whatever the statements said.
   */
  async changed(everything = false): Promise<string[]> {
    const changed: string[] = [];
    for (const name of this.#platform.subgraphs.keys()) {
      const known = this.#known.get(name);
      // Where no statement has written nothing need be read again.
      const written = this.#platform.takeWritten(name);
      const digests: Digests = new Map(known);
      for (const table of await this.#tablesOf(name)) {
        if (known && written && !everything && !written.has(table)) continue;
        const digest = await this.#digest(name, table);
        if (known?.get(table) !== digest) changed.push(`${name}.${table}`);
        digests.set(table, digest);
      }
      this.#known.set(name, digests);
    }
    return changed;
  }

  async #tablesOf(name: string): Promise<readonly string[]> {
    if (!this.#tables.has(name)) {
      const tables = await this.#platform.rows(
        name,
        this.#platform.isSqlite
          ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"
          : 'select table_name as name from information_schema.tables where table_schema = database() order by 1',
      );
      this.#tables.set(
        name,
        (tables as { name: string }[])
          .map(({ name: table }) => table)
          .filter(
            (table) =>
              !(`${name}.${table}` in NOT_BUSINESS) && !AUDIT_TABLES.has(`${name}.${table}`) && table !== 'Lease',
          ),
      );
    }
    return this.#tables.get(name)!;
  }

  /** Row count and content of a table. */
  async #digest(name: string, table: string): Promise<string> {
    const rows = await this.#platform.rows(
      name,
      `select * from "${table}"${AUDIT_ROWS[table] ? ` where not (${AUDIT_ROWS[table]})` : ''} order by 1`,
    );
    return `${rows.length}:${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`;
  }
}
