import { platformOwes } from '@heitu/events/trust.platform-owes.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { yuan } from '@heitu/kit/rules/money';
import { ok } from '@heitu/kit/rules/outcome';
import { inWorkingDays } from '@heitu/standard';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { advance } from './advance-compensation.ts';
import { complaintLifecycle, type ComplaintState } from './complaint.lifecycle.ts';
import { owedForSilenceFen, SILENCE_MS } from './complaint.policy.ts';
import { wontStep } from './complaint.refusals.ts';
import { owedBy, stepComplaint } from './step-complaint.ts';

const SWEEP_BATCH_MAX = 100;

/**
 * What time itself does to complaints: unanswered ones escalate, silent consumers close, silent liable parties refuse
 * (6.6.c, 7.3.8.m); where the platform's own people stay silent, the platform pays.
 */
export const sweepComplaints = (context: TrustContext): Promise<void> =>
  eachAlone([escalateUnanswered, closeSilent, refuseForUnresponsive, advanceAtLast, answerForSilence], (sweep) =>
    sweep(context, context.clock.now()),
  );

async function escalateUnanswered(context: TrustContext, nowMs: number): Promise<void> {
  const unanswered = await context.rows
    .selectFrom('Complaint')
    .selectAll()
    .where('state', '=', 'filed')
    .where('answerDueAtMs', '<', nowMs)
    .orderBy('answerDueAtMs')
    .limit(SWEEP_BATCH_MAX)
    .execute();
  await eachAlone(unanswered, async (complaint) => {
    const { answererPartyId, accountId, number, orderId } = complaint;
    await context.transaction(async (tx) => {
      const refused = await stepComplaint(context, tx, 'escalate-overdue', complaint, 'system', wontStep, {
        escalatedAtMs: nowMs,
        escalatedBy: 'system',
        answeredInTime: false,
      });
      if (refused) return refused;
      if (answererPartyId) await addToTally(tx, answererPartyId, { lateAnswerCount: 1 });
      await notifyAccount(context, tx, accountId, {
        kind: 'complaint-escalated',
        title: '平台已介入您的投诉',
        body: `投诉${number}对方超过${inWorkingDays('answerComplaint')}没有答复，平台已介入`,
        orderId,
      });
      return ok(null);
    });
  });
}
async function closeSilent(context: TrustContext, nowMs: number): Promise<void> {
  const silent = await context.rows
    .selectFrom('Complaint')
    .selectAll()
    .where('state', '=', 'answered')
    .where('answeredAtMs', '<', nowMs - SILENCE_MS)
    .limit(SWEEP_BATCH_MAX)
    .execute();
  await eachAlone(silent, async (complaint) => {
    await context.transaction(
      async (tx) =>
        (await stepComplaint(context, tx, 'close-silent', complaint, 'system', wontStep, {
          remedy: complaint.answerRemedy,
        })) ?? ok(null),
    );
  });
}
async function refuseForUnresponsive(context: TrustContext, nowMs: number): Promise<void> {
  const unresponsive = await context.rows
    .selectFrom('Complaint')
    .selectAll()
    .where('state', '=', 'decided')
    .where('responseDueAtMs', '<', nowMs)
    .limit(SWEEP_BATCH_MAX)
    .execute();
  await eachAlone(unresponsive, async (complaint) => {
    await context.transaction(
      async (tx) =>
        (await stepComplaint(context, tx, 'refuse-decision', complaint, 'system', wontStep, {
          liableAccepted: false,
        })) ?? ok(null),
    );
  });
}

/** Past the last moment of the state that they are in. */
async function pastTheLast(context: TrustContext, state: ComplaintState, nowMs: number) {
  const overdue = await context.rows
    .selectFrom('Complaint')
    .selectAll()
    .where('state', '=', state)
    .where('settleDueAtMs', '<', nowMs)
    .orderBy('settleDueAtMs')
    .limit(SWEEP_BATCH_MAX)
    .execute();
  return overdue.filter((complaint) => complaintLifecycle.hasLapsed(complaint, nowMs));
}

/** Decided and refused, and nobody of the platform has advanced it: the promise holds all the same (6.6.d). */
async function advanceAtLast(context: TrustContext, nowMs: number): Promise<void> {
  await eachAlone(await pastTheLast(context, 'refused', nowMs), (complaint) =>
    context.transaction(async (tx) => (await advance(context, tx, complaint, 'system', wontStep)) ?? ok(null)),
  );
}

/** Nobody of the platform has decided: it answers for its own silence, out of its own money. */
async function answerForSilence(context: TrustContext, nowMs: number): Promise<void> {
  await eachAlone(await pastTheLast(context, 'escalated', nowMs), async (complaint) => {
    const { id, accountId, number, orderId } = complaint;
    const amountFen = owedForSilenceFen(complaint);
    const action = amountFen > 0 ? 'answer-for-silence' : 'close-undecided';
    await context.transaction(async (tx) => {
      const refused = await stepComplaint(context, tx, action, complaint, 'system', wontStep, {
        decidedAtMs: nowMs,
        compensationFen: amountFen,
        remedy: amountFen > 0 ? 'compensation' : 'answer',
      });
      if (refused) return refused;
      const reason = `投诉${number}平台逾期未裁定，由平台赔付`;
      if (amountFen > 0) tx.publish(platformOwes, { type: 'complaint', id }, owedBy(complaint, '', amountFen, reason));
      await notifyAccount(context, tx, accountId, {
        kind: 'complaint-decided',
        title: '平台没有按时裁定您的投诉',
        body:
          amountFen > 0
            ? `投诉${number}平台逾期未裁定，由平台赔付您${yuan(amountFen)}元，三天内到账`
            : `投诉${number}平台逾期未裁定，已办结；您可以拨打12315，或向法院起诉`,
        orderId,
      });
      return ok(null);
    });
  });
}
