import { randomUUID } from 'node:crypto';
import type { Actor } from '@heitu/kit/rules/actor';
import { newId } from '@heitu/kit/rules/ids';
import { verdictOf } from './answers.fixture.ts';
import type { County } from './at-once-county.fixture.ts';
import { documentOf, inputOf, type RootField } from './operations.fixture.ts';
import { plausible } from './plausible.fixture.ts';
import { unknownId } from './county-ids.fixture.ts';
import type { Row } from './platform.fixture.ts';

/** How often a mutation is fired. */
export const TIMES = 6;

/** How one mutation is made to succeed on the demo county. */
export interface Case {
  subgraph: string;
  /** Where the row stands, if not in the mutation's own subgraph. */
  at?: string;
  /** What the mutation is aimed at, by a text that ends with its order: each way of firing takes the next row. */
  find?: string;
  /** Statements with the row's columns as `:name`: wind the row back to where the mutation is possible. */
  back?: readonly (readonly [subgraph: string, sql: string])[];
  /** Who may do it to that row. */
  as: (row: Row) => Actor;
  /** What is not plausible by itself. `whole`: nothing is filled in beside it but the request id. */
  input?: (row: Row, county: County, way: number) => Row | Promise<Row>;
  whole?: boolean;
}

/** What each of the calls was told, sorted. */
export type Told = string[];

/** The same row in each county: they were loaded alike, and what one of them went through the other has too. */
export async function aimOf(
  county: County,
  { subgraph, at = subgraph, find, back = [] }: Case,
  way: number,
): Promise<Row> {
  const rows = find ? await county.rows(at, `${find} limit 3`) : [{}];
  const row = rows[way] ?? rows[0];
  if (!row) throw new Error(`the county has no row ${way} of: ${find}`);
  for (const [on, sql] of back) {
    const names = [...sql.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    await county.rows(
      on,
      sql.replaceAll(/:\w+/g, '?'),
      names.map((name) => row[name]),
    );
  }
  return row;
}

/** Another person with the same roles and rights: the second manager, the second clerk. A program has no second one. */
export const twinOf = (actor: Actor, id: string): Actor =>
  actor.kind === 'client' ? actor : { ...actor, id, ...(actor.sessionId && { sessionId: unknownId('session') }) };

export async function callsOf(
  county: County,
  mutation: RootField,
  one: Case,
  row: Row,
  way: number,
  requestId?: string,
): Promise<() => Row> {
  const given = (await one.input?.(row, county, way)) ?? {};
  return () => {
    if (!mutation.args[0]) return {};
    const filled = one.whole
      ? {}
      : (plausible(mutation.name, mutation.args[0], ({ field }) => unknownId(field)) as Row);
    return {
      input: { ...filled, ...given, ...('requestId' in inputOf(mutation) && { requestId: requestId ?? randomUUID() }) },
    };
  };
}

/** Fires the same call; each of the actors makes its share. */
export async function fire(
  county: County,
  mutation: RootField,
  subgraph: string,
  actors: readonly Actor[],
  variables: () => Row,
  times: number,
  atOnce: boolean,
): Promise<Told> {
  const query = documentOf('mutation', mutation);
  const call = async (i: number): Promise<string> => {
    const answer = await county.subgraphs
      .get(subgraph)!
      .execute({ query, variables: variables() }, actors[i % actors.length]!, newId(Date.now()));
    const { outcome, code, message, faults } = verdictOf({ status: 200, ...answer } as never, mutation);
    if (faults.length > 0) return `FAULT ${faults.join('; ')}`;
    return outcome === 'accepted' ? 'ok' : outcome === 'refused' ? code! : `${code}: ${message}`;
  };
  const told: string[] = [];
  if (atOnce) told.push(...(await Promise.all(Array.from({ length: times }, (_, i) => call(i)))));
  else for (let i = 0; i < times; i += 1) told.push(await call(i));
  return told.sort();
}
