import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { inWorkingDays } from '@heitu/standard';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { SILENCE_MS } from './complaint.policy.ts';
import { wontStep } from './complaint.refusals.ts';
import { stepComplaint } from './step-complaint.ts';

const SWEEP_BATCH_MAX = 100;

/**
 * What time itself does to complaints: unanswered ones escalate, silent consumers close, silent liable parties refuse
 * (6.6.c, 7.3.8.m).
 */
export const sweepComplaints = (context: TrustContext): Promise<void> =>
  eachAlone([escalateUnanswered, closeSilent, refuseForUnresponsive], (sweep) => sweep(context, context.clock.now()));

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
