import { SafeInt } from '@heitu/kit/rules/graphql';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { amountFen, asScalar, paragraph, z } from '@heitu/kit/rules/validate';
import { addToTally } from '../conduct/tally.ts';
import { mutation } from '../context.ts';
import { ComplaintRemedies } from '../enums.ts';
import { notifyAccount } from '../messages/notify.ts';
import { complaintNow } from './complaint-answers.ts';
import { partsIn } from './complaint.loader.ts';
import { compensationMaxFen } from './complaint.policy.ts';
import { AMOUNT_MISSING, AMOUNT_TOO_LARGE } from './complaint.refusals.ts';
import { stepComplaint } from './step-complaint.ts';
import { complaintId } from '../input-fields.ts';

/**
 * The seller, the carrier or (for its own) the operator answers. Whether it was within one working day is fixed here
 * (7.3.8.o, 8.5.1.bt).
 */
export const answerComplaint = mutation({
  name: 'answerComplaint',
  description: 'The seller, the carrier or, for its own, the operator answers. Whether in time is fixed here.',
  may: permit.role('seller-owner', 'seller-staff', 'carrier-manager', 'mediator'),
  input: z.object({
    complaintId: complaintId(),
    text: paragraph(2000, 2).describe('The answer; 2 to 2000 characters.'),
    remedy: oneOf(ComplaintRemedies).describe('What is offered.'),
    accept: z.boolean().describe('Whether the remedy is granted.'),
    amountFen: asScalar(SafeInt, amountFen(1)).nullish().describe('Of a compensation; default: what was asked.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, AMOUNT_TOO_LARGE, AMOUNT_MISSING },
  shows: complaintNow,
  async run(context, input, refuse) {
    const { complaintId: id, text, remedy, accept } = input;
    const answerFen = accept && remedy === 'compensation' ? (input.amountFen ?? null) : null;
    return context.transaction(async (tx) => {
      const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', id).executeTakeFirst();
      const by = complaint?.answererPartyId === '' ? 'mediator' : 'answerer';
      if (!complaint || !partsIn(context.actor, complaint).includes(by)) return refuse('NOT_FOUND');
      const compensationFen = answerFen ?? (accept && remedy === 'compensation' ? complaint.wantedFen : null);
      if (accept && remedy === 'compensation' && compensationFen === null) return refuse('AMOUNT_MISSING');
      if (compensationFen !== null && compensationFen > compensationMaxFen(complaint.orderFen ?? 0))
        return refuse('AMOUNT_TOO_LARGE');
      const nowMs = context.clock.now();
      const answeredInTime = nowMs <= complaint.answerDueAtMs;
      const refused = await stepComplaint(context, tx, 'answer', complaint, by, refuse, {
        answeredAtMs: nowMs,
        answeredInTime,
        answer: await context.vault.sealText(complaint.accountId, text),
        answerRemedy: accept ? remedy : 'answer',
        answerFen: compensationFen,
      });
      if (refused) return refused;
      if (!answeredInTime && by === 'answerer') await addToTally(tx, complaint.answererPartyId, { lateAnswerCount: 1 });
      await notifyAccount(context, tx, complaint.accountId, {
        kind: 'complaint-answered',
        title: '投诉有了答复',
        body: `投诉${complaint.number}已答复，请确认是否接受`,
        orderId: complaint.orderId,
      });
      return ok({ id });
    });
  },
});
