import { measureTaken } from '@heitu/events/trust.measure-taken.v1';
import { hasRole } from '@heitu/kit/rules/actor';
import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { NOT_FOUND, ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, identifier, localDate, paragraph, z } from '@heitu/kit/rules/validate';
import { isClauseRef, type ClauseRef } from '@heitu/standard';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { MeasureSteps } from '../enums.ts';
import { notifyParty } from '../messages/notify.ts';
import { Measure } from './conduct.entity.ts';
import { measures } from './conduct.moves.ts';
import { measureNow } from './measure-answers.ts';
import { COVENANT_MEMBERS_MIN } from '../disclosure/disclosure.policy.ts';
import { measureLifecycle } from './measure.lifecycle.ts';
import { MEASURE_STEP_TITLES, MEDIATORS, type MeasureStep } from './measure.policy.ts';
import { addToTally, type TallyChange } from './tally.ts';
import { partyId } from '../input-fields.ts';
import { visibleOversights } from '../oversight/oversight.loader.ts';

export interface MeasureToTake {
  partyId: string;
  step: MeasureStep;
  reason: string;
  clause: ClauseRef;
  dueAtMs: number | null;
  complaintId?: string;
  assessedMonth?: string;
  lookId?: string;
  oversightId?: string;
  /** The ladder brought it, nobody's judgement: a suspension is only put forward, and a person decides (PIPL 24). */
  byLadder?: true;
}

const TALLIES = {
  warning: 'warningCount',
  rectification: 'rectificationCount',
  suspension: 'suspensionCount',
} as const;
/** What one measure of a step changes in the party's credit. */
export const tallyOf = (step: MeasureStep, by: 1 | -1): TallyChange =>
  step === 'lifted' ? {} : { [TALLIES[step]]: by };

const takingRefusals = {
  ALREADY_TAKEN: { message: '已经为这件事采取过措施' },
  NOTHING_TO_LIFT: { message: '这个主体没有执行中的措施' },
} as const;

/** Warns a party, sets it a deadline, suspends it, or lifts what is in force (6.6 last paragraph). */
export const takeMeasure = mutation({
  name: 'takeMeasure',
  description: 'Warns a party, sets it a deadline, suspends it, or lifts what is in force.',
  may: permit.role(...MEDIATORS, 'industry-body'),
  input: z.object({
    partyId: partyId(),
    step: oneOf(MeasureSteps).describe('What is done to the party; the last one ends what is in force.'),
    reason: paragraph(1000, 2).describe('Public, as the measure is.'),
    clause: z
      .string()
      .describe('The clause of the standard that was broken: 6.5.b. Refused where there is none (CLAUSE_UNKNOWN).'),
    dueOn: asScalar(LocalDate, localDate())
      .nullish()
      .describe('The last day for it; needed of a rectification, refused of every other step.'),
    complaintId: identifier().nullish().describe('The complaint that led to it.'),
  }),
  refusals: {
    NOT_FOUND,
    DUE_DATE_MISSING: { message: '限期整改要写明到期日', clause: '6.6.end' },
    DUE_DATE_NOT_NEEDED: {
      message: '只有限期整改有到期日；警告和暂停营业到解除为止，请去掉到期日',
      clause: '13.end',
    },
    DUE_DATE_PAST: { message: '到期日要在今天之后', clause: '6.6.end' },
    CLAUSE_UNKNOWN: { message: '没有这一条，请核对条款号' },
    PARTY_UNKNOWN: { message: '没有这个主体' },
    NOT_BY_COVENANT: {
      message: '行业组织只能对自律公约的成员，按公约给警告或限期整改；成员不到两家，公约就不起作用。别的请转平台处理',
      clause: '12.2.end',
    },
    ...takingRefusals,
  },
  shows: measureNow,
  async run(context, { partyId, step, reason, clause, dueOn, complaintId }, refuse) {
    if (!isClauseRef(clause)) return refuse('CLAUSE_UNKNOWN');
    if (step === 'rectification' && !dueOn) return refuse('DUE_DATE_MISSING');
    if (step !== 'rectification' && dueOn) return refuse('DUE_DATE_NOT_NEEDED');
    // A day's deadline ends with that day.
    const dueAtMs = dueOn ? startOfChinaDate(dueOn) + DAY_MS : null;
    if (dueAtMs !== null && dueAtMs <= context.clock.now()) return refuse('DUE_DATE_PAST');
    return context.transaction(async (tx) => {
      const party = await tx.rows
        .selectFrom('KnownParty')
        .select('partyId')
        .where('partyId', '=', partyId)
        .executeTakeFirst();
      if (!party) return refuse('PARTY_UNKNOWN');
      if (!hasRole(context.actor, ...MEDIATORS) && !(await isByCovenant(tx, { partyId, step, clause })))
        return refuse('NOT_BY_COVENANT');
      if (complaintId) {
        const complaint = await tx.rows
          .selectFrom('Complaint')
          .select('id')
          .where('id', '=', complaintId)
          .executeTakeFirst();
        if (!complaint) return refuse('NOT_FOUND');
      }
      return takeMeasureIn(context, tx, {
        partyId,
        step,
        reason,
        clause,
        dueAtMs,
        ...(complaintId && { complaintId }),
      });
    });
  },
});

/** What the self-regulatory body can do while there is one: hold a member to the covenant (12.2 last paragraph). */
async function isByCovenant(
  tx: TrustTransaction,
  { partyId, step, clause }: Pick<MeasureToTake, 'partyId' | 'step' | 'clause'>,
): Promise<boolean> {
  if (clause !== '12.2.end' || (step !== 'warning' && step !== 'rectification')) return false;
  const members = await tx.rows.selectFrom('CovenantMember').select('partyId').where('leftAtMs', 'is', null).execute();
  return members.length >= COVENANT_MEMBERS_MIN && members.some((member) => member.partyId === partyId);
}

/**
 * The same within a transaction that has decided it: a published assessment, a refused compensation, withdrawn
 * information.
 */
export async function takeMeasureIn(
  context: TrustContext,
  tx: TrustTransaction,
  measure: MeasureToTake,
): Promise<Outcome<{ id: string }, keyof typeof takingRefusals>> {
  const { partyId, step, reason, clause, dueAtMs } = measure;
  const { complaintId = null, assessedMonth = null, lookId = null, oversightId = null } = measure;
  if (await isTaken(tx, measure)) return refuse(takingRefusals, 'ALREADY_TAKEN');
  const isLift = step === 'lifted';
  if (isLift && !(await liftAll(context, tx, partyId, reason))) return refuse(takingRefusals, 'NOTHING_TO_LIFT');
  const id = context.newId();
  const nowMs = context.clock.now();
  const isProposed = measure.byLadder === true && step === 'suspension';
  await tx.em.insert(Measure, {
    id,
    partyId,
    step,
    state: isLift ? 'lifted' : isProposed ? measureLifecycle.initial : 'in-force',
    reason,
    clause,
    dueAtMs,
    takenBy: context.actor.id,
    takenAtMs: nowMs,
    complaintId,
    assessedMonth,
    lookId,
    oversightId,
    endedAtMs: isLift ? nowMs : null,
  });
  if (!isProposed) await addToTally(tx, partyId, tallyOf(step, 1));
  await notifyParty(context, tx, partyId, 'complaints', {
    kind: 'measure-taken',
    title: isProposed ? '平台在考虑暂停您的营业' : `平台${MEASURE_STEP_TITLES[step]}通知`,
    body: (isProposed ? `${reason}。由人看过再决定，现在照常营业；有话请尽快打平台服务电话说` : reason).slice(0, 200),
    orderId: null,
  });
  if (!isLift && !isProposed)
    tx.publish(measureTaken, { type: 'party', id: partyId }, { measureId: id, partyId, step, dueAtMs, reason });
  tx.audit({ type: 'measure', id, clause });
  return ok({ id });
}

/** One complaint, one month or one look brings a party one measure. */
async function isTaken(
  tx: TrustTransaction,
  { partyId, complaintId, assessedMonth, lookId }: MeasureToTake,
): Promise<boolean> {
  if (!complaintId && !assessedMonth && !lookId) return false;
  const earlier = await tx.rows
    .selectFrom('Measure')
    .select('id')
    .where('partyId', '=', partyId)
    .where((eb) =>
      eb.or([
        ...(complaintId ? [eb('complaintId', '=', complaintId)] : []),
        ...(assessedMonth ? [eb('assessedMonth', '=', assessedMonth)] : []),
        ...(lookId ? [eb('lookId', '=', lookId)] : []),
      ]),
    )
    .executeTakeFirst();
  return earlier !== undefined;
}

/** Ends what is in force against a party; false where nothing is, or all of it was lifted by another meanwhile. */
async function liftAll(
  context: TrustContext,
  tx: TrustTransaction,
  partyId: string,
  reason: string,
  of: readonly string[] | null = null,
): Promise<boolean> {
  const open = await tx.rows
    .selectFrom('Measure')
    .select(['id', 'step'])
    .where('partyId', '=', partyId)
    .where('state', 'in', measureLifecycle.from('lift'))
    .$if(of === null, (query) => query.where('oversightId', 'is', null))
    .$if(of !== null, (query) => query.where('oversightId', 'in', of ?? []))
    .execute();
  let lifted = 0;
  for (const row of open) lifted += Number(await liftOne(context, tx, { ...row, partyId }, reason));
  return lifted > 0;
}

/** Ends one; false where another did meanwhile. */
export async function liftOne(
  context: TrustContext,
  tx: TrustTransaction,
  { id, step, partyId }: { id: string; step: MeasureStep; partyId: string },
  reason: string,
): Promise<boolean> {
  if ((await measures.bySystem(context, tx, 'lift', { id }, { endedAtMs: context.clock.now() })) === 0) return false;
  await addToTally(tx, partyId, tallyOf(step, -1));
  publishLifted(tx, { id, partyId }, reason);
  return true;
}

/** A lifting names the measure that it ends: sellers knows no other. */
export const publishLifted = (
  tx: TrustTransaction,
  { id: measureId, partyId }: { id: string; partyId: string },
  reason: string,
  how: { isWithdrawn?: true } = {},
): void =>
  tx.publish(
    measureTaken,
    { type: 'party', id: partyId },
    { measureId, partyId, step: 'lifted', dueAtMs: null, reason, ...how },
  );

/** Ends what the caller's authority ordered against a party; false where it ordered nothing that is in force. */
export async function liftOrdered(
  context: TrustContext,
  tx: TrustTransaction,
  partyId: string,
  reason: string,
): Promise<boolean> {
  const asked = await visibleOversights(context).where('orders', '=', 'suspend').execute();
  return (
    asked.length > 0 &&
    liftAll(
      context,
      tx,
      partyId,
      reason,
      asked.map(({ id }) => id),
    )
  );
}
