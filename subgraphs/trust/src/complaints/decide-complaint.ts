import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { amountFen, identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { inWorkingDays, isClauseRef } from '@heitu/standard';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext } from '../context.ts';
import { notifyAccount, notifyParty } from '../messages/notify.ts';
import { compensationMaxFen, responseDueAt } from './complaint.policy.ts';
import { complaintRefusals } from './complaint.refusals.ts';
import { stepComplaint } from './step-complaint.ts';

const schema = z.object({
  complaintId: identifier(),
  liableParty: z.enum(['seller', 'carrier', 'none']),
  finding: paragraph(2000, 2),
  compensationFen: amountFen(0),
  clause: z.string().refine(isClauseRef, '没有这一条').nullish(),
});

/**
 * The mediator decides who is liable and for how much, or that nobody is (6.6.d). Errors: NO_SUCH_PARTY,
 * AMOUNT_TOO_LARGE, WRONG_STATE.
 */
export async function decideComplaint(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { complaintId: id, liableParty, finding, compensationFen, clause } = valid.value;
  return context.transaction(async (tx) => {
    const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', id).executeTakeFirst();
    if (!complaint) return refuse(complaintRefusals, 'NOT_FOUND');
    const nowMs = context.clock.now();
    const decision = {
      decidedAtMs: nowMs,
      finding: await context.vault.sealText(complaint.accountId, finding),
      decisionClause: clause ?? null,
    };
    if (liableParty === 'none') {
      const refused = await stepComplaint(context, tx, id, 'dismiss', 'mediator', {
        ...decision,
        compensationFen: 0,
        remedy: 'answer',
      });
      if (refused) return refused;
    } else {
      const liablePartyId = liableParty === 'seller' ? complaint.partyId : complaint.carrierPartyId;
      if (!liablePartyId || !complaint.orderId) return refuse(complaintRefusals, 'NO_SUCH_PARTY');
      if (compensationFen === 0) return refuse(complaintRefusals, 'AMOUNT_MISSING');
      if (compensationFen > compensationMaxFen(complaint.orderFen ?? 0))
        return refuse(complaintRefusals, 'AMOUNT_TOO_LARGE');
      const refused = await stepComplaint(context, tx, id, 'decide', 'mediator', {
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
  });
}
