import { getNamedType, isNonNullType, Kind, typeFromAST, visit, type FieldNode, type GraphQLInputType } from 'graphql';
import { createConnection, type Connection } from 'mysql2/promise';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { operationOf } from '@heitu/tools/document-marks';
import { documentsOf, SETS, textOf, type SetDocument } from '@heitu/tools/documents';
import { ownIds } from '../contract/attacks.fixture.ts';
import { readCountyIds } from '../contract/county-ids.fixture.ts';
import { readPublicSchema } from '../contract/operations.fixture.ts';
import { plausible } from '../contract/plausible.fixture.ts';
import { startTestPlatform, type Platform, type Row } from '../contract/platform.fixture.ts';
import { cpuSecondsOf } from './cpu.ts';
import { databasePid } from './platform.ts';

/** What a page or a job read and took, in one county. */
export interface Cost {
  rows: number;
  cpuMs: number;
}
/** One that costs more in the old county. */
export interface Grown {
  name: string;
  month: Cost;
  years: Cost;
}
export interface YearsReport {
  orders: { month: number; years: number };
  pages: number;
  jobs: number;
  /** Pages that nobody was answered, each with why: they are not measured. */
  notAsked: { name: string; why: string }[];
  cpuRatio: number;
  grown: Grown[];
}

const DAYS_A_MONTH = 30;
const DAYS_A_YEAR = 365;
/** So much of CPU and of rows is no growth. */
const RATIO_MAX = 1.3;
/** Of a page of twenty that hangs on chance: who bought how often. */
const ROWS_FREE = 300;
const ROUNDS = 5;
const BACKLOG_MAX = 100;
/** Who opens the pages of a set: the first who is answered. */
const READERS: Readonly<Record<string, readonly string[]>> = {
  shop: ['consumer', 'anonymous'],
  seller: ['seller-owner', 'station-agent', 'consumer'],
  courier: ['courier'],
  carrier: ['carrier-manager'],
  admin: [
    'operator-admin',
    'regulator',
    'finance',
    'mediator',
    'reviewer',
    'industry-body',
    'carrier-manager',
    'seller-owner',
  ],
  site: ['anonymous'],
};

const api = readPublicSchema();

/** What a page asks with: each variable that it needs or that names a thing, as its first root field takes it. */
function variablesOf({ document }: SetDocument, idAt: Parameters<typeof plausible>[2]): Row {
  const roots = api.getQueryType()!.getFields();
  const uses = new Map(
    rootFields(document).flatMap((field) =>
      (field.arguments ?? []).flatMap(({ name, value }) =>
        value.kind === Kind.VARIABLE
          ? [[value.name.value, { operation: field.name.value, argument: name.value }] as const]
          : [],
      ),
    ),
  );
  const variables: Row = {};
  for (const { variable, type: asked, defaultValue } of operationOf(document).variableDefinitions ?? []) {
    const name = variable.name.value;
    const use = uses.get(name);
    const known = use && roots[use.operation]!.args.find((one) => one.name === use.argument);
    const type = typeFromAST(api, asked) as GraphQLInputType;
    const isNeeded = isNonNullType(type) && !defaultValue;
    if (isNeeded || getNamedType(type).name === 'ID')
      variables[name] = plausible(use?.operation ?? '', { name: known?.name ?? name, type }, idAt);
  }
  return variables;
}
function rootFields(document: SetDocument['document']): FieldNode[] {
  const found: FieldNode[] = [];
  visit(document, {
    Field(node) {
      found.push(node);
      return false;
    },
  });
  return found;
}

/** Counts what the database read, and what CPU it and this process used. */
class Meter {
  readonly #sql: Connection;
  readonly #database: number;
  constructor(sql: Connection, database: number) {
    this.#sql = sql;
    this.#database = database;
  }
  async #rows(): Promise<number> {
    const [rows] = await this.#sql.query("show global status like 'Handler_read%'");
    return (rows as { Value: string }[]).reduce((sum, { Value }) => sum + Number(Value), 0);
  }
  async of(work: () => Promise<unknown>, rounds: number): Promise<Cost> {
    const idle = await this.#rows();
    const [before, own, cpu] = [await this.#rows(), process.cpuUsage(), cpuSecondsOf(this.#database)];
    for (let round = 0; round < rounds; round++) await work();
    const { user, system } = process.cpuUsage(own);
    const cpuMs = (user + system) / 1000 + (cpuSecondsOf(this.#database) - cpu) * 1000;
    const rows = (await this.#rows()) - before - (before - idle);
    return { rows: Math.max(0, Math.round(rows / rounds)), cpuMs: Math.round((cpuMs / rounds) * 10) / 10 };
  }
}

async function pagesOf(
  platform: Platform,
  meter: Meter,
  costs: Map<string, Cost>,
  notAsked: Map<string, string>,
): Promise<void> {
  const ids = await readCountyIds(platform);
  for (const set of SETS)
    for (const page of documentsOf(set).filter(({ kind }) => kind === 'query')) {
      const name = `${set.name}: ${operationOf(page.document).name?.value}`;
      const why: string[] = [];
      for (const role of READERS[set.name] ?? []) {
        const { token } = platform.callers.find((caller) => caller.role === role)!;
        const actor = token ? await platform.actorOf(token) : ANONYMOUS;
        const variables = variablesOf(page, ownIds(ids, actor, role === 'operator-admin' || role === 'regulator'));
        const ask = () => platform.post(token, textOf(page.document), variables);
        const { errors } = await ask();
        if (errors?.[0]) {
          why.push(`${role}: ${errors[0].message}`);
          continue;
        }
        costs.set(name, await meter.of(ask, ROUNDS));
        break;
      }
      if (!costs.has(name)) notAsked.set(name, why.join('; '));
    }
}

const jobNames = (subgraph: string): string[] => [
  ...MANIFESTS.find(({ name }) => name === subgraph)!.jobs.map(({ name }) => name),
  'housekeeping',
  'relay',
];
/** What the county was loaded with is taken up first, a month at a time by some: until a run reads as much as the last. */
async function jobsOf(platform: Platform, meter: Meter, costs: Map<string, Cost>): Promise<void> {
  for (const [name, subgraph] of platform.subgraphs)
    for (const job of jobNames(name)) {
      const run = () => meter.of(() => subgraph.runOnce(job), 1);
      let [before, cost] = [await run(), await run()];
      for (let i = 0; i < BACKLOG_MAX && cost.rows !== before.rows; i++) [before, cost] = [cost, await run()];
      costs.set(`job ${name}/${job}`, cost);
    }
}

async function measure(serverUrl: string, days: number, orders: number, tell: (line: string) => void) {
  const sql = await createConnection(serverUrl);
  const costs = new Map<string, Cost>();
  const notAsked = new Map<string, string>();
  tell(`a county of ${days} days and ${orders} orders`);
  const platform = await startTestPlatform({ mariaDb: 'heitu_years', orders, days });
  try {
    const meter = new Meter(sql, await databasePid(sql));
    tell('its jobs');
    await jobsOf(platform, meter, costs);
    tell('its pages');
    await pagesOf(platform, meter, costs, notAsked);
  } finally {
    await platform.close();
    await sql.end();
  }
  return { costs, notAsked };
}

const sum = (costs: ReadonlyMap<string, Cost>): number =>
  [...costs.values()].reduce((total, { cpuMs }) => total + cpuMs, 0);

/**
 * A county of a month beside one of years, in which as much is sold each month: what of its pages and jobs reads more
 * there.
 */
export async function runYears(
  serverUrl: string,
  { years, orders, tell = () => {} }: { years: number; orders: number; tell?: (line: string) => void },
): Promise<YearsReport> {
  const many = Math.round((orders * years * DAYS_A_YEAR) / DAYS_A_MONTH);
  const month = await measure(serverUrl, DAYS_A_MONTH, orders, tell);
  const old = await measure(serverUrl, years * DAYS_A_YEAR, many, tell);
  const grown = [...old.costs].flatMap(([name, cost]) => {
    const young = month.costs.get(name);
    return young && cost.rows > RATIO_MAX * young.rows + ROWS_FREE ? [{ name, month: young, years: cost }] : [];
  });
  return {
    orders: { month: orders, years: many },
    pages: [...old.costs.keys()].filter((name) => !name.startsWith('job ')).length,
    jobs: [...old.costs.keys()].filter((name) => name.startsWith('job ')).length,
    notAsked: [...old.notAsked].map(([name, why]) => ({ name, why })),
    cpuRatio: Math.round((sum(old.costs) / sum(month.costs)) * 100) / 100,
    grown: grown.toSorted((one, other) => other.years.rows - one.years.rows),
  };
}
