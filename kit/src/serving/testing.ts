import { createConnection } from 'mysql2/promise';
import { pino } from 'pino';
import { isRecord } from '../rules/checked.ts';
import { type Actor, type Grant } from '../rules/actor.ts';
import type { EventEnvelope } from '../messages/event.ts';
import { memoryBlobStore } from '../privacy/files.ts';
import { newId } from '../rules/ids.ts';
import { createKeyRing, KEY_BYTES } from '../privacy/key-ring.ts';
import { keepForNext, openInMemory } from '../data/memory-databases.ts';
import { openDatabase } from '../data/orm.ts';
import type { GraphAnswer, Transport } from '../messages/peers.ts';
import { PlansRead } from './read-plans.ts';
import { runSubgraph, type RunningSubgraph } from './running.ts';
import { generateSigningKey, privateKeyOf } from '../messages/signing.ts';
import { builtSubgraph, type Manifest } from './subgraph.ts';

/** A subgraph alone, on SQLite in memory, with peers answered by functions: for a room's own tests. */
export interface TestSubgraph {
  subgraph: RunningSubgraph;
  /** Moves and tells the time. */
  clock: { now(): number; advance(ms: number): void; set(iso: string): void };
  /** Events that this subgraph has sent, in order; relayed nowhere. */
  sent: { consumer: string; event: EventEnvelope }[];
  /** SQL statements since the last `statements.reset()`, without begin and commit. */
  statements: { count(): number; list(): string[]; reset(): void };
  /** Runs an operation; throws where `errors` came back, unless asked for them. */
  graph<Data = Record<string, never>>(actor: Actor, query: string, variables?: Record<string, unknown>): Promise<Data>;
  graphWithErrors(actor: Actor, query: string, variables?: Record<string, unknown>): Promise<GraphAnswer>;
  /** Delivers an event as `from` would. */
  receive(from: string, type: string, payload: object, id?: string): Promise<void>;
  close(): Promise<void>;
}

/** The rows of a connection that was answered. */
export const nodesOf = ({ edges }: { edges: readonly { node: any }[] }): any[] => edges.map(({ node }) => node);
/** A picture of 8 by 6 pixels, PNG. */
export const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQI12MoX2WMFTEMpAQAu6Q/wZffgfwAAAAASUVORK5CYII=',
  'base64',
);
/** The smallest photo that can be opened, as an act that waits on a phone carries it. */
export const TINY_PHOTO = [
  'data:image/jpeg;base64,',
  '/9j/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/2wBD',
  'ASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAACAAID',
  'ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAA',
  'AP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJAB/9k=',
].join('');
export const account = (id: string, ...grants: Grant[]): Actor => ({ kind: 'account', id, grants });

/** Makes a database of this name anew on a server that is the tests' own; its URL. */
export async function freshDatabase(serverUrl: string | undefined, name: string): Promise<string> {
  if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
  const connection = await createConnection(serverUrl);
  await connection.query(`drop database if exists ${name}`);
  await connection.query(`create database ${name} character set utf8mb4 collate utf8mb4_bin`);
  await connection.end();
  return `${serverUrl}/${name}`;
}
/** Sends so many at once; what they were told, and how many each: `{ ok: 1, TAKEN: 5 }`. */
export async function toldAtOnce(
  calls: readonly (() => Promise<{ code?: string }>)[],
): Promise<Record<string, number>> {
  const answers = await Promise.all(calls.map((call) => call()));
  const told = Map.groupBy(answers, ({ code }) => code ?? 'ok');
  return Object.fromEntries([...told].map(([code, all]) => [code, all.length]));
}

export interface TestOptions {
  /** Answers of peers: by subgraph, a function of the document and variables that returns `data`. */
  peers?: Record<string, (document: string, variables: Record<string, unknown>) => Promise<unknown> | unknown>;
  services?: unknown;
  settings?: Record<string, string>;
  at?: string;
  /** A database of the test's own; standard: SQLite in memory. */
  url?: string;
  logLevel?: string;
  /** Makes the schema from the entities on a server too: for a manifest that has no migrations. */
  makeSchema?: boolean;
  /** What its files hold, to be looked into. */
  blobs?: Map<string, Buffer>;
}

/** Peers answered by functions; events are kept, and whatever is asked beyond that fails. */
function testTransport(peers: TestOptions['peers'], sent: TestSubgraph['sent']): Transport {
  return {
    async execute(to, request) {
      const answer = peers?.[to];
      if (!answer) throw new Error(`the test has no peer ${to}`);
      const data = await answer(request.query, { ...request.variables });
      return { data: isRecord(data) ? data : null };
    },
    async deliver(consumer, events) {
      for (const event of events) sent.push({ consumer, event });
      return events.map(({ id }) => ({ id, ok: true as const }));
    },
    edge: async () => ({ status: 404 }),
    authenticate: async () => null,
  };
}

function clockAt(at: string): TestSubgraph['clock'] {
  let nowMs = Date.parse(at);
  return {
    now: () => nowMs,
    advance: (ms) => void (nowMs += ms),
    set: (iso) => void (nowMs = Date.parse(iso)),
  };
}

/** What was sent since the last reset, and the plans of all that was. */
function watched(room: string) {
  const seen: string[] = [];
  const plans = new PlansRead(room);
  const onStatement = (sql: string) => {
    if (/^(begin|commit|rollback|savepoint|release|pragma|explain)/i.test(sql)) return;
    seen.push(sql);
    plans.note(sql);
  };
  return { seen, plans, onStatement };
}

export async function testSubgraph(manifest: Manifest, options: TestOptions = {}): Promise<TestSubgraph> {
  const clock = clockAt(options.at ?? '2026-11-25T02:00:00Z');
  const { seen, plans, onStatement } = watched(manifest.name);
  const sent: TestSubgraph['sent'] = [];
  const transport = testTransport(options.peers, sent);
  const { url } = options;
  const database = { name: manifest.name, entities: manifest.entities, onStatement };
  const orm = url
    ? await openDatabase({ ...database, url, migrationsPath: manifest.migrationsPath })
    : await openInMemory(database);
  if (options.makeSchema) await orm.schema.update({ safe: true });
  const subgraph = await runSubgraph({
    manifest: options.services === undefined ? manifest : { ...manifest, services: () => options.services },
    built: builtSubgraph(manifest),
    orm,
    clock,
    transport,
    ring: createKeyRing([Buffer.alloc(KEY_BYTES, 7)]),
    blobs: memoryBlobStore(options.blobs),
    log: pino({ level: options.logLevel ?? 'silent' }),
    settings: options.settings ?? {},
    signer: () => ({ name: manifest.name, privateKey: privateKeyOf(generateSigningKey().privatePem) }),
  });
  const graphWithErrors = (actor: Actor, query: string, variables: Record<string, unknown> = {}) =>
    subgraph.execute({ query, variables }, actor, newId(clock.now()));
  return {
    subgraph,
    clock,
    sent,
    graphWithErrors,
    statements: { count: () => seen.length, list: () => [...seen], reset: () => void (seen.length = 0) },
    async graph<Data>(actor: Actor, query: string, variables: Record<string, unknown> = {}) {
      const answer = await graphWithErrors(actor, query, variables);
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      // Its test says what it asked for.
      return answer.data as Data;
    },
    async receive(from, type, payload, id = newId(clock.now())) {
      const [result] = await subgraph.receive(
        [{ id, type, aggregateType: 'test', aggregateId: 'test', atMs: clock.now(), payload }],
        { kind: 'peer', id: from, grants: [] },
      );
      if (result && !result.ok) throw new Error(result.error);
    },
    async close() {
      const wasOpen = await orm.isConnected();
      const scans = url || !wasOpen ? [] : await plans.scans(orm);
      await subgraph.close();
      if (!url && wasOpen) keepForNext(manifest.entities, orm);
      if (scans.length > 0) throw new Error(`read whole, though it grows (tools/scans.json):\n${scans.join('\n')}`);
    },
  };
}
