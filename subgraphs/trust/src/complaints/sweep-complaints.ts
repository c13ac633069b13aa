import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { inWorkingDays } from '@heitu/standard';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { SILENCE_MS } from './complaint.policy.ts';
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
    .select(['id', 'answererPartyId', 'accountId', 'number', 'orderId'])
    .where('state', '=', 'filed')
    .where('answerDueAtMs', '<', nowMs)
    .orderBy('answerDueAtMs')
    .limit(SWEEP_BATCH_MAX)
    .execute();
  await eachAlone(unanswered, async ({ id, answererPartyId, accountId, number, orderId }) => {
    await context.transaction(async (tx) => {
      const refused = await stepComplaint(context, tx, id, 'escalate-overdue', 'system', {
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
    .select(['id', 'answerRemedy'])
    .where('state', '=', 'answered')
    .where('answeredAtMs', '<', nowMs - SILENCE_MS)
    .limit(SWEEP_BATCH_MAX)
    .execute();
  await eachAlone(silent, async ({ id, answerRemedy }) => {
    await context.transaction(
      async (tx) =>
        (await stepComplaint(context, tx, id, 'close-silent', 'system', { remedy: answerRemedy })) ?? ok(null),
    );
  });
}
async function refuseForUnresponsive(context: TrustContext, nowMs: number): Promise<void> {
  const unresponsive = await context.rows
    .selectFrom('Complaint')
    .select('id')
    .where('state', '=', 'decided')
    .where('responseDueAtMs', '<', nowMs)
    .limit(SWEEP_BATCH_MAX)
    .execute();
  await eachAlone(unresponsive, async ({ id }) => {
    await context.transaction(
      async (tx) =>
        (await stepComplaint(context, tx, id, 'refuse-decision', 'system', { liableAccepted: false })) ?? ok(null),
    );
  });
}
