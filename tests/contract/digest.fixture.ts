import { createHash } from 'node:crypto';
import type { Platform } from './platform.fixture.ts';

/**
 * What a refused call may leave behind, each with its reason. Everything else must be as it was, also what kit keeps:
 * no event in the outbox, no claimed request id, no delivery.
 */
const NOT_BUSINESS: Readonly<Record<string, string>> = {
  'trust.SignInAttempt': 'failed sign-ins are counted (11.5.dd)',
  'trust.LoginGuard': 'a name is locked after too many of them',
  'trust.Session': 'when a session was last used',
  'trust.PersonalDataRead': 'a look at personal data is recorded before the answer, whatever the answer',
  'catalog.CopyCheck': 'copy that was refused is kept with its marked words (7.3.9)',
  'logistics.OfferRefusal': 'where nobody delivers is counted (8.1.2.at)',
  'trust.ClientUsage': 'what programs ask for is counted by the gateway and written once in a while',
  'orders.InterfaceUse': 'calls of the order interface are counted',
};

/** The audit's own rows: that something was refused, or looked at, is recorded. Nothing else of these tables is left out; that something was done would be seen. */
const AUDIT_ROWS: Readonly<Record<string, string>> = {
  Outbox: `type like '%.act-recorded.v1' and (payload like '%"kind":"read"%' or payload not like '%"outcome":"done"%')`,
  EventDelivery: "aggregate like 'act:%'",
};
const AUDIT_TABLES = new Set(['trust.AuditEntry', 'trust.AuditCheckRun']);

type Digests = Map<string, string>;
interface Known {
  changes: number;
  tables: Digests;
}

/** Whether anything has changed in any subgraph since the last look. */
export class ChangeWatch {
  readonly #platform: Platform;
  readonly #known = new Map<string, Known>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** The tables that have changed since the last call (all of them at the first), as `orders.Order`. */
  async changed(): Promise<string[]> {
    const changed: string[] = [];
    for (const name of this.#platform.subgraphs.keys()) {
      const known = this.#known.get(name);
      // SQLite counts what it wrote on this connection, also what was rolled back: where nothing was written nothing need be read.
      const changes = this.#platform.isSqlite ? Number((await this.#platform.rows(name, 'select total_changes() as n'))[0]!['n']) : NaN;
      if (known?.changes === changes) continue;
      const tables = await this.#digests(name);
      for (const [table, digest] of tables) if (known?.tables.get(table) !== digest) changed.push(`${name}.${table}`);
      this.#known.set(name, { changes, tables });
    }
    return changed;
  }

  /** Row count and content of every table that is not excepted. */
  async #digests(name: string): Promise<Digests> {
    const digests: Digests = new Map();
    const tables = await this.#platform.rows(name, this.#platform.isSqlite ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name" : 'select table_name as name from information_schema.tables where table_schema = database() order by 1');
    for (const { name: table } of tables as { name: string }[]) {
      if (`${name}.${table}` in NOT_BUSINESS || AUDIT_TABLES.has(`${name}.${table}`) || table === 'Lease') continue;
      const rows = await this.#platform.rows(name, `select * from "${table}"${AUDIT_ROWS[table] ? ` where not (${AUDIT_ROWS[table]})` : ''} order by 1`);
      digests.set(table, `${rows.length}:${createHash('sha256').update(JSON.stringify(rows)).digest('hex')}`);
    }
    return digests;
  }
}
