import { ok, type Outcome } from '@heitu/kit/outcome';
import { takeMeasureIn } from '../conduct/take-measure.ts';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { stepComplaint } from './step-complaint.ts';

/** The advance reached the consumer; the party that refused is warned (6.6.d, 6.6 last paragraph). */
export async function recordAdvance(context: TrustContext, tx: TrustTransaction, paid: { advanceId: string; recoveryId: string; complaintId: string; partyId: string; amountFen: number }): Promise<Outcome<null>> {
  const complaint = await tx.rows.selectFrom('Complaint').select(['accountId', 'number', 'orderId']).where('id', '=', paid.complaintId).executeTakeFirst();
  if (!complaint) return ok(null);
  const refused = await stepComplaint(context, tx, paid.complaintId, 'record-advance', 'system', { advanceId: paid.advanceId, recoveryId: paid.recoveryId, advancedFen: paid.amountFen, remedy: 'compensation' });
  if (refused) return refused;
  await takeMeasureIn(context, tx, { partyId: paid.partyId, step: 'warning', reason: `拒不履行投诉${complaint.number}的赔偿裁定，由平台先行赔付`, clause: '6.6.end', dueAtMs: null, complaintId: paid.complaintId });
  await notifyAccount(context, tx, complaint.accountId, { kind: 'complaint-compensated', title: '赔偿已到账', body: `投诉${complaint.number}由平台先行赔付，请查收`, orderId: complaint.orderId });
  return ok(null);
}

/** A refund that pays a complaint's compensation carries the complaint's id in its key. */
export async function recordCompensation(context: TrustContext, tx: TrustTransaction, refundKey: string): Promise<Outcome<null>> {
  const id = /complaint[:-]([0-9A-Z]{26})/.exec(refundKey)?.[1];
  if (!id) return ok(null);
  const complaint = await tx.rows.selectFrom('Complaint').select(['accountId', 'number', 'orderId']).where('id', '=', id).executeTakeFirst();
  if (!complaint) return ok(null);
  const refused = await stepComplaint(context, tx, id, 'record-payment', 'system');
  if (refused) return refused;
  await notifyAccount(context, tx, complaint.accountId, { kind: 'complaint-compensated', title: '赔偿已到账', body: `投诉${complaint.number}的赔偿已退回，请查收`, orderId: complaint.orderId });
  return ok(null);
}

/** More was decided than is left of the order's payment, so nothing could be paid: the mediator decides anew (6.6.d). */
export async function reopenUnpayable(context: TrustContext, tx: TrustTransaction, complaintId: string): Promise<Outcome<null>> {
  const complaint = await tx.rows.selectFrom('Complaint').select(['accountId', 'number', 'orderId']).where('id', '=', complaintId).executeTakeFirst();
  if (!complaint) return ok(null);
  const refused = await stepComplaint(context, tx, complaintId, 'fall-back', 'system', { escalatedAtMs: context.clock.now(), escalatedBy: 'system', compensationFen: null, liablePartyId: null, liableAccepted: null, remedy: null });
  if (refused) return refused;
  await notifyAccount(context, tx, complaint.accountId, { kind: 'complaint-escalated', title: '平台重新处理您的投诉', body: `投诉${complaint.number}的赔偿超过了这笔订单还能退的钱，平台会重新裁定`, orderId: complaint.orderId });
  return ok(null);
}
