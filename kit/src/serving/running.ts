import { randomBytes, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { commitWrites, compilerOf } from '../data/batch.ts';
import { learnKeptPlans } from '../data/calendar-years.ts';
import type { Context, ContextParts } from '../data/context.ts';
import type { ActRecord } from '../privacy/act-record.ts';
import { gather } from '../data/gather.ts';
import { EVENT_AGE_MAX_MS } from '../data/housekeeping.ts';
import { oneAtATime, prepareSchema, type Orm } from '../data/orm.ts';
import { eventWrites } from '../data/event-writes.ts';
import { createContext } from '../data/request-context.ts';
import { payloadOf, type EventEnvelope } from '../messages/event.ts';
import type { DeliveryResult, Transport } from '../messages/peers.ts';
import { receive } from '../messages/receive.ts';
import type { Signer } from '../messages/signing.ts';
import type { BlobStore } from '../privacy/files.ts';
import type { KeyRing } from '../privacy/key-ring.ts';
import { loadPersonKeys } from '../privacy/person-keys.ts';
import { ANONYMOUS, systemActor, type Actor } from '../rules/actor.ts';
import type { Clock } from '../rules/clock.ts';
import { idAt, newId } from '../rules/ids.ts';
import type { Secrets } from './config.ts';
import type { ContextOf, Doorway } from './doorway.ts';
import { createEdgeDoor, type AnswerEdge } from './edge-door.ts';
import { createGraphDoor, type Execute } from './graph-door.ts';
import { createRounds, type Rounds } from './rounds.ts';
import { builtSubgraph, type BuiltSubgraph, type Manifest } from './subgraph.ts';
import { UnderWay } from './under-way.ts';

export interface RunningSubgraph {
  readonly name: string;
  readonly built: BuiltSubgraph;
  readonly orm: Orm;
  /** A context as a request would have it: for seeding and tests. */
  contextFor(actor: Actor, operation: string): Context;
  execute: Execute;
  receive(events: readonly EventEnvelope[], from: Actor): Promise<DeliveryResult[]>;
  edge: AnswerEdge;
  authenticate(credentials: string): Promise<Actor | null>;
  ready(): Promise<boolean>;
  /** Begins relaying events and running jobs. */
  start(): void;
  /**
   * One round of relay and every job, now, or `only` one of them (a job's name, or `relay`): for tests that do not want
   * to wait.
   */
  runOnce(only?: string): Promise<number>;
  /** Ends relaying and jobs for good, so that another replica has their leases at once; still answers. */
  rest(): Promise<void>;
  /** Finishes what it began, then closes the database. */
  close(): Promise<void>;
}

export interface RunParts {
  manifest: Manifest;
  built?: BuiltSubgraph;
  orm: Orm;
  clock: Clock;
  log: Logger;
  ring: KeyRing;
  blobs: BlobStore;
  transport: Transport;
  settings: Readonly<Record<string, string | undefined>>;
  signer: () => Signer;
  /** Standard: what the settings say, else made anew at each start. */
  secrets?: Secrets;
  /** Who runs here: leases are held in this name. */
  holder?: string;
}

const secretsOf = (settings: RunParts['settings']): Secrets => ({
  secret: (variable, _file, make) => settings[variable] || make(),
  kept: (variable) => settings[variable],
  made: () => ({}),
});
const builtOf = ({ manifest, built }: RunParts): BuiltSubgraph => built ?? builtSubgraph(manifest);
const servicesOf = (parts: RunParts): unknown => {
  const { manifest, settings, clock, signer, secrets = secretsOf(settings) } = parts;
  return manifest.services({
    settings,
    now: () => new Date(clock.now()),
    signer,
    secrets,
    matrix: builtOf(parts).matrix,
  });
};

/** Writes acts that belong to no transaction durably into the outbox, those of one moment together. */
function createRecord({ manifest, orm, clock }: RunParts, parts: () => ContextParts<unknown>) {
  const { name, actRecorded: event } = manifest;
  return gather(async (acts: readonly ActRecord[]) => {
    if (!event) throw new Error(`${name} has no event to say what was read or refused`);
    const atMs = clock.now();
    const { keys, onCommit } = parts();
    const pending = acts.map((act) => ({
      id: newId(atMs),
      event,
      aggregate: { type: 'act', id: act.requestId },
      payload: payloadOf(event, act),
    }));
    await commitWrites(orm, eventWrites(compilerOf(orm), pending, atMs, keys.sealOwn));
    onCommit?.(new Set(event.consumers));
  });
}

interface Prepared extends Doorway {
  rounds: Rounds;
  own(operation: string): Context;
}
/** Opens a subgraph's rows for work: schema, keys, calendar, and what must exist. */
async function prepare(parts: RunParts): Promise<Prepared> {
  const { manifest, orm, clock, log, ring, blobs, transport, holder = holderName() } = parts;
  const { name, actRecorded } = manifest;
  const underWay = new UnderWay(log);
  const services = servicesOf(parts);
  let contextParts!: ContextParts<unknown>;
  let rounds!: Rounds;
  const record = createRecord(parts, () => contextParts);
  const contextOf: ContextOf = (actor, operation, requestId, call = {}) =>
    createContext(contextParts, { actor, requestId, operation, ...call });
  // What the platform does by itself is an act where it says to what it was done.
  const own = (operation: string) => contextOf(systemActor(name), operation, randomUUID(), { audited: 'named' });
  await oneAtATime(orm, 'prepare', async () => {
    await prepareSchema(orm);
    const keys = await loadPersonKeys({ name, orm, clock, ring });
    const onCommit = (consumers: Iterable<string>) => rounds.soon(consumers);
    const track = (work: Promise<unknown>) => void underWay.inBackground(work);
    const shared = { name, orm, clock, log, services, keys, blobs, transport };
    contextParts = { ...shared, actRecorded, onCommit, record, track };
    rounds = createRounds({ manifest, orm, clock, log, transport, keys, holder, own, underWay });
    await learnKeptPlans(orm);
    await manifest.prepare?.(own('prepare'));
  });
  return { name, log, contextOf, record, underWay, own, rounds };
}

export async function runSubgraph(parts: RunParts): Promise<RunningSubgraph> {
  const { manifest, orm, clock, log } = parts;
  const built = builtOf(parts);
  const prepared = await prepare(parts);
  const { name, contextOf, underWay, own, rounds } = prepared;
  const taking = (from: Actor): Parameters<typeof receive>[0] => ({
    reactions: manifest.reactions,
    contextFor: own,
    admit({ id, type }) {
      if (from.kind !== 'peer' || !type.startsWith(`${from.id}.`)) throw new Error(`${from.id} may not send ${type}`);
      const isKnown = id >= idAt(clock.now() - EVENT_AGE_MAX_MS);
      if (!isKnown) throw new Error('too old: whether it was applied is no longer known');
    },
    failed: (event, err) => log.error({ err, event: event.type, eventId: event.id }, 'an event was not applied'),
  });
  const rest = () => rounds.rest();
  return {
    name,
    built,
    orm,
    contextFor: (actor, operation) => contextOf(actor, operation, randomUUID()),
    execute: createGraphDoor(built.schema, prepared),
    edge: createEdgeDoor(manifest.edges, prepared),
    receive: (events, from) => underWay.answer(receive(taking(from), events)),
    async authenticate(credentials) {
      const context = contextOf(ANONYMOUS, 'authenticate', randomUUID());
      return (await manifest.authenticate?.(context, credentials)) ?? null;
    },
    ready: async () => !underWay.isClosing && (await orm.isConnected()),
    start: () => rounds.start(),
    runOnce: (only) => rounds.runOnce(only),
    rest,
    async close() {
      await rest();
      await underWay.settled();
      await orm.close();
    },
  };
}

/**
 * `db-host-3:4711:9f86d081`: who looks at the leases sees which process it is; the last part tells it from an earlier
 * one of the same number.
 */
const holderName = (): string => `${hostname().slice(0, 20)}:${process.pid}:${randomBytes(4).toString('hex')}`;
