import type { Actor } from '@heitu/kit/rules/actor';
import { newId } from '@heitu/kit/rules/ids';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import type { Platform, Row } from './platform.fixture.ts';

/** A platform that stands still but for what is fired at it, with what stands in it, but for ids, times and secrets. */
export interface County {
  subgraphs: ReadonlyMap<string, RunningSubgraph>;
  rows: Platform['rows'];
  /** What an actor does there, beside what is tried. */
  act(subgraph: string, actor: Actor, query: string, variables: Row): Promise<Record<string, Row | null | undefined>>;
  /** The sandbox's controls. */
  outside(path: string, body: Row): Promise<Row>;
  /** The first row, which must be there. */
  one(subgraph: string, sql: string, parameters?: unknown[]): Promise<Row>;
  tablesOf(subgraph: string): string[];
  /** The compared tables that were written to since the last call, where that is known. */
  takeWritten(subgraph: string): ReadonlySet<string>;
  /** The rows of a table but for ids, times and secrets, sorted. */
  shapeOf(subgraph: string, table: string): Promise<string[]>;
}

/** Kept by kit for itself; counts of time; tries and turns, which are counted before they are judged. */
const NOT_COMPARED = new Set([
  'PlacingTurn',
  'PhoneCode',
  'LoginGuard',
  'Lease',
  'Inbox',
  'CallTaken',
  'LoadHour',
  'RefusalHour',
  'ProbedDay',
  'SoftwareDay',
  'SoftwareTeller',
  'ClientUsage',
  'EventDelivery',
  'AuditEntry',
  'AuditSeal',
  'AuditHead',
  'AuditCheckRun',
  'PersonalDataRead',
  'SignInAttempt',
  'RequestClaim',
  'PersonKey',
]);
/** That something was refused is on record once for each refusal: the answers are compared anyway. */
const NO_ACT = `type not like '%.act-recorded.v1'`;

/** One county lies in MariaDB, the other in SQLite: the report of a month says until when its own is supported. */
const SEEN_AS: Readonly<Record<string, string>> = {
  'StoredFile.sizeBytes': `case when purpose = 'month-report' then 0 else "sizeBytes" end`,
};

interface Column {
  name: string;
  compared: boolean;
}

type Tables = Map<string, Map<string, Column[]>>;

function tablesIn(platform: Platform): Tables {
  const tables: Tables = new Map();
  for (const [name, subgraph] of platform.subgraphs) {
    const all = [...subgraph.orm.getMetadata().getAll().values()].filter(
      ({ tableName }) => tableName && !NOT_COMPARED.has(tableName),
    );
    tables.set(
      name,
      new Map(
        all.map((meta) => [
          meta.tableName,
          meta.props.map((prop) => ({ name: prop.fieldNames[0]!, compared: isCompared(prop as never) })),
        ]),
      ),
    );
  }
  return tables;
}

export function countyOf(platform: Platform): County {
  const tables = tablesIn(platform);
  return {
    subgraphs: platform.subgraphs,
    rows: platform.rows,
    async act(subgraph, actor, query, variables) {
      const { data, errors } = await platform.subgraphs
        .get(subgraph)!
        .execute({ query, variables }, actor, newId(Date.now()));
      if (errors) throw new Error(JSON.stringify(errors));
      return data as never;
    },
    async outside(path, body) {
      const response = await fetch(`${platform.sandbox.urls.control}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Row;
    },
    async one(subgraph, sql, parameters) {
      const [row] = await platform.rows(subgraph, sql, parameters);
      if (!row) throw new Error(`${subgraph} has no row of: ${sql}`);
      return row;
    },
    tablesOf: (subgraph) => [...tables.get(subgraph)!.keys()],
    takeWritten: (subgraph) =>
      new Set([...(platform.takeWritten(subgraph) ?? [])].filter((table) => tables.get(subgraph)!.has(table))),
    async shapeOf(subgraph, table) {
      const columns = tables.get(subgraph)!.get(table)!;
      const seen = columns.map(({ name, compared }) =>
        compared ? (SEEN_AS[`${table}.${name}`] ?? `"${name}"`) : `case when "${name}" is null then 0 else 1 end`,
      );
      const where = table === 'Outbox' ? ` where ${NO_ACT}` : '';
      const rows = await platform.rows(
        subgraph,
        `select ${seen.map((text, at) => `${text} as c${at}`).join(', ')} from "${table}"${where}`,
      );
      return rows
        .map((row) =>
          JSON.stringify(
            columns.map((_column, at) => (typeof row[`c${at}`] === 'boolean' ? Number(row[`c${at}`]) : row[`c${at}`])),
          ),
        )
        .sort();
    },
  };
}

/** States, kinds, counts and flags; of ids, times, texts and secrets only whether they are there. */
function isCompared(prop: {
  name: string;
  type?: string;
  columnTypes?: string[];
  length?: number;
  primary?: boolean;
}): boolean {
  if (prop.primary || prop.name === 'lastStep') return false;
  const type = (prop.columnTypes?.[0] ?? '').toLowerCase();
  if (/^(tinyint|boolean|int|integer|smallint)/.test(type)) return true;
  return prop.length === 40 && !/[nN]umber$|code$|Code$|plate|merchant|holder/.test(prop.name);
}

/** What the two have in different numbers in each of these tables: by table, each row that only one of them has. */
export async function differences(
  one: County,
  other: County,
  subgraph: string,
  tables: Iterable<string>,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const table of tables) {
    const [here, there] = await Promise.all([one.shapeOf(subgraph, table), other.shapeOf(subgraph, table)]);
    const left = new Map<string, number>();
    for (const row of here) left.set(row, (left.get(row) ?? 0) + 1);
    for (const row of there) left.set(row, (left.get(row) ?? 0) - 1);
    found.set(
      `${subgraph}.${table}`,
      [...left]
        .filter(([, count]) => count !== 0)
        .map(([row, count]) => `${count > 0 ? 'only at once' : 'only in turn'}: ${row}`)
        .sort(),
    );
  }
  return found;
}
