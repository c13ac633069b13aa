import type { advancePaid } from '@heitu/events/payments.advance-paid.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { yuan } from '@heitu/kit/rules/money';
import { ok, type Outcome } from '@heitu/kit/rules/outcome';
import { takeMeasureIn } from '../conduct/take-measure.ts';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount, notifyParty, type Notification } from '../messages/notify.ts';
import { wontStep } from './complaint.refusals.ts';
import { stepComplaint } from './step-complaint.ts';

type AdvancePaid = PayloadOf<typeof advancePaid>;

/**
 * The operator's money reached the consumer, and the liable party owes it. One that refused is warned (6.6.d, 6.6 last
 * paragraph); one that agreed has done nothing wrong: there only was no way to take the money from it.
 */
export async function recordAdvance(
  context: TrustContext,
  tx: TrustTransaction,
  paid: AdvancePaid,
): Promise<Outcome<null>> {
  if (paid.insteadOfRefundId) return tellOfTransfer(context, tx, paid);
  const { advanceId, recoveryId, complaintId, partyId, amountFen, fromDepositFen = 0 } = paid;
  const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', complaintId).executeTakeFirst();
  if (!complaint) return ok(null);
  const { number, orderId } = complaint;
  const agreed = Boolean(complaint.liableAccepted);
  const changes = { advanceId, recoveryId, advancedFen: amountFen, remedy: 'compensation' } as const;
  const action = agreed ? 'record-payment' : 'record-advance';
  const refused = await stepComplaint(context, tx, action, complaint, 'system', wontStep, changes);
  if (refused) return refused;
  // Whoever owes it was told, and warned, the first time.
  if (paid.again) return tellPaidFirst(context, tx, complaint);
  if (!agreed) await warnOfRefusal(context, tx, complaint, partyId, '由平台先行赔付');
  const ofDeposit = `其中${yuan(fromDepositFen)}元已从您方保证金付给消费者，请按合同补足；其余${yuan(amountFen)}元`;
  const owed =
    `投诉${number}由您方承担的赔偿${yuan(amountFen + fromDepositFen)}元，${fromDepositFen > 0 ? ofDeposit : ''}` +
    '平台已先付给消费者，会向您方追偿';
  const toLiable: Notification = { kind: 'complaint-decided', title: '平台已替您方垫付赔偿', body: owed, orderId };
  await notifyParty(context, tx, partyId, 'complaints', toLiable);
  return tellPaidFirst(context, tx, complaint);
}

async function tellPaidFirst(
  context: TrustContext,
  tx: TrustTransaction,
  { number, accountId, orderId }: { number: string; accountId: string; orderId: string | null },
): Promise<Outcome<null>> {
  const body = `投诉${number}由平台先行赔付，请查收`;
  await notifyAccount(context, tx, accountId, { kind: 'complaint-compensated', title: '赔偿已到账', body, orderId });
  return ok(null);
}

/**
 * A compensation was said to have reached the buyer by a refund, and had not: it is being paid again (9.2.cp). Answers
 * the complaint's number; null where the refund was none of a complaint.
 */
export async function recordUnpaid(
  context: TrustContext,
  tx: TrustTransaction,
  refundKey: string,
): Promise<string | null> {
  const id = /(?:complaint|advance)[:-]([0-9A-Z]{26})/.exec(refundKey)?.[1];
  const complaint = id && (await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', id).executeTakeFirst());
  if (!complaint) return null;
  const unpaid = { closedAtMs: null, advanceId: null, recoveryId: null, advancedFen: null };
  await stepComplaint(context, tx, 'undo-payment', complaint, 'system', wontStep, unpaid);
  return complaint.number;
}

/** No card of the buyer took a refund: whoever has the money of it, and owes what the platform transferred, is told. */
async function tellOfTransfer(
  context: TrustContext,
  tx: TrustTransaction,
  { orderId, partyId, amountFen }: AdvancePaid,
): Promise<Outcome<null>> {
  await notifyParty(context, tx, partyId, 'finance', {
    kind: 'refund-transferred',
    title: '退款改由平台转给买家',
    body: `一笔退款${yuan(amountFen)}元退不进买家的卡。这笔钱退到了您的银行账户，或者没有从您这里退出去；平台直接转给买家，会向您追回这${yuan(amountFen)}元`,
    orderId,
  });
  return ok(null);
}

/**
 * The liable party paid out of its deposit, whether it agreed or not: one that refused is warned all the same. Or the
 * platform paid for its own silence.
 */
export async function recordFromDeposit(
  context: TrustContext,
  tx: TrustTransaction,
  { complaintId, partyId, amountFen }: { complaintId: string; partyId: string; amountFen: number },
): Promise<Outcome<null>> {
  const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', complaintId).executeTakeFirst();
  if (!complaint) return ok(null);
  const { number, orderId, accountId } = complaint;
  const isPlatforms = partyId === '';
  const agreed = isPlatforms || Boolean(complaint.liableAccepted);
  const action = agreed ? 'record-payment' : 'record-advance';
  const refused = await stepComplaint(context, tx, action, complaint, 'system', wontStep, { remedy: 'compensation' });
  if (refused) return refused;
  await notifyAccount(context, tx, accountId, {
    kind: 'complaint-compensated',
    title: '赔偿已到账',
    body: `投诉${number}的赔偿${yuan(amountFen)}元已由${isPlatforms ? '平台' : '责任方的保证金'}付给您，请查收`,
    orderId,
  });
  if (isPlatforms) return ok(null);
  if (!agreed) await warnOfRefusal(context, tx, complaint, partyId, '由它的保证金赔付');
  await notifyParty(context, tx, partyId, 'complaints', {
    kind: 'complaint-decided',
    title: '已用您方保证金赔付',
    body: `投诉${number}由您方承担的赔偿${yuan(amountFen)}元，已从您方保证金付给消费者，请按合同补足保证金`,
    orderId,
  });
  return ok(null);
}

const warnOfRefusal = (
  context: TrustContext,
  tx: TrustTransaction,
  { id: complaintId, number }: { id: string; number: string },
  partyId: string,
  paidBy: string,
) =>
  takeMeasureIn(context, tx, {
    partyId,
    step: 'warning',
    reason: `拒不履行投诉${number}的赔偿裁定，${paidBy}`,
    clause: '6.6.end',
    dueAtMs: null,
    complaintId,
  });

/** A refund that pays a complaint's compensation carries the complaint's id in its key. */
export async function recordCompensation(
  context: TrustContext,
  tx: TrustTransaction,
  refundKey: string,
): Promise<Outcome<null>> {
  const id = /complaint[:-]([0-9A-Z]{26})/.exec(refundKey)?.[1];
  if (!id) return ok(null);
  const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', id).executeTakeFirst();
  if (!complaint) return ok(null);
  const refused = await stepComplaint(context, tx, 'record-payment', complaint, 'system', wontStep);
  if (refused) return refused;
  await notifyAccount(context, tx, complaint.accountId, {
    kind: 'complaint-compensated',
    title: '赔偿已到账',
    body: `投诉${complaint.number}的赔偿已退回，请查收`,
    orderId: complaint.orderId,
  });
  return ok(null);
}

/** Nobody paid for the order, so that there is no payer to pay: the mediator decides anew (6.6.d). */
export async function reopenUnpayable(
  context: TrustContext,
  tx: TrustTransaction,
  complaintId: string,
): Promise<Outcome<null>> {
  const complaint = await tx.rows.selectFrom('Complaint').selectAll().where('id', '=', complaintId).executeTakeFirst();
  if (!complaint) return ok(null);
  const refused = await stepComplaint(context, tx, 'fall-back', complaint, 'system', wontStep, {
    escalatedAtMs: context.clock.now(),
    escalatedBy: 'system',
    compensationFen: null,
    liablePartyId: null,
    liableAccepted: null,
    remedy: null,
  });
  if (refused) return refused;
  await notifyAccount(context, tx, complaint.accountId, {
    kind: 'complaint-escalated',
    title: '平台重新处理您的投诉',
    body: `投诉${complaint.number}的订单没有付过款，赔偿没有办法支付，平台会重新裁定`,
    orderId: complaint.orderId,
  });
  return ok(null);
}
