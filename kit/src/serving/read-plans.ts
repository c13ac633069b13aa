import { readFileSync } from 'node:fs';
import type { Orm } from '../data/orm.ts';
import { z } from '../rules/validate.ts';

/** Tables that grow with trade, and statements that may read one whole, each with its reason: by room. */
const scans = z.record(
  z.string(),
  z.object({ growing: z.array(z.string()), mayRead: z.array(z.object({ statement: z.string(), why: z.string() })) }),
);
const SCANS = scans.parse(JSON.parse(readFileSync(new URL('../../../tools/scans.json', import.meta.url), 'utf8')));
const FRAMES = 60;
/** A table in a plan. */
const READ = /^(?:SCAN|SEARCH) (\w+)/;
const READS = /^\s*(?:select|update|delete|with)\b/i;
/** Some of many, the newest first. */
const NEWEST = /order by "(?:id|\w+AtMs)" desc[^()]* limit \?$/;
const HOUSE = /[/](?:kit|subgraphs|tests|sandbox)[/].*?\.ts/;
const OF_A_TEST = /\.(?:spec|fixture)\.ts|[/]sandbox[/]/;
const PASSES_ON = /[/]kit[/]src[/](?:data|serving[/](?:read-plans|testing))/;

/** The same statement with other values has the same shape. */
const shapeOf = (sql: string): string =>
  sql
    .replaceAll(/'(?:[^']|'')*'/g, '?')
    .replaceAll(/\b\d+(?:\.\d+)?\b/g, '?')
    .replaceAll(/\?(?:, \?)+/g, '?, …');

/**
 * The files that called, nearest first, as they stand there: a stack in words is looked up in source maps, line by
 * line.
 */
function callers(): (string | null | undefined)[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  let files: (string | null | undefined)[] = [];
  Error.prepareStackTrace = (_error, sites) => void (files = sites.map((site) => site.getFileName()));
  Error.stackTraceLimit = FRAMES;
  // Prepared when it is read.
  void new Error('here').stack;
  Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  return files;
}

/** Whether a test itself sent what is sent now, and not the code under it. */
function isSentByTest(): boolean {
  const nearest = callers().find((file) => file && HOUSE.test(file) && !PASSES_ON.test(file));
  return Boolean(nearest && OF_A_TEST.test(nearest));
}

/** Which tables a statement calls by which names. */
function tablesOf(sql: string): Map<string, string> {
  const named = sql.matchAll(/\b(?:from|join|update)\s+["`](\w+)["`](?:\s+as\s+["`](\w+)["`])?/gi);
  return new Map([...named].map(([, table = '', alias]) => [alias ?? table, table]));
}

/**
 * Reads the plan of every statement that the specs of a room have run, on SQLite, whose planner goes by the indexes
 * alone: none may read a table from end to end that grows with trade. A page of a list, in the order of an index, is
 * read no further than it is long; so the newest of one party's or of one state's rows are read in the order of an
 * index too, and are no more to read when there are years of them.
 */
export class PlansRead {
  readonly #room: string;
  readonly #seen = new Map<string, string | null>();
  constructor(room: string) {
    this.#room = room;
  }
  note(sql: string): void {
    if (!READS.test(sql)) return;
    const shape = shapeOf(sql);
    if (!this.#seen.has(shape)) this.#seen.set(shape, isSentByTest() ? null : sql);
  }
  /** What reads a growing table whole. */
  async scans(orm: Orm): Promise<string[]> {
    const { growing, mayRead } = SCANS[this.#room] ?? { growing: [], mayRead: [] };
    const found: string[] = [];
    for (const [shape, sql] of this.#seen) {
      if (sql === null || mayRead.some(({ statement }) => shape.includes(statement))) continue;
      const tables = tablesOf(sql);
      const plan = await orm.em.getConnection().execute<{ detail: string }[]>(`explain query plan ${sql}`);
      const isSorted = plan.some(({ detail }) => /TEMP B-TREE FOR (?!LAST)/.test(detail));
      const isAllForNewest =
        isSorted && NEWEST.test(shape) && plan.filter(({ detail }) => READ.test(detail)).length === 1;
      for (const { detail } of plan) {
        const [, name, index] = (isAllForNewest ? READ : /^SCAN (\w+)( USING)?/).exec(detail) ?? [];
        const table = tables.get(name ?? '') ?? name ?? '';
        const isPage = shape.includes('limit ?') && !isSorted && (index || !shape.includes(' where '));
        if (!growing.includes(table) || isPage) continue;
        found.push(`${table}: ${shape}`);
      }
    }
    return found;
  }
}
