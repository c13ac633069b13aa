import type { orderLost } from '@heitu/events/orders.order-lost.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { yuan } from '@heitu/kit/rules/money';
import { HOLDER_PAYS, SELLER_GETS } from '../claims/claim.policy.ts';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount, notifyParty } from '../messages/notify.ts';

/** A carrier brought goods to nobody: buyer, seller and carrier are told who pays what to whom. */
export async function tellOfLoss(
  context: TrustContext,
  tx: TrustTransaction,
  lost: PayloadOf<typeof orderLost>,
): Promise<void> {
  if (lost.toSeller) return tellOfUnpaidLoss(context, tx, lost);
  const { orderId, orderNumber, amountFen, refund, afterSaleId } = lost;
  // What their contract leaves to the seller.
  const sellers = refund ? `，${yuan(refund.amountFen)}元由商家退给您` : '';
  const back = lost.isNew ? '换的新货一直没送到，也没退回' : '退换的货取走后一直没有交给商家';
  const about = afterSaleId ? `订单${orderNumber}${back}` : `订单${orderNumber}一直没送到，也没退回`;
  const told = { kind: 'order-lost', title: '包裹按丢失办理', orderId } as const;
  await notifyAccount(context, tx, lost.buyerAccountId, {
    ...told,
    body: `${about}，${yuan(amountFen)}元由配送方赔给您${sellers}，三天内到账`,
  });
  await notifyParty(context, tx, lost.partyId, 'orders', {
    ...told,
    body: refund
      ? `${about}，按合同您方承担${yuan(refund.amountFen)}元，其余由配送方赔付买家，其余货款照常结算`
      : `${about}，由配送方赔付买家，您的货款照常结算`,
  });
  await notifyParty(context, tx, lost.carrierPartyId, 'complaints', {
    ...told,
    body: `${about}，按丢失办理，${yuan(amountFen)}元由您方承担`,
  });
  await addToTally(tx, lost.carrierPartyId, { upheldCount: 1 });
}

/** Nobody had paid for it: its seller and the carrier are told; its buyer has heard that the order is off. */
async function tellOfUnpaidLoss(
  context: TrustContext,
  tx: TrustTransaction,
  { orderId, orderNumber, partyId, carrierPartyId, amountFen }: PayloadOf<typeof orderLost>,
): Promise<void> {
  const told = { kind: 'order-lost', title: '包裹按丢失办理', orderId } as const;
  const about = `订单${orderNumber}一直没送到，也没退回，买家还没有付款`;
  await notifyParty(context, tx, partyId, 'orders', {
    ...told,
    body: `${about}。配送方按合同赔您${yuan(amountFen)}元，${SELLER_GETS}`,
  });
  await notifyParty(context, tx, carrierPartyId, 'complaints', {
    ...told,
    body: `${about}。按丢失办理，您方赔商家${yuan(amountFen)}元，${HOLDER_PAYS}`,
  });
  await addToTally(tx, carrierPartyId, { upheldCount: 1 });
}
