import { eachAlone } from '@heitu/kit/data/each-alone';
import { jsonOf } from '@heitu/kit/rules/checked';
import { ok } from '@heitu/kit/rules/outcome';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import { NO_TEXT, sealTextWith } from '@heitu/kit/privacy/vault';
import type { CatalogContext, CatalogRows } from '../../context.ts';
import { askPublicName } from '../../peers.ts';
import { problemOf, type Problem } from '../rest/answers.ts';
import {
  CAPTURE_ERRORS_MAX,
  CAPTURE_GIVEN_UP_MS,
  CAPTURE_JOBS_KEPT_MS,
  CAPTURES_PER_RUN_MAX,
  FOREIGN_EVENTS_KEPT_MS,
} from './capture.policy.ts';
import { CaptureJob, ToldEvent, ToldEventLot } from './capture.entity.ts';
import { sortEvents, type NewEvent } from './sort-events.ts';
import { documentSchema } from './told-event.ts';

const waiting = (rows: CatalogRows) =>
  rows.selectFrom('CaptureJob').selectAll().where('finishedAtMs', 'is', null).orderBy('createdAtMs').orderBy('id');
type Job = Awaited<ReturnType<ReturnType<typeof waiting>['executeTakeFirstOrThrow']>>;

interface Outcome {
  kept: readonly NewEvent[];
  knownCount: number;
  problems: readonly Problem[];
}

/** Ends the job with what it keeps, in one transaction; one that ended meanwhile stays as it is. */
async function end(context: CatalogContext, job: Job, { kept, knownCount, problems }: Outcome, toldBy: string) {
  const nowMs = context.clock.now();
  const seal = kept.length > 0 ? await context.vault.sealer([job.partyId]) : null;
  await context.transaction(async (tx) => {
    const ended = await tx.em.nativeUpdate(
      CaptureJob,
      { id: job.id, finishedAtMs: null },
      {
        finishedAtMs: nowMs,
        document: NO_TEXT,
        keptCount: kept.length,
        knownCount,
        errorCount: problems.length,
        errors: toJson(problems.slice(0, CAPTURE_ERRORS_MAX)),
      },
    );
    if (ended === 0 || seal === null) return ok(null);
    const rows = kept.map((event) => ({ id: context.newId(), ...event }));
    await tx.em.insertMany(
      ToldEvent,
      rows.map(({ id, contentKey, idKey, wrongKey, content, eventAtMs, lotIds }) => ({
        id,
        jobId: job.id,
        clientId: job.clientId,
        partyId: job.partyId,
        toldBy,
        contentKey,
        idKey,
        wrongKey,
        content: sealTextWith(seal, job.partyId, JSON.stringify(content)),
        eventAtMs,
        recordedAtMs: nowMs,
        isForeign: lotIds.length === 0,
      })),
    );
    const lots = rows.flatMap(({ id: eventId, lotIds }) => lotIds.map((lotId) => ({ eventId, lotId })));
    if (lots.length > 0) await tx.em.insertMany(ToldEventLot, lots);
    for (const lotId of new Set(lots.map((row) => row.lotId))) tx.audit({ type: 'lot', id: lotId, clause: '11.8.eb' });
    return ok(null);
  });
}

async function capture(context: CatalogContext, job: Job): Promise<void> {
  const toldBy = await askPublicName(context, job.partyId);
  const text = await context.vault.openTextUnrecorded(job.partyId, job.document);
  const { '@context': documentContext, epcisBody } = jsonOf(documentSchema, text);
  const teller = { partyId: job.partyId, lets: fromJson(job.lets) };
  const { fresh, knownCount, problems } = await sortEvents(context, teller, {
    context: documentContext,
    events: epcisBody,
  });
  const kept = problems.length > 0 && job.behaviour === 'rollback' ? [] : fresh;
  await end(context, job, { kept, knownCount, problems }, toldBy);
}

/** Job: keeps or refuses the events of documents that partners sent, the oldest first. */
export async function runCaptures(context: CatalogContext): Promise<void> {
  const jobs = await waiting(context.rows).limit(CAPTURES_PER_RUN_MAX).execute();
  await eachAlone(jobs, async (job) => {
    try {
      await capture(context, job);
    } catch (error) {
      if (context.clock.now() - job.createdAtMs < CAPTURE_GIVEN_UP_MS) throw error;
      context.log.error({ err: error, job: job.id }, 'a capture is given up');
      const problem = problemOf('ImplementationException', 'Nothing of it was kept; please send it again.');
      await end(context, job, { kept: [], knownCount: 0, problems: [problem] }, '');
    }
  });
}

/** Job: old jobs, and what leads to no lot of ours, are not kept for ever. */
export async function forgetCaptures(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  await context.transaction(async (tx) => {
    await tx.em.nativeDelete(CaptureJob, { finishedAtMs: { $lt: nowMs - CAPTURE_JOBS_KEPT_MS } });
    await tx.em.nativeDelete(ToldEvent, { isForeign: true, recordedAtMs: { $lt: nowMs - FOREIGN_EVENTS_KEPT_MS } });
    return ok(null);
  });
}
