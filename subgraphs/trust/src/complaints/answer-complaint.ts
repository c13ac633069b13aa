import { hasRole } from '@heitu/kit/rules/actor';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { amountFen, identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { complaintParties } from './complaint.loader.ts';
import { compensationMaxFen, WANTED } from './complaint.policy.ts';
import { complaintRefusals } from './complaint.refusals.ts';
import { stepComplaint } from './step-complaint.ts';

const schema = z.object({
  complaintId: identifier(),
  text: paragraph(2000, 2),
  remedy: z.enum(WANTED),
  accept: z.boolean(),
  amountFen: amountFen(1).nullish(),
});

/**
 * The seller, the carrier or (for its own) the operator answers. Whether it was within one working day is fixed here
 * (7.3.8.o, 8.5.1.bt).
 */
export async function answerComplaint(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { complaintId: id, text, remedy, accept } = valid.value;
  const answerFen = accept && remedy === 'compensation' ? (valid.value.amountFen ?? null) : null;
  return context.transaction(async (tx) => {
    const complaint = await tx.rows
      .selectFrom('Complaint')
      .select(['answererPartyId', 'accountId', 'orderId', 'orderFen', 'wantedFen', 'answerDueAtMs', 'number'])
      .where('id', '=', id)
      .executeTakeFirst();
    const isOperators = complaint?.answererPartyId === '';
    const mayAnswer =
      complaint &&
      (isOperators
        ? hasRole(context.actor, 'mediator')
        : complaintParties(context.actor).includes(complaint.answererPartyId));
    if (!mayAnswer) return refuse(complaintRefusals, 'NOT_FOUND');
    const compensationFen = answerFen ?? (accept && remedy === 'compensation' ? complaint.wantedFen : null);
    if (accept && remedy === 'compensation' && compensationFen === null)
      return refuse(complaintRefusals, 'AMOUNT_MISSING');
    if (compensationFen !== null && compensationFen > compensationMaxFen(complaint.orderFen ?? 0))
      return refuse(complaintRefusals, 'AMOUNT_TOO_LARGE');
    const nowMs = context.clock.now();
    const answeredInTime = nowMs <= complaint.answerDueAtMs;
    const refused = await stepComplaint(context, tx, id, 'answer', isOperators ? 'mediator' : 'answerer', {
      answeredAtMs: nowMs,
      answeredInTime,
      answer: await context.vault.sealText(complaint.accountId, text),
      answerRemedy: accept ? remedy : 'answer',
      answerFen: compensationFen,
    });
    if (refused) return refused;
    if (!answeredInTime && !isOperators) await addToTally(tx, complaint.answererPartyId, { lateAnswerCount: 1 });
    await notifyAccount(context, tx, complaint.accountId, {
      kind: 'complaint-answered',
      title: '投诉有了答复',
      body: `投诉${complaint.number}已答复，请确认是否接受`,
      orderId: complaint.orderId,
    });
    return ok({ id });
  });
}
