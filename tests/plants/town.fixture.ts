import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { gatherFigures, type Verdict } from '@heitu/kit/rules/evidence';
import { must } from '@heitu/kit/rules/checked';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { clauseOf, isClauseRef, type ClauseId, type SubgraphName } from '@heitu/standard';
import { reportOf, type ReportedClause } from '@heitu/trust';
import { DAY_WITH_SOME_OF_EACH, startTestPlatform, type Platform, type Row } from '../contract/platform.fixture.ts';
import { mutationText } from '../journeys/client.ts';
import { World } from '../journeys/world.ts';

const TOLD_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 5;
const REPORTED_DAYS = 45;

/** The whole platform with the demo county, where somebody does something, or nobody does, and an entry turns. */
export interface Town {
  platform: Platform;
  world: World;
  /** Does a mutation as somebody of a role, which must succeed; answers the fields that are asked for. */
  act(who: string | Actor, subgraph: SubgraphName, mutation: string, input: Row, select?: string): Promise<Row>;
  ask(who: string | Actor, subgraph: SubgraphName, query: string, variables: Row): Promise<Row>;
  /** A file handed in or opened, as somebody; answers what comes back. */
  edge(
    who: string | Actor,
    subgraph: SubgraphName,
    method: string,
    path: string,
    body?: string | Buffer,
  ): Promise<string>;
  asPeer(name: string, subgraph: SubgraphName, mutation: string, input: Row): Promise<Row>;
  rows(subgraph: SubgraphName, sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** One entry as the report of the last six weeks tells it. */
  entry(clause: ClauseId): Promise<ReportedClause>;
  verdict(clause: ClauseId): Promise<Verdict>;
  /** Whom somebody of a role acts for. */
  partyOf(role: string): Promise<string>;
  idOf(role: string): string;
  /** The clock as it stood when the town was opened. */
  atStart(): Promise<void>;
  now(): Promise<number>;
  /** Time goes on; nothing else does, but that the gateway tells of the hour that is over. */
  later(days: number): Promise<void>;
  /** What is due by itself is done, everywhere; or only one job of each room. */
  rounds(only?: string): Promise<void>;
  close(): Promise<void>;
}

export async function openTown(): Promise<Town> {
  const platform = await startTestPlatform({ startsAt: DAY_WITH_SOME_OF_EACH });
  const world = new World(platform.sandbox.urls.control);
  const actors = new Map<string, Actor>();
  for (const { role, token } of platform.callers) if (token) actors.set(role, await platform.actorOf(token));
  const beganMs = (await world.now()).getTime();
  const room = (name: SubgraphName) => must(platform.subgraphs.get(name), name);
  const now = async () => (await world.now()).getTime();

  const run = async (actor: Actor, subgraph: SubgraphName, mutation: string, input: Row, select: string) => {
    const { execute, built } = room(subgraph);
    const { text, takesRequestId } = mutationText(built.schema, mutation, select);
    const variables = { input: { ...(takesRequestId && { requestId: randomUUID() }), ...input } };
    const { data, errors } = await execute({ query: text, variables }, actor, randomUUID());
    const done = data?.[mutation] as Row | undefined;
    if (errors?.length || !done || 'refusalCode' in done)
      throw new Error(`${mutation}: ${JSON.stringify(errors ?? done)}`);
    return done;
  };

  const entry = async (clause: ClauseId): Promise<ReportedClause> => {
    const nowMs = await now();
    const period = { fromMs: nowMs - REPORTED_DAYS * DAY_MS, toMs: nowMs + 1 };
    const evidence = new Map(
      await Promise.all(
        MANIFESTS.map(async ({ name, evidence: table }) => {
          const own = Object.fromEntries(
            Object.entries(table).filter(([ref]) => isClauseRef(ref) && clauseOf(ref).id === clause),
          );
          const context = room(name as SubgraphName).contextFor({ kind: 'peer', id: 'trust', grants: [] }, 'evidence');
          return [name as SubgraphName, await gatherFigures(own, context, period)] as const;
        }),
      ),
    );
    return must(
      reportOf(evidence).find((row) => row.clause === clause),
      clause,
    );
  };

  const gateway = await gatewayOf(platform);
  const moveClock = async (to: Row): Promise<void> => {
    await world.post('/clock', to);
    await gateway.hasTold(await now());
  };

  return {
    platform,
    act: (who, subgraph, mutation, input, select = '__typename') =>
      run(typeof who === 'string' ? must(actors.get(who), who) : who, subgraph, mutation, input, select),
    async ask(who, subgraph, query, variables) {
      const actor = typeof who === 'string' ? must(actors.get(who), who) : who;
      const { data, errors } = await room(subgraph).execute({ query, variables }, actor, randomUUID());
      if (errors?.length || !data) throw new Error(JSON.stringify(errors));
      return data as Row;
    },
    world,
    async edge(who, subgraph, method, path, body = '') {
      const actor = typeof who === 'string' ? must(actors.get(who), who) : who;
      const url = new URL(path, 'http://town');
      const sent = { method, path: url.pathname, query: Object.fromEntries(url.searchParams), headers: {} };
      const answer = await room(subgraph).edge({ ...sent, body: Buffer.from(body) }, actor, randomUUID());
      if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${String(answer.body)}`);
      return String(answer.body);
    },
    asPeer: (name, subgraph, mutation, input) =>
      run({ kind: 'peer', id: name, grants: [] }, subgraph, mutation, input, '__typename'),
    rows: platform.rows,
    entry,
    verdict: async (clause) => (await entry(clause)).standing,
    partyOf: async (role) => {
      const actor = must(actors.get(role), role);
      return must(actor.grants.find((grant) => grant.role === role)?.partyId, `whom ${role} acts for`);
    },
    idOf: (role) => must(actors.get(role), role).id,
    atStart: () => moveClock({ setTo: new Date(beganMs).toISOString(), force: true }),
    now,
    later: (days) => moveClock({ advanceMs: Math.round(days * DAY_MS) }),
    async rounds(only) {
      for (let round = 0; round < 3; round++)
        for (const subgraph of platform.subgraphs.values()) await subgraph.runOnce(only);
    },
    close: () => platform.close(),
  };
}

/** The town's own gateway: it tells of the hour that is over when the first request of another one comes. */
async function gatewayOf({ url, rows }: Platform): Promise<{ hasTold(nowMs: number): Promise<void> }> {
  const hoursNow = () => rows('trust', 'select process, hourMs, toldAtMs from RefusalHour order by id');
  const until = async (hasTold: () => Promise<boolean>): Promise<void> => {
    for (const endMs = performance.now() + TOLD_WITHIN_MS; performance.now() < endMs; await sleep(LOOK_EVERY_MS))
      if (await hasTold()) return;
    throw new Error('the gateway did not tell of its hours');
  };
  await until(async () => (await hoursNow()).length > 0);
  const [first] = await hoursNow();
  return {
    async hasTold(nowMs) {
      const hourMs = nowMs - (nowMs % HOUR_MS);
      await until(async () => {
        // A process may read the clock as it stood a moment ago.
        await fetch(`${url}/edges/nowhere/nothing`);
        const hours = await hoursNow();
        const own = hours.filter(({ process }) => process === first?.['process']);
        const isBegun = own.some((hour) => hour['hourMs'] === hourMs);
        return isBegun && own.every((hour) => hour['toldAtMs'] !== null || hour['hourMs'] === hourMs);
      });
    },
  };
}
