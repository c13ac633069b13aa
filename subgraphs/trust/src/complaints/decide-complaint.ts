import { SafeInt } from '@heitu/kit/rules/graphql';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { amountFen, asScalar, paragraph, z } from '@heitu/kit/rules/validate';
import { inWorkingDays, isClauseRef } from '@heitu/standard';
import { addToTally } from '../conduct/tally.ts';
import { mutation } from '../context.ts';
import { LiableParties } from '../enums.ts';
import { notifyAccount, notifyParty } from '../messages/notify.ts';
import { complaintNow } from './complaint-answers.ts';
import { isOwnCase } from './complaint.loader.ts';
import { compensationMaxFen, responseDueAt } from './complaint.policy.ts';
import { AMOUNT_MISSING, AMOUNT_TOO_LARGE } from './complaint.refusals.ts';
import { stepComplaint } from './step-complaint.ts';
import { complaintId } from '../input-fields.ts';

/** The mediator decides who is liable and for how much, or that nobody is (6.6.d). */
export const decideComplaint = mutation({
  name: 'decideComplaint',
  description: 'The mediator decides who is liable and for how much, or that nobody is.',
  may: permit.role('mediator'),
  input: z.object({
    complaintId: complaintId(),
    liableParty: oneOf(LiableParties).describe('Who owes it to the consumer, if anybody does.'),
    finding: paragraph(2000, 2).describe('Why it is decided so; both sides read it.'),
    compensationFen: asScalar(SafeInt, amountFen(0)).describe(
      'What the liable party owes, in fen, 0 where nobody is liable; bounded by what the order cost (AMOUNT_TOO_LARGE).',
    ),
    clause: z
      .string()
      .refine(isClauseRef, '没有这一条')
      .nullish()
      .describe('The clause of the standard that was broken: 7.3.8.o.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    AMOUNT_TOO_LARGE,
    AMOUNT_MISSING,
    NO_SUCH_PARTY: { message: '这个订单没有这个责任方' },
  },
  shows: complaintNow,
  run: (context, { complaintId: id, liableParty, finding, compensationFen, clause }, refuse) =>
    context.transaction(async (tx) => {
      const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', id).executeTakeFirst();
      if (!complaint || isOwnCase(context.actor, complaint)) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const decision = {
        decidedAtMs: nowMs,
        decidedBy: context.actor.id,
        finding: await context.vault.sealText(complaint.accountId, finding),
        decisionClause: clause ?? null,
      };
      if (liableParty === 'none') {
        const refused = await stepComplaint(context, tx, 'dismiss', complaint, 'mediator', refuse, {
          ...decision,
          compensationFen: 0,
          remedy: 'answer',
        });
        if (refused) return refused;
      } else {
        const liablePartyId = liableParty === 'seller' ? complaint.partyId : complaint.carrierPartyId;
        if (!liablePartyId || !complaint.orderId) return refuse('NO_SUCH_PARTY');
        if (compensationFen === 0) return refuse('AMOUNT_MISSING');
        if (compensationFen > compensationMaxFen(complaint.orderFen ?? 0)) return refuse('AMOUNT_TOO_LARGE');
        const refused = await stepComplaint(context, tx, 'decide', complaint, 'mediator', refuse, {
          ...decision,
          liablePartyId,
          compensationFen,
          responseDueAtMs: responseDueAt(nowMs),
        });
        if (refused) return refused;
        await addToTally(tx, liablePartyId, { upheldCount: 1 });
        await notifyParty(context, tx, liablePartyId, 'complaints', {
          kind: 'complaint-decided',
          title: '投诉裁定您方有责',
          body: `投诉${complaint.number}已裁定，请在${inWorkingDays('respondToDecision')}内答复`,
          orderId: complaint.orderId,
        });
      }
      await notifyAccount(context, tx, complaint.accountId, {
        kind: 'complaint-decided',
        title: '投诉有了裁定',
        body: `投诉${complaint.number}已由平台裁定，请查看`,
        orderId: complaint.orderId,
      });
      return ok({ id });
    }),
});
