import { ok } from '@heitu/kit/outcome';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { SILENCE_MS } from './complaint.policy.ts';
import { stepComplaint } from './step-complaint.ts';

const SWEEP_BATCH_MAX = 100;

/** What time itself does to complaints: unanswered ones escalate, silent consumers close, silent liable parties refuse (6.6.c, 7.3.8.m). */
export async function sweepComplaints(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const unanswered = await context.rows.selectFrom('Complaint').select(['id', 'answererPartyId', 'accountId', 'number', 'orderId']).where('state', '=', 'filed').where('answerDueAtMs', '<', nowMs).orderBy('answerDueAtMs').limit(SWEEP_BATCH_MAX).execute();
  for (const { id, answererPartyId, accountId, number, orderId } of unanswered) {
    await context.transaction(async (tx) => {
      const refused = await stepComplaint(context, tx, id, 'escalate-overdue', 'system', { escalatedAtMs: nowMs, escalatedBy: 'system', answeredInTime: false });
      if (refused) return refused;
      if (answererPartyId) await addToTally(tx, answererPartyId, { lateAnswerCount: 1 });
      await notifyAccount(context, tx, accountId, { kind: 'complaint-escalated', title: '平台已介入您的投诉', body: `投诉${number}对方超过1个工作日没有答复，平台已介入`, orderId });
      return ok(null);
    });
  }
  const silent = await context.rows.selectFrom('Complaint').select(['id', 'answerRemedy']).where('state', '=', 'answered').where('answeredAtMs', '<', nowMs - SILENCE_MS).limit(SWEEP_BATCH_MAX).execute();
  for (const { id, answerRemedy } of silent) {
    await context.transaction(async (tx) => (await stepComplaint(context, tx, id, 'close-silent', 'system', { remedy: answerRemedy })) ?? ok(null));
  }
  const unresponsive = await context.rows.selectFrom('Complaint').select('id').where('state', '=', 'decided').where('responseDueAtMs', '<', nowMs).limit(SWEEP_BATCH_MAX).execute();
  for (const { id } of unresponsive) {
    await context.transaction(async (tx) => (await stepComplaint(context, tx, id, 'refuse-decision', 'system', { liableAccepted: false })) ?? ok(null));
  }
}
