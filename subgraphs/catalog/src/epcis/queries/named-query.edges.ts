import type { EdgeAnswer } from '@heitu/kit/messages/peers';
import { lockRows } from '@heitu/kit/data/only-one';
import { must } from '@heitu/kit/rules/checked';
import { ok } from '@heitu/kit/rules/outcome';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import { z } from '@heitu/kit/rules/validate';
import type { Edge } from '@heitu/kit/serving/subgraph';
import type { CatalogContext } from '../../context.ts';
import { bodyOf } from '../capture/take-document.ts';
import { answerJson, answerNothing, answerProblem, EpcisRefusal, problemOf } from '../rest/answers.ts';
import { offered, READ_SCOPE, type EpcisCall, type Handle } from '../rest/call.ts';
import { linkToNext, perPageOf, wrongParameter } from '../rest/pages.ts';
import { judgeQuery, runQuery } from '../rest/query-events.ts';
import { NamedQuery, type QueryValue } from './named-query.entity.ts';
import {
  NAMED_QUERIES_KEPT_MS,
  NAMED_QUERIES_MAX,
  QUERY_PARAMETERS_MAX,
  QUERY_VALUES_MAX,
  USE_NOTED_EVERY_MS,
} from './named-query.policy.ts';

const bodySchema = z.object({
  name: z.string().regex(/^[\w.-]{1,80}$/),
  query: z.record(
    z.string().max(100),
    z.union([z.string().max(2000), z.number(), z.boolean(), z.array(z.string().max(500)).max(QUERY_VALUES_MAX)]),
  ),
});

/** As the address of /events would hold it: lists are divided by pipes. */
const asAsked = (query: Readonly<Record<string, QueryValue>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value.join('|') : String(value)]),
  );

const PAGING = ['perPage', 'nextPageToken'];

function readQuery({ request }: EpcisCall): { name: string; query: Readonly<Record<string, QueryValue>> } {
  const read = bodySchema.safeParse(bodyOf(request));
  if (!read.success)
    throw new EpcisRefusal(
      'QueryValidationException',
      read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    );
  const { name, query } = read.data;
  if (Object.keys(query).length > QUERY_PARAMETERS_MAX)
    throw new EpcisRefusal('QueryTooComplexException', `A query has at most ${QUERY_PARAMETERS_MAX} parameters.`);
  const paged = Object.keys(query).find((parameter) => PAGING.includes(parameter));
  if (paged) throw new EpcisRefusal('QueryValidationException', `${paged}: is asked for when the query is run`);
  try {
    judgeQuery(asAsked(query));
  } catch (error) {
    if (error instanceof EpcisRefusal) throw new EpcisRefusal('QueryValidationException', error.message);
    throw error;
  }
  return { name, query };
}

async function createQuery(call: EpcisCall): Promise<EdgeAnswer> {
  const { context } = call;
  const { name, query } = readQuery(call);
  const clientId = context.actor.id;
  const nowMs = context.clock.now();
  const kept = await context.transaction(async (tx) => {
    await lockRows(tx, NamedQuery, { clientId });
    const known = await tx.rows.selectFrom('NamedQuery').select('name').where('clientId', '=', clientId).execute();
    if (known.some((one) => one.name === name)) return ok('known');
    if (known.length >= NAMED_QUERIES_MAX) return ok('too many');
    const row = { id: context.newId(), clientId, name, query: toJson(query), createdAtMs: nowMs, usedAtMs: nowMs };
    await tx.em.insert(NamedQuery, row);
    return ok('kept');
  });
  if (!kept.ok || kept.value === 'known')
    throw new EpcisRefusal('ResourceAlreadyExistsException', `There is a query ${name} already.`);
  if (kept.value === 'too many')
    throw new EpcisRefusal('QueryTooComplexException', `A program has at most ${NAMED_QUERIES_MAX} queries.`);
  return answerNothing(201, { location: `${context.services.publicUrl}/epcis/queries/${name}` });
}

const queriesOf = ({ rows, actor }: CatalogContext) =>
  rows.selectFrom('NamedQuery').select(['id', 'name', 'query', 'usedAtMs']).where('clientId', '=', actor.id);
const shown = ({ name, query }: { name: string; query: Parameters<typeof fromJson>[0] }): object => ({
  name,
  query: fromJson(query),
});

async function listQueries(call: EpcisCall): Promise<EdgeAnswer> {
  const { context, request } = call;
  const perPage = perPageOf(request.query);
  const found = await queriesOf(context)
    .where('name', '>', request.query['nextPageToken'] ?? '')
    .orderBy('name')
    .limit(perPage + 1)
    .execute();
  const page = found.slice(0, perPage);
  const next = found.length > perPage ? must(page.at(-1), 'the last of a page').name : null;
  return answerJson(200, page.map(shown), READ_SCOPE, linkToNext(call, next));
}

async function queryNamed({ context, request }: EpcisCall) {
  const name = must(request.params['value'], 'the query that the address names');
  const row = await queriesOf(context).where('name', '=', name).executeTakeFirst();
  if (!row) throw new EpcisRefusal('NoSuchNameException', `There is no query ${name} of this program.`);
  return row;
}

const showQuery: Handle = async (call) => answerJson(200, shown(await queryNamed(call)), READ_SCOPE);

const dropQuery: Handle = async (call) => {
  const { id } = await queryNamed(call);
  await call.context.transaction(async (tx) => ok(await tx.em.nativeDelete(NamedQuery, { id })));
  return answerNothing(204);
};

const notHere = (detail: string): EdgeAnswer =>
  answerProblem({ ...problemOf('ImplementationException', detail), status: 501 });
const SUBSCRIBING = ['stream', 'second', 'minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'];
const NO_SUBSCRIPTIONS = 'Subscriptions are not implemented: use webhooks, or run the query again.';

const runNamed: Handle = async (call) => {
  const { context, request } = call;
  const asked = Object.keys(request.query);
  if (request.headers['upgrade'] !== undefined || asked.some((name) => SUBSCRIBING.includes(name)))
    return notHere(NO_SUBSCRIPTIONS);
  const other = asked.find((name) => !PAGING.includes(name));
  if (other) throw wrongParameter(`${other}: a named query takes only ${PAGING.join(' and ')}`);
  const { id, name, query, usedAtMs } = await queryNamed(call);
  const nowMs = context.clock.now();
  if (nowMs - usedAtMs >= USE_NOTED_EVERY_MS)
    await context.transaction(async (tx) => ok(await tx.em.nativeUpdate(NamedQuery, { id }, { usedAtMs: nowMs })));
  return runQuery(call, { query: { ...asAsked(fromJson(query)), ...request.query }, queryName: name });
};

/** Job: a query that nobody runs any more is forgotten. */
export async function forgetQueries(context: CatalogContext): Promise<void> {
  const usedAtMs = { $lt: context.clock.now() - NAMED_QUERIES_KEPT_MS };
  await context.transaction(async (tx) => ok(await tx.em.nativeDelete(NamedQuery, { usedAtMs })));
}

/** Named queries of EPCIS 2.0; each program has its own. What is not there says so by 501. */
export const namedQueryEdges: readonly Edge<CatalogContext>[] = [
  ...offered('/queries', { scope: READ_SCOPE, handles: { GET: listQueries, POST: createQuery } }),
  ...offered('/queries/:value', { scope: READ_SCOPE, handles: { GET: showQuery, DELETE: dropQuery } }),
  ...offered('/queries/:value/events', { scope: READ_SCOPE, handles: { GET: runNamed } }),
  ...offered('/queries/:value/subscriptions', {
    scope: READ_SCOPE,
    handles: { GET: async () => notHere(NO_SUBSCRIPTIONS), POST: async () => notHere(NO_SUBSCRIPTIONS) },
  }),
  ...offered('/nextPageToken/:value', {
    scope: READ_SCOPE,
    handles: { DELETE: async () => notHere('Page tokens hold no state: there is nothing to release.') },
  }),
];
