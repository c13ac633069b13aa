import { SpanKind } from '@opentelemetry/api';
import { randomBytes, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { GraphQLError, parse as parseDocument, validate, type DocumentNode } from 'graphql';
import type { Logger } from 'pino';
import { ANONYMOUS, systemActor, type Actor } from '../rules/actor.ts';
import { commitWrites, compilerOf } from '../data/batch.ts';
import { learnKeptPlans } from '../data/calendar-years.ts';
import type { Clock } from '../rules/clock.ts';
import type { Secrets } from './config.ts';
import { outsideTransaction, type ActRecord, type Context, type ContextParts } from '../data/context.ts';
import type { EventEnvelope } from '../messages/event.ts';
import { FORGET_FILES_EVERY_MS, forgetFiles } from '../privacy/file-uses.ts';
import type { BlobStore } from '../privacy/files.ts';
import { gather } from '../data/gather.ts';
import { unavailable } from '../rules/graphql.ts';
import { createExecutor } from './execute.ts';
import { EVENT_AGE_MAX_MS, housekeeping } from '../data/housekeeping.ts';
import { idAt, newId } from '../rules/ids.ts';
import type { KeyRing } from '../privacy/key-ring.ts';
import { figures, jobRuns, olderPersonKeys, operations, parkedEvents, waitingEvents } from './metrics.ts';
import { oneAtATime, prepareSchema, rowsOf, type Orm } from '../data/orm.ts';
import {
  isOutage,
  type DeliveryResult,
  type EdgeAnswer,
  type EdgeRequest,
  type GraphAnswer,
  type GraphRequest,
  type Transport,
} from '../messages/peers.ts';
import { eraseDue } from '../privacy/persons.ts';
import { loadPersonKeys, REWRAP_BATCH_MAX, type PersonKeys } from '../privacy/person-keys.ts';
import { ReadsOfOthers } from '../privacy/reads.ts';
import { receive } from '../messages/receive.ts';
import { sealTexts, SEAL_TEXTS_EVERY_MS } from '../privacy/sealed-texts.ts';
import { within } from './seeing.ts';
import { createLeases, createRelay, LEASE_MS } from '../messages/relay.ts';
import { keyFormerClaims } from '../data/request-claims.ts';
import { createContext, eventWrites } from '../data/request-context.ts';
import type { Signer } from '../messages/signing.ts';
import { builtSubgraph, type BuiltSubgraph, type Manifest } from './subgraph.ts';

export interface RunningSubgraph {
  readonly name: string;
  readonly built: BuiltSubgraph;
  readonly orm: Orm;
  /** A context as a request would have it: for seeding and tests. */
  contextFor(actor: Actor, operation: string): Context;
  execute(request: GraphRequest, actor: Actor, requestId: string): Promise<GraphAnswer>;
  receive(events: readonly EventEnvelope[], from: Actor): Promise<DeliveryResult[]>;
  edge(request: EdgeRequest, actor: Actor, requestId: string): Promise<EdgeAnswer>;
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

const DOCUMENTS_MAX = 1000;
/** For what a process that ended, or another replica, left in the outbox: one's own events are told of (`soon`). */
const RELAY_EVERY_MS = 1000;
const COUNT_EVERY_MS = 15_000;
const REWRAP_EVERY_MS = 60_000;
const ERASE_EVERY_MS = 60_000;
/** For plans of holidays that another replica heard of. */
const CALENDAR_EVERY_MS = 60_000;

const secretsOf = (settings: RunParts['settings']): Secrets => ({
  secret: (variable, _file, make) => settings[variable] || make(),
  kept: (variable) => settings[variable],
});

export async function runSubgraph(parts: RunParts): Promise<RunningSubgraph> {
  const { manifest, orm, clock, log, transport } = parts;
  const name = manifest.name;
  const built = parts.built ?? builtSubgraph(manifest);
  const holder = parts.holder ?? holderName();
  const services = manifest.services({
    settings: parts.settings,
    now: () => new Date(clock.now()),
    signer: parts.signer,
    secrets: parts.secrets ?? secretsOf(parts.settings),
  });
  let keys!: PersonKeys;

  let kick = (_consumers: Iterable<string>) => {};
  const event = manifest.actRecorded;
  const record = gather(async (acts: readonly ActRecord[]) => {
    if (!event) throw new Error(`${name} has no event to say what was read or refused`);
    const atMs = clock.now();
    await commitWrites(
      orm,
      eventWrites(
        compilerOf(orm),
        acts.map((act) => ({ id: newId(atMs), event, aggregate: { type: 'act', id: act.requestId }, payload: act })),
        atMs,
        keys.sealOwn,
      ),
    );
    kick(event.consumers);
  });
  let contextParts!: ContextParts<unknown>;
  const contextOf = (
    actor: Actor,
    operation: string,
    requestId: string,
    call: { audited?: boolean; reads?: ReadsOfOthers } = {},
  ): Context => createContext(contextParts, { actor, requestId, operation, ...call });
  const own = (operation: string) => contextOf(systemActor(name), operation, randomUUID());

  await oneAtATime(orm, 'prepare', async () => {
    await prepareSchema(orm);
    keys = await loadPersonKeys({ name, orm, clock, ring: parts.ring });
    contextParts = {
      name,
      orm,
      clock,
      log,
      services,
      keys,
      blobs: parts.blobs,
      transport,
      actRecorded: event,
      onCommit: (consumers) => kick(consumers),
      record,
      track: (work) => void track(work, background),
    };
    await learnKeptPlans(orm);
    await manifest.prepare?.(own('prepare') as never);
  });

  const executor = createExecutor(built.schema);
  const documents = new Map<string, DocumentNode>();
  const valid = new WeakSet<DocumentNode>();
  function validated(document: DocumentNode): DocumentNode {
    const errors = validate(built.schema, document);
    if (errors.length > 0) throw errors[0]!;
    return document;
  }
  function documentOf({ query, document: parsed }: GraphRequest): DocumentNode {
    if (parsed) {
      if (!valid.has(parsed)) valid.add(validated(parsed));
      return parsed;
    }
    const known = documents.get(query);
    if (known) return known;
    const document = validated(parseDocument(query, { maxTokens: 20_000 }));
    if (documents.size >= DOCUMENTS_MAX) documents.delete(documents.keys().next().value!);
    documents.set(query, document);
    return document;
  }
  /** What the operation is called until its first mutation begins: its first root field. */
  const operationOf = (document: DocumentNode, operationName?: string): { field: string; mutation: boolean } => {
    const definition = document.definitions.find(
      (d) => d.kind === 'OperationDefinition' && (!operationName || d.name?.value === operationName),
    );
    if (definition?.kind !== 'OperationDefinition') return { field: 'unknown', mutation: false };
    const first = definition.selectionSet.selections[0];
    return {
      field: first?.kind === 'Field' ? first.name.value : 'unknown',
      mutation: definition.operation === 'mutation',
    };
  };

  function maskError(error: GraphQLError, requestId: string): NonNullable<GraphAnswer['errors']>[number] {
    const known = !error.originalError || error.originalError instanceof GraphQLError;
    if (known && error.extensions?.['code'])
      return { message: error.message, path: error.path, extensions: error.extensions };
    if (known && !error.path) return { message: error.message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
    if (isOutage(error.originalError)) {
      log.warn({ err: error.originalError, requestId, path: error.path }, 'no answer from the database or a peer');
      const { message, extensions } = unavailable();
      return { message, path: error.path, extensions };
    }
    log.error({ err: error.originalError ?? error, requestId, path: error.path }, 'unexpected error');
    return { message: '系统出了问题，请稍后再试', path: error.path, extensions: { code: 'INTERNAL', requestId } };
  }

  // Routes are few: a linear match is simplest.
  function edgeFor(method: string, path: string) {
    for (const edge of manifest.edges) {
      if (edge.method !== method) continue;
      const wanted = edge.path.split('/');
      const got = path.split('/');
      if (wanted.length !== got.length) continue;
      const params: Record<string, string> = {};
      if (
        wanted.every((part, i) =>
          part.startsWith(':') ? ((params[part.slice(1)] = decodeURIComponent(got[i]!)), true) : part === got[i],
        )
      )
        return { edge, params };
    }
    return null;
  }

  const jobs: Manifest['jobs'] = [
    ...manifest.jobs,
    housekeeping as Manifest['jobs'][number],
    ...(manifest.persons
      ? [
          {
            name: 'erase-persons',
            everyMs: ERASE_EVERY_MS,
            run: (context: Context) => eraseDue(context, manifest.persons!),
          },
        ]
      : []),
    ...(manifest.fileColumns
      ? [
          {
            name: 'forget-files',
            everyMs: FORGET_FILES_EVERY_MS,
            run: (context: Context) => forgetFiles(context, manifest.fileColumns!),
          },
        ]
      : []),
    {
      name: 'seal-texts',
      everyMs: SEAL_TEXTS_EVERY_MS,
      run: (context: Context) => sealTexts(context, manifest.sealedTexts ?? [], () => closing),
    },
    {
      name: 'key-request-claims',
      everyMs: REWRAP_EVERY_MS,
      async run(context: Context) {
        while (!areClaimsKeyed && !closing) areClaimsKeyed = (await keyFormerClaims(context)) === 0;
      },
    },
    {
      name: 'rewrap-person-keys',
      everyMs: REWRAP_EVERY_MS,
      async run(context: Context) {
        while ((await keys.rewrap(context.em)) === REWRAP_BATCH_MAX && !closing);
      },
    },
  ];

  let closing = false;
  /** None is left of before they were keyed: looked for until there are no more. */
  let areClaimsKeyed = false;
  const answering = new Set<Promise<unknown>>();
  const background = new Set<Promise<unknown>>();
  const timers = new Set<NodeJS.Timeout>();
  const track = <V>(work: Promise<V>, among = answering): Promise<V> => {
    among.add(work);
    void work.finally(() => among.delete(work)).catch(() => {});
    return work;
  };

  const leases = createLeases(orm, holder);
  const relay = createRelay({
    name,
    orm,
    clock,
    log,
    transport,
    leases,
    openOwn: keys.openOwn,
    track: (work) => track(work, background),
  });
  async function jobRound(job: Manifest['jobs'][number]): Promise<void> {
    const lease = `job:${job.name}`;
    if (closing || !(await leases.take(lease))) return;
    // A long run keeps its lease; one that stands still loses it, and what it does afterwards each row refuses.
    const renewal = outsideTransaction(() => setInterval(() => void leases.take(lease).catch(() => {}), LEASE_MS / 3));
    try {
      await job.run(own(job.name) as never);
      jobRuns.inc({ subgraph: name, job: job.name, outcome: 'ok' });
    } catch (error) {
      jobRuns.inc({ subgraph: name, job: job.name, outcome: 'failed' });
      log.error({ err: error, job: job.name }, 'a job failed; it runs again at its next turn');
    } finally {
      clearInterval(renewal);
    }
  }
  /** Runs again and again, never twice at once. */
  function repeat(everyMs: number, work: () => Promise<unknown>): void {
    const turn = async () => {
      await track(work(), background).catch((error) => log.error({ err: error }, 'background work failed'));
      if (closing) return;
      const next = setTimeout(() => {
        timers.delete(next);
        void turn();
      }, everyMs);
      timers.add(next);
    };
    outsideTransaction(() => void turn());
  }

  async function rest(): Promise<void> {
    closing = true;
    relay.close();
    for (const timer of timers) clearTimeout(timer);
    await Promise.allSettled(background);
    await leases.release().catch(() => {});
  }

  return {
    name,
    built,
    orm,
    contextFor: (actor, operation) => contextOf(actor, operation, randomUUID()),
    async execute(request, actor, requestId) {
      const stop = operations.startTimer({ subgraph: name });
      try {
        const document = documentOf(request);
        const { field, mutation } = operationOf(document, request.operationName);
        const reads = new ReadsOfOthers(actor);
        const contextValue = contextOf(actor, field, requestId, { audited: mutation, reads });
        const run = async () =>
          executor({
            document,
            operationName: request.operationName,
            variables: request.variables ?? {},
            context: contextValue,
          });
        const result = await track(
          within(
            `${name} ${field}`,
            SpanKind.INTERNAL,
            () => ({ attributes: { 'heitu.subgraph': name, 'heitu.request_id': requestId } }),
            run,
          ),
        );
        // Nothing is answered before the audit trail holds what the answer shows of others.
        await track(reads.record(field, requestId, record));
        stop({ outcome: result.errors ? 'errors' : 'ok' });
        return {
          data: result.data as GraphAnswer['data'],
          ...(result.errors && { errors: result.errors.map((error) => maskError(error, requestId)) }),
        };
      } catch (error) {
        stop({ outcome: 'refused' });
        return {
          errors: [
            maskError(
              error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error }),
              requestId,
            ),
          ],
        };
      }
    },
    async receive(events, from) {
      return track(
        receive(
          {
            reactions: manifest.reactions,
            contextFor: own,
            admit({ id, type }) {
              if (from.kind !== 'peer' || !type.startsWith(`${from.id}.`))
                throw new Error(`${from.id} may not send ${type}`);
              if (id < idAt(clock.now() - EVENT_AGE_MAX_MS))
                throw new Error('too old: whether it was applied is no longer known');
            },
            failed: (event, error) =>
              log.error({ err: error, event: event.type, eventId: event.id }, 'an event was not applied'),
          },
          events,
        ),
      );
    },
    async edge(request, actor, requestId) {
      let match: ReturnType<typeof edgeFor> = null;
      try {
        match = edgeFor(request.method, request.path);
      } catch {
        // A malformed escape in the path names nothing.
      }
      if (!match) return { status: 404 };
      const reads = new ReadsOfOthers(actor);
      const operation = `edge ${match.edge.path}`;
      const context = contextOf(actor, operation, requestId, { audited: true, reads });
      try {
        const answer = await track(match.edge.handle(context as never, { ...request, params: match.params }));
        if (match.edge.method === 'POST' && answer.status >= 400 && answer.status < 500)
          await context.recordRefusal({ code: edgeCode(answer) }, []);
        await track(reads.record(operation, requestId, record));
        return answer;
      } catch (error) {
        const outage = isOutage(error);
        log[outage ? 'warn' : 'error']({ err: error, requestId, edge: match.edge.path }, 'an edge failed');
        const told = outage
          ? { code: 'UNAVAILABLE', message: unavailable().message }
          : { code: 'INTERNAL', message: '系统出了问题，请稍后再试' };
        return {
          status: outage ? 503 : 500,
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify({ ...told, requestId }),
        };
      }
    },
    authenticate: async (credentials) =>
      manifest.authenticate
        ? manifest.authenticate(contextOf(ANONYMOUS, 'authenticate', randomUUID()) as never, credentials)
        : null,
    ready: async () => !closing && (await orm.isConnected()),
    start() {
      kick = (consumers) => relay.soon(consumers);
      repeat(RELAY_EVERY_MS, relay.turn);
      repeat(COUNT_EVERY_MS, async () => {
        const counts = await rowsOf<[]>(orm.em.fork())
          .selectFrom('EventDelivery')
          .select(({ fn }) => ['state', fn.countAll<number>().as('n')])
          .where('state', 'in', [0, 2])
          .groupBy('state')
          .execute();
        const count = (state: number) => Number(counts.find((row) => row.state === state)?.n ?? 0);
        waitingEvents.set({ subgraph: name }, count(0));
        parkedEvents.set({ subgraph: name }, count(2));
        olderPersonKeys.set({ subgraph: name }, await keys.olderCount(orm.em.fork() as SqlEntityManager));
        for (const [figure, value] of Object.entries((await manifest.figures?.(own('figures') as never)) ?? {}))
          figures.set({ subgraph: name, figure }, value);
      });
      repeat(CALENDAR_EVERY_MS, () => learnKeptPlans(orm));
      for (const job of jobs) repeat(job.everyMs, () => jobRound(job));
    },
    async runOnce(only) {
      for (const job of jobs) if (!only || only === job.name) await jobRound(job);
      return !only || only === 'relay' ? relay.round() : 0;
    },
    rest,
    async close() {
      await rest();
      await Promise.allSettled(answering);
      // What those answers did not wait for.
      await Promise.allSettled(background);
      await orm.close();
    },
  };
}

/**
 * `db-host-3:4711:9f86d081`: who looks at the leases sees which process it is; the last part tells it from an earlier
 * one of the same number.
 */
const holderName = (): string => `${hostname().slice(0, 20)}:${process.pid}:${randomBytes(4).toString('hex')}`;

/** The code in a refusing edge's answer; its status where it has none. */
function edgeCode({ status, body }: EdgeAnswer): string {
  try {
    return String((JSON.parse(String(body)) as { code?: string }).code ?? status);
  } catch {
    return String(status);
  }
}
