import { platformOwes } from '@heitu/events/trust.platform-owes.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { yuan } from '@heitu/kit/rules/money';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { complaintLifecycle } from '../complaints/complaint.lifecycle.ts';
import { wontStep } from '../complaints/complaint.refusals.ts';
import { owedBy, stepComplaint } from '../complaints/step-complaint.ts';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { NAMERS, sellerDemandLifecycle } from './seller-demand.lifecycle.ts';
import { sellerDemands } from './seller-demand.moves.ts';
import { owedForUnknownSellerFen } from './seller-demand.policy.ts';
import { sellerDemandNow } from './seller-demand.view.ts';

const BATCH_MAX = 50;

/** Who mediates says that nobody knows where the seller is: the platform pays in the seller's place. */
export const standInForSeller = mutation({
  name: 'standInForSeller',
  description: 'The seller of a demand is not to be found: the platform pays the buyer in its place.',
  may: permit.role(...NAMERS),
  input: z.object({ demandId: identifier().describe('The demand, which nobody has answered.') }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: sellerDemandNow,
  run: (context, { demandId: id }, refuse) =>
    context.transaction(async (tx) => {
      const row = await tx.rows.selectFrom('SellerDemand').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row || row.accountId === context.actor.id) return refuse('NOT_FOUND');
      const set = { endedAtMs: context.clock.now(), endedBy: context.actor.id };
      const refused = await sellerDemands.move(context, tx, 'stand-in', row, refuse, { set });
      if (refused) return refused;
      await payInstead(context, tx, row.complaintId);
      return ok({ id });
    }),
});

/** Job: what nobody has answered by its last day is paid by the platform (Consumer Law 44). */
export async function sweepSellerDemands(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const late = await context.rows
    .selectFrom('SellerDemand')
    .select(['id', 'complaintId', 'state', 'dueAtMs'])
    .where('state', '=', 'asked')
    .where('dueAtMs', '<', nowMs)
    .orderBy('dueAtMs')
    .limit(BATCH_MAX)
    .execute();
  const over = late.filter((row) => sellerDemandLifecycle.hasLapsed(row, nowMs));
  await eachAlone(over, ({ id, complaintId }) =>
    context.transaction(async (tx) => {
      if ((await sellerDemands.bySystem(context, tx, 'stand-in', { id }, { endedAtMs: nowMs })) === 0) return ok(null);
      await payInstead(context, tx, complaintId);
      tx.audit({ type: 'seller-demand', id, clause: '6.6.d' });
      return ok(null);
    }),
  );
}

/** What is already paid, or on its way, is not paid a second time. */
async function payInstead(context: TrustContext, tx: TrustTransaction, complaintId: string): Promise<void> {
  const complaint = await tx.rows
    .selectFrom('Complaint')
    .selectAll()
    .where('id', '=', complaintId)
    .executeTakeFirstOrThrow();
  const amountFen = owedForUnknownSellerFen(complaint);
  const { accountId, number, orderId } = complaint;
  const pays = amountFen > 0 && complaintLifecycle.from('stand-in').includes(complaint.state);
  if (pays) {
    const refused = await stepComplaint(context, tx, 'stand-in', complaint, 'system', wontStep, {
      decidedAtMs: complaint.decidedAtMs ?? context.clock.now(),
      compensationFen: amountFen,
      remedy: 'compensation',
    });
    if (refused) throw new Error(`complaint ${complaintId} moved meanwhile`);
    const reason = `投诉${number}查不到商家，由平台赔付`;
    tx.publish(
      platformOwes,
      { type: 'complaint', id: complaintId },
      {
        ...owedBy(complaint, '', amountFen, reason),
        partyId: '',
      },
    );
  }
  await notifyAccount(context, tx, accountId, {
    kind: 'complaint-decided',
    title: '平台没能提供商家的真实信息',
    body: pays
      ? `投诉${number}由平台赔付您${yuan(amountFen)}元，三天内到账`
      : `投诉${number}照原来的处理办；您也可以拨打12315，或向法院起诉`,
    orderId,
  });
}
