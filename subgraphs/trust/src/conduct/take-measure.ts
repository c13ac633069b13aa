import { measureTaken } from '@heitu/events/trust.measure-taken.v1';
import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, localDate, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { isClauseRef, type ClauseRef } from '@heitu/standard';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyParty } from '../messages/notify.ts';
import { Measure } from './conduct.entity.ts';
import { measureRefusals } from './conduct.refusals.ts';
import { MEASURE_STEP_TITLES, MEASURE_STEPS, measureLifecycle, type MeasureStep } from './measure.policy.ts';
import { addToTally, type TallyChange } from './tally.ts';

const schema = z.object({
  partyId: identifier(),
  step: z.enum(MEASURE_STEPS),
  reason: paragraph(1000, 2),
  clause: z.string(),
  dueDate: localDate().nullish(),
  complaintId: identifier().nullish(),
});

export interface MeasureToTake {
  partyId: string;
  step: MeasureStep;
  reason: string;
  clause: ClauseRef;
  dueAtMs: number | null;
  complaintId?: string;
  assessedMonth?: string;
}

/** What one measure of a step changes in the party's credit. */
export const tallyOf = (step: string, by: 1 | -1): TallyChange =>
  step === 'warning'
    ? { warningCount: by }
    : step === 'rectification'
      ? { rectificationCount: by }
      : step === 'suspension'
        ? { suspensionCount: by }
        : {};

/** Warns a party, sets it a deadline, suspends it, or lifts what is in force (6.6 last paragraph). */
export async function takeMeasure(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { partyId, step, reason, clause, dueDate, complaintId } = valid.value;
  if (!isClauseRef(clause)) return refuse(measureRefusals, 'CLAUSE_UNKNOWN');
  if (step === 'rectification' && !dueDate) return refuse(measureRefusals, 'DUE_DATE_MISSING');
  // A day's deadline ends with that day.
  const dueAtMs = dueDate ? startOfChinaDate(dueDate) + DAY_MS : null;
  if (dueAtMs !== null && dueAtMs <= context.clock.now()) return refuse(measureRefusals, 'DUE_DATE_PAST');
  return context.transaction(async (tx) => {
    const party = await tx.rows
      .selectFrom('KnownParty')
      .select('partyId')
      .where('partyId', '=', partyId)
      .executeTakeFirst();
    if (!party) return refuse(measureRefusals, 'PARTY_UNKNOWN');
    if (complaintId) {
      const complaint = await tx.rows
        .selectFrom('Complaint')
        .select('id')
        .where('id', '=', complaintId)
        .executeTakeFirst();
      if (!complaint) return refuse(measureRefusals, 'NOT_FOUND');
    }
    return takeMeasureIn(context, tx, { partyId, step, reason, clause, dueAtMs, ...(complaintId && { complaintId }) });
  });
}

/**
 * The same within a transaction that has decided it: a published assessment, a refused compensation, withdrawn
 * information.
 */
export async function takeMeasureIn(
  context: TrustContext,
  tx: TrustTransaction,
  measure: MeasureToTake,
): Promise<Outcome<{ id: string }>> {
  const { partyId, step, reason, clause, dueAtMs, complaintId, assessedMonth } = measure;
  const nowMs = context.clock.now();
  const id = context.newId();
  const earlier =
    complaintId || assessedMonth
      ? await tx.rows
          .selectFrom('Measure')
          .select('id')
          .where('partyId', '=', partyId)
          .where((eb) =>
            eb.or([
              ...(complaintId ? [eb('complaintId', '=', complaintId)] : []),
              ...(assessedMonth ? [eb('assessedMonth', '=', assessedMonth)] : []),
            ]),
          )
          .executeTakeFirst()
      : undefined;
  if (earlier) return refuse(measureRefusals, 'ALREADY_TAKEN');
  if (step === 'lifted') {
    const open = await tx.rows
      .selectFrom('Measure')
      .select(['id', 'step'])
      .where('partyId', '=', partyId)
      .where('state', 'in', [...measureLifecycle.from('lift')])
      .execute();
    if (open.length === 0) return refuse(measureRefusals, 'NOTHING_TO_LIFT');
    let lifted = 0;
    for (const row of open) {
      const moved = await tx.em.nativeUpdate(
        Measure,
        { id: row.id, state: { $in: [...measureLifecycle.from('lift')] } },
        { state: measureLifecycle.to('lift'), endedAtMs: nowMs },
      );
      if (moved === 0) continue;
      lifted += 1;
      await addToTally(tx, partyId, tallyOf(row.step, -1));
      // A lifting names the measure that it ends: sellers knows no other.
      tx.publish(
        measureTaken,
        { type: 'party', id: partyId },
        { measureId: row.id, partyId, step: 'lifted', dueAtMs: null, reason },
      );
    }
    // All of them were lifted by another meanwhile.
    if (lifted === 0) return refuse(measureRefusals, 'NOTHING_TO_LIFT');
  }
  const isLift = step === 'lifted';
  await tx.em.insert(Measure, {
    id,
    partyId,
    step,
    state: isLift ? 'lifted' : measureLifecycle.initial,
    reason,
    clause,
    dueAtMs,
    takenBy: context.actor.id,
    takenAtMs: nowMs,
    complaintId: complaintId ?? null,
    assessedMonth: assessedMonth ?? null,
    endedAtMs: isLift ? nowMs : null,
  });
  await addToTally(tx, partyId, tallyOf(step, 1));
  await notifyParty(context, tx, partyId, 'complaints', {
    kind: 'measure-taken',
    title: `平台${MEASURE_STEP_TITLES[step]}通知`,
    body: reason.slice(0, 200),
    orderId: null,
  });
  if (!isLift)
    tx.publish(measureTaken, { type: 'party', id: partyId }, { measureId: id, partyId, step, dueAtMs, reason });
  tx.audit({ type: 'measure', id, clause });
  return ok({ id });
}
