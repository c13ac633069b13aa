import { lockRows } from '@heitu/kit/data/only-one';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { SubgraphName } from '@heitu/standard';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { ASKED_OF_EACH, askWithin, PEERS } from '../peers-within.ts';
import {
  assess,
  ASSESSED_KINDS,
  isPartial,
  monthPeriod,
  publishDueAt,
  type AssessedKind,
  type AssessedSource,
  type Period,
} from './assessment.policy.ts';
import { leftOutOf } from '../objections/objection.loader.ts';
import { tellOfDraft } from '../objections/tell-of-draft.ts';
import { AssessedMonth, Assessment } from './conduct.entity.ts';
import { assessedMonths } from './conduct.moves.ts';
import { monthLifecycle } from './month.lifecycle.ts';
import { ALREADY_PUBLISHED, monthNow, monthSchema } from './month-answers.ts';
import { ownConductFigures } from './own-figures.ts';

const INSERT_CHUNK = 500;

/** Assesses every party for a month from live figures of all six subgraphs; may be repeated until it is published (13). */
export const assessMonth = mutation({
  name: 'assessMonth',
  description: 'Assesses every party for a month from live figures; may be repeated until publishAssessment.',
  may: permit.role('operator-admin'),
  input: monthSchema,
  refusals: { MONTH_IN_FUTURE: { message: '不能考评还没有到的月份', clause: '13' }, ALREADY_PUBLISHED },
  shows: monthNow,
  async run(context, { month }, refuse) {
    const period = monthPeriod(month);
    if (period.fromMs > context.clock.now()) return refuse('MONTH_IN_FUTURE');
    const { sources, missingSources } = await conductIn(context, period);
    return context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      // The month is taken, or met by its key: of two assessments at once the second replaces the first one's draft.
      await lockRows(tx, AssessedMonth, { month });
      const known = await tx.rows
        .selectFrom('AssessedMonth')
        .select('state')
        .where('month', '=', month)
        .executeTakeFirst();
      if (known?.state === 'published') return refuse('ALREADY_PUBLISHED');
      const made = { missingSources: toJson(missingSources), sources: toJson(sources), assessedAtMs: nowMs };
      await assessParties(context, tx, month, sources);
      if (!isPartial({ month, ...made })) await tellOfDraft(context, tx, month);
      if (known && !(await assessedMonths.bySystem(context, tx, 'assess', { month }, made)))
        return refuse('ALREADY_PUBLISHED');
      if (!known)
        await tx.em.insert(AssessedMonth, {
          month,
          state: monthLifecycle.initial,
          ...made,
          publishDueAtMs: publishDueAt(month),
          publishedAtMs: null,
        });
      tx.audit({ type: 'assessment', id: month, clause: '13' });
      return ok({ month });
    });
  },
});

/** What all six subgraphs counted of each party's conduct, and which of them said nothing. */
async function conductIn(
  context: TrustContext,
  period: Period,
): Promise<{ sources: AssessedSource[]; missingSources: SubgraphName[] }> {
  const answers = await Promise.all(
    PEERS.map(async (peer) => {
      const data = await askWithin(context, ASKED_OF_EACH[peer].Conduct, {
        fromMs: String(period.fromMs),
        toMs: String(period.toMs),
      });
      return { peer, figures: data?.figures ?? null };
    }),
  );
  return {
    missingSources: answers.filter((answer) => answer.figures === null).map((answer) => answer.peer),
    sources: [
      ...answers.map(({ peer, figures }) => ({ source: peer, figures: figures ?? [] })),
      { source: 'trust', figures: await ownConductFigures(context, period) },
    ],
  };
}

/** Writes the month's assessment of every party in place of an earlier draft. */
async function assessParties(
  context: TrustContext,
  tx: TrustTransaction,
  month: string,
  sources: readonly AssessedSource[],
): Promise<void> {
  const figuresOf = Map.groupBy(
    sources.flatMap(({ figures }) => figures),
    ({ partyId }) => partyId,
  );
  const parties = await tx.rows
    .selectFrom('KnownParty')
    .select(['partyId', 'kind', 'name'])
    .where('kind', 'in', [...ASSESSED_KINDS])
    .$narrowType<{ kind: AssessedKind }>()
    .where('filedAtMs', '<', monthPeriod(month).toMs)
    .orderBy('partyId')
    .execute();
  const before = await tx.rows
    .selectFrom('Assessment')
    .select(['partyId', 'passed', 'month'])
    .where('month', '<', month)
    .where('score', 'is not', null)
    .orderBy('month')
    .execute();
  const previous = new Map(before.map((row) => [row.partyId, Boolean(row.passed)]));
  const leftOut = await leftOutOf(tx, month);
  await tx.em.nativeDelete(Assessment, { month });
  const assessments = parties.map(({ partyId, kind, name }) => {
    const figures = figuresOf.get(partyId) ?? [];
    const result = assess(figures, leftOut(partyId));
    return {
      id: context.newId(),
      month,
      partyId,
      partyKind: kind,
      partyName: name,
      score: result.score,
      passed: result.passed,
      figures: toJson(result.figures),
      usedComplaints: figures.some((figure) => figure.metric.includes('complaint')),
      previousPassed: previous.get(partyId) ?? null,
      overturnedAtMs: null,
    };
  });
  for (let at = 0; at < assessments.length; at += INSERT_CHUNK)
    await tx.em.insertMany(Assessment, assessments.slice(at, at + INSERT_CHUNK));
}
