import type { EdgeAnswer } from '@heitu/kit/messages/peers';
import { ok } from '@heitu/kit/rules/outcome';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import { must } from '@heitu/kit/rules/checked';
import type { Edge } from '@heitu/kit/serving/subgraph';
import type { CatalogContext } from '../../context.ts';
import { answerJson, answerNothing, EpcisRefusal } from '../rest/answers.ts';
import { offered, WRITE_SCOPE, type EpcisCall } from '../rest/call.ts';
import { linkToNext, perPageOf } from '../rest/pages.ts';
import { CAPTURES_WAITING_MAX } from './capture.policy.ts';
import { CaptureJob } from './capture.entity.ts';
import { behaviourOf, bodyOf, LIMIT_HEADERS, readDocument } from './take-document.ts';

const ownOf = ({ own }: EpcisCall): string => {
  if (own !== null) return own;
  throw new EpcisRefusal('SecurityException', 'A program tells of events for its own party.');
};

/** Takes a document in; whether its events are kept, the job says. */
async function takeCapture(call: EpcisCall): Promise<EdgeAnswer> {
  const { context, request, parties } = call;
  const partyId = ownOf(call);
  const behaviour = behaviourOf(request.headers);
  const { text, eventCount } = readDocument(bodyOf(request));
  const clientId = context.actor.id;
  const { waiting } = await context.rows
    .selectFrom('CaptureJob')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('clientId', '=', clientId)
    .where('finishedAtMs', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(waiting) >= CAPTURES_WAITING_MAX)
    throw new EpcisRefusal(
      'CaptureLimitExceededException',
      `${CAPTURES_WAITING_MAX} documents wait already.`,
      LIMIT_HEADERS,
    );
  const id = context.newId();
  const document = await context.vault.sealText(partyId, text);
  await context.transaction(async (tx) => {
    await tx.em.insert(CaptureJob, {
      id,
      clientId,
      partyId,
      lets: toJson(parties),
      behaviour,
      document,
      eventCount,
      keptCount: null,
      knownCount: null,
      errorCount: null,
      errors: null,
      createdAtMs: context.clock.now(),
      finishedAtMs: null,
    });
    tx.audit({ type: 'capture', id, clause: '11.8.eb' });
    return ok(null);
  });
  return answerNothing(202, {
    location: `${context.services.publicUrl}/epcis/capture/${id}`,
    'gs1-capture-error-behaviour': behaviour,
    ...LIMIT_HEADERS,
  });
}

const jobs = ({ rows, actor }: CatalogContext) =>
  rows
    .selectFrom('CaptureJob')
    .select(['id', 'behaviour', 'eventCount', 'keptCount', 'knownCount', 'errorCount', 'errors'])
    .select(['createdAtMs', 'finishedAtMs'])
    .where('clientId', '=', actor.id);
type JobRow = Awaited<ReturnType<ReturnType<typeof jobs>['executeTakeFirstOrThrow']>>;

const time = (ms: number): string => new Date(ms).toISOString();
const shown = (row: JobRow): object => ({
  captureID: row.id,
  createdAt: time(row.createdAtMs),
  ...(row.finishedAtMs !== null && { finishedAt: time(row.finishedAtMs) }),
  running: row.finishedAtMs === null,
  success: !row.errorCount,
  captureErrorBehaviour: row.behaviour,
  errors: row.errors === null ? [] : fromJson(row.errors),
  'heitu:events': row.eventCount,
  ...(row.finishedAtMs !== null && {
    'heitu:kept': row.keptCount,
    'heitu:knownBefore': row.knownCount,
    'heitu:refused': row.errorCount,
  }),
});

async function listCaptures(call: EpcisCall): Promise<EdgeAnswer> {
  const { context, request } = call;
  const perPage = perPageOf(request.query);
  const before = request.query['nextPageToken'];
  const found = await jobs(context)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(perPage + 1)
    .execute();
  const page = found.slice(0, perPage);
  const next = found.length > perPage ? must(page.at(-1), 'the last of a page').id : null;
  return answerJson(200, page.map(shown), WRITE_SCOPE, linkToNext(call, next));
}

async function oneCapture({ context, request }: EpcisCall): Promise<EdgeAnswer> {
  const id = must(request.params['value'], 'the job that the address names');
  const row = await jobs(context).where('id', '=', id).executeTakeFirst();
  if (!row) throw new EpcisRefusal('NoSuchResourceException', 'There is no such capture, or not of this program.');
  return answerJson(200, shown(row), WRITE_SCOPE, { 'gs1-capture-error-behaviour': row.behaviour });
}

/** The capture interface of EPCIS 2.0, for programs whose contract names it. */
export const captureEdges: readonly Edge<CatalogContext>[] = [
  ...offered('/capture', {
    scope: WRITE_SCOPE,
    handles: { GET: listCaptures, POST: takeCapture },
    tells: { ...LIMIT_HEADERS, 'gs1-capture-error-behaviour': 'all' },
  }),
  ...offered('/capture/:value', { scope: WRITE_SCOPE, handles: { GET: oneCapture } }),
];
