import type { EdgeAnswer } from '@heitu/kit/messages/peers';
import { z } from '@heitu/kit/rules/validate';
import { epcisQueryDocument } from '../document.ts';
import { answerJson, EpcisRefusal } from './answers.ts';
import { testOf } from './filters.ts';
import { READ_SCOPE, type EpcisCall } from './call.ts';
import { countOf, linkToNext, perPageOf, wrongParameter } from './pages.ts';
import { selectEvents, selectFirst, selectOrdered, type Page, type Selection } from './select-events.ts';

const BOUND_MAX = 1000;
const CONTROLS = ['orderBy', 'orderDirection', 'eventCountLimit', 'maxEventCount', 'perPage', 'nextPageToken'];

const tokenSchema = z.union([
  z.object({ recordedAtMs: z.int(), id: z.string().max(64), told: z.int().min(0) }),
  z.object({ skip: z.int().min(0) }),
]);
type Token = z.output<typeof tokenSchema>;
const tokenText = (token: Token): string => Buffer.from(JSON.stringify(token)).toString('base64url');
function tokenOf(text: string | undefined): Token | null {
  if (text === undefined) return null;
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw wrongParameter('nextPageToken: is none that was given out');
  }
}

interface Asked {
  orderBy: 'eventTime' | 'recordTime';
  descends: boolean;
  perPage: number;
  limit: number | null;
  max: number | null;
  token: Token | null;
}
/** What of the query says how the answer is cut, and not what it holds. */
function controlsOf(query: Readonly<Record<string, string>>): Asked {
  const { orderBy, orderDirection } = query;
  if (orderBy !== undefined && orderBy !== 'eventTime' && orderBy !== 'recordTime')
    throw wrongParameter('orderBy: is eventTime or recordTime');
  if (orderDirection !== undefined && orderDirection !== 'ASC' && orderDirection !== 'DESC')
    throw wrongParameter('orderDirection: is ASC or DESC');
  if (orderDirection !== undefined && orderBy === undefined) throw wrongParameter('orderDirection: needs orderBy');
  const limit = countOf(query['eventCountLimit'], 'eventCountLimit');
  const max = countOf(query['maxEventCount'], 'maxEventCount');
  if (limit !== null && max !== null) throw wrongParameter('eventCountLimit and maxEventCount exclude each other');
  if (limit !== null && orderBy === undefined) throw wrongParameter('eventCountLimit needs orderBy');
  for (const bound of [limit, max])
    if (bound !== null && bound > BOUND_MAX)
      throw wrongParameter(`at most ${BOUND_MAX} events are answered at once: use perPage`);
  return {
    orderBy: orderBy ?? 'recordTime',
    // The standard's order is the newest first; who says none is told everything in the order of recording.
    descends: orderBy !== undefined && orderDirection !== 'ASC',
    perPage: perPageOf(query),
    limit,
    max,
    token: tokenOf(query['nextPageToken']),
  };
}

/** Lots of ours that the classes asked for lead to; null where the question is not about classes. */
function codesIn(classes: string | undefined): string[] | null {
  if (classes === undefined) return null;
  return classes.split('|').flatMap((uri) => /\/(?:trace|10)\/([\w-]+)/.exec(uri)?.[1] ?? []);
}

type Cut = Omit<Page, 'next'> & { next: Token | null };

async function recorded({ context }: EpcisCall, asked: Asked, selection: Selection): Promise<Cut> {
  const after = asked.token && 'id' in asked.token ? asked.token : null;
  const bound = asked.limit ?? asked.max;
  if (bound === null) return selectEvents(context, { ...selection, after });
  const page = await selectFirst(context, selection, bound);
  if (asked.max !== null && page.next) throw tooMany(asked.max);
  return { ...page, next: null };
}
async function sorted({ context }: EpcisCall, asked: Asked, selection: Selection): Promise<Cut> {
  const { events: all, next: _next, ...rest } = await selectOrdered(context, selection);
  if (asked.max !== null && all.length > asked.max) throw tooMany(asked.max);
  const skip = asked.token && 'skip' in asked.token ? asked.token.skip : 0;
  const told = asked.limit === null ? all : all.slice(0, asked.limit);
  const events = told.slice(skip, skip + asked.perPage);
  const end = skip + events.length;
  return { events, ...rest, next: end < told.length ? { skip: end } : null };
}
const tooMany = (max: number) =>
  new EpcisRefusal('QueryTooLargeException', `More than ${max} events match: maxEventCount.`);

/** Parameters that say what is asked for, each with its value. */
const parametersOf = (query: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(query).filter(([name]) => !CONTROLS.includes(name)));

/** Throws what is wrong with a query that is to be kept. */
export function judgeQuery(query: Readonly<Record<string, string>>): void {
  controlsOf(query);
  testOf(parametersOf(query), null);
}

interface Question {
  query: Readonly<Record<string, string>>;
  /** What the address itself asks for. */
  fixed?: Readonly<Record<string, string>>;
  epc?: string | null;
  /** Of a query that was kept under a name. */
  queryName?: string;
}
export async function runQuery(
  call: EpcisCall,
  { query, fixed = {}, epc = null, queryName }: Question,
): Promise<EdgeAnswer> {
  const { context, parties, own } = call;
  const asked = controlsOf(query);
  const parameters = parametersOf(query);
  const tests = [testOf(parameters, epc), testOf(new Map(Object.entries(fixed)), null)];
  const selection: Selection = {
    parties,
    own,
    test: (event) => tests.every((test) => test(event)),
    perPage: asked.perPage,
    descends: asked.descends,
    after: null,
    codes: codesIn(parameters.get('MATCH_epcClass')),
  };
  const { events, next, ...marks } = await (asked.orderBy === 'eventTime' ? sorted : recorded)(call, asked, selection);
  const shown = new Set(events.map(({ eventID }) => eventID));
  const document = epcisQueryDocument(events, {
    publicUrl: context.services.publicUrl,
    createdAtMs: context.clock.now(),
    unverified: marks.unverified.filter((id) => shown.has(id)),
    told: marks.told.filter(({ eventID }) => shown.has(eventID)),
    ...(queryName !== undefined && { queryName }),
  });
  return answerJson(200, document, READ_SCOPE, linkToNext(call, next && tokenText(next)));
}
/** What the address asks for, and what stands behind its question mark. */
export const queryEvents = (
  call: EpcisCall,
  fixed: Readonly<Record<string, string>> = {},
  epc: string | null = null,
): Promise<EdgeAnswer> => runQuery(call, { query: call.request.query, fixed, epc });
