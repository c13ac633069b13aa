import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { askWithin } from '../peers-within.ts';
import { assess, ASSESSED_KINDS, monthPeriod, publishDueAt, type ConductFigure } from './assessment.policy.ts';
import { AssessedMonth, Assessment } from './conduct.entity.ts';
import { assessmentRefusals } from './conduct.refusals.ts';
import { ownConductFigures } from './own-figures.ts';

const PEERS = ['sellers', 'catalog', 'orders', 'logistics', 'payments'] as const;
const INSERT_CHUNK = 500;
export const monthSchema = z.object({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '月份写作 2026-11') });

/** Assesses every party for a month from live figures of all six subgraphs; may be repeated until it is published (13). */
export async function assessMonth(context: TrustContext, input: unknown): Promise<Outcome<{ month: string }>> {
  const valid = parse(monthSchema, input);
  if (!valid.ok) return valid;
  const { month } = valid.value;
  const period = monthPeriod(month);
  if (period.fromMs > context.clock.now()) return refuse(assessmentRefusals, 'MONTH_IN_FUTURE');
  const answers = await Promise.all(
    PEERS.map(async (peer) => {
      const field = `${peer}Conduct`;
      const data = await askWithin<Record<string, ConductFigure[]>>(
        context,
        peer,
        `query($fromMs: String!, $toMs: String!) { ${field}(fromMs: $fromMs, toMs: $toMs) { partyId metric good total } }`,
        { fromMs: String(period.fromMs), toMs: String(period.toMs) },
      );
      return { peer, figures: data?.[field] ?? null };
    }),
  );
  const missingSources = answers.filter((answer) => answer.figures === null).map((answer) => answer.peer);
  const figuresOf = Map.groupBy(
    [...answers.flatMap((answer) => answer.figures ?? []), ...(await ownConductFigures(context, period))],
    (figure) => figure.partyId,
  );
  return context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    // The month is taken, or met by its key: of two assessments at once the second replaces the first one's draft.
    await lockRows(tx, AssessedMonth, { month });
    const known = await tx.rows
      .selectFrom('AssessedMonth')
      .select('state')
      .where('month', '=', month)
      .executeTakeFirst();
    if (known?.state === 'published') return refuse(assessmentRefusals, 'ALREADY_PUBLISHED');
    const parties = await tx.rows
      .selectFrom('KnownParty')
      .select(['partyId', 'kind', 'name'])
      .where('kind', 'in', [...ASSESSED_KINDS])
      .where('filedAtMs', '<', period.toMs)
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
    await tx.em.nativeDelete(Assessment, { month });
    const assessments = parties.map(({ partyId, kind, name }) => {
      const figures = figuresOf.get(partyId) ?? [];
      const result = assess(figures);
      return {
        id: context.newId(),
        month,
        partyId,
        partyKind: kind,
        partyName: name,
        score: result.score,
        passed: result.passed,
        figures: JSON.stringify(result.figures),
        usedComplaints: figures.some((figure) => figure.metric.includes('complaint')),
        previousPassed: previous.get(partyId) ?? null,
      };
    });
    for (let at = 0; at < assessments.length; at += INSERT_CHUNK)
      await tx.em.insertMany(Assessment, assessments.slice(at, at + INSERT_CHUNK));
    const row = { state: 'draft', missingSources: JSON.stringify(missingSources), assessedAtMs: nowMs };
    if (known && !(await tx.em.nativeUpdate(AssessedMonth, { month, state: 'draft' }, row)))
      return refuse(assessmentRefusals, 'ALREADY_PUBLISHED');
    if (!known)
      await tx.em.insert(AssessedMonth, { month, ...row, publishDueAtMs: publishDueAt(month), publishedAtMs: null });
    tx.audit({ type: 'assessment', id: month, clause: '13' });
    return ok({ month });
  });
}
