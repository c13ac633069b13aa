import { oncePerRequest } from '@heitu/kit/data/once-per-request';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { info, measured, type EvidenceFigure, type Period } from '@heitu/kit/rules/evidence';
import { yuan } from '@heitu/kit/rules/money';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { PaymentsContext } from '../context.ts';
import { settlementLifecycle } from './settlement.lifecycle.ts';
import { judgeShares } from '../share/judge-shares.ts';
import { feesHeld } from '../platform-fee/platform-fee.loader.ts';
import { feeTaken, publishedAt } from '../platform-fee/platform-fee.policy.ts';
import { platformFeeFen } from '../share/share.policy.ts';

const settled = oncePerRequest(({ rows }: PaymentsContext, { fromMs, toMs }: Period) =>
  rows
    .selectFrom('Settlement as s')
    .innerJoin('PaymentPart as p', 'p.id', 's.partId')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select([
      'p.orderNumber',
      's.orderId',
      's.partyId',
      's.grossFen',
      's.refundedFen',
      's.deliveryFen',
      's.commissionFen',
      'y.paidAtMs',
    ])
    .where('s.state', '=', 'settled')
    .where('s.settledAtMs', '>=', fromMs)
    .where('s.settledAtMs', '<', toMs)
    .execute(),
);

/** Sellers' contracts with the platform, the one that was signed last first. */
const contracts = ({ rows }: PaymentsContext) =>
  rows
    .selectFrom('AgreedContract')
    .select(['partyId', 'validFrom', 'validUntil', 'terms'])
    .where('kind', '=', 'platform-service')
    .orderBy('signedAtMs', 'desc')
    .execute();

/** What carriers and stations have of the orders that were settled: never more than their contracts give. */
export async function sharesAsAgreed(context: PaymentsContext, period: Period): Promise<EvidenceFigure> {
  const shares = await judgeShares(context, period);
  // Many counties' sellers pay their carriers themselves: that nothing is shared is no lack.
  if (shares.length === 0) return info('承运单位和服务站分到的', 0, '笔');
  return measured.eachOf(
    '承运单位和服务站分到的没有超过合同',
    shares,
    ({ sharedFen, allowedFen }) => sharedFen <= allowedFen,
    '笔',
    ({ orderId, orderNumber, sharedFen, allowedFen }) => ({
      ref: `Order:${orderId}`,
      text: `订单 ${orderNumber}：分出${yuan(sharedFen)}元，按合同最多${yuan(allowedFen)}元`,
    }),
  );
}

/** Orders that have ended, and whose sellers still have nothing of what was paid when their time is over. */
export async function settledInTime(context: PaymentsContext, period: Period): Promise<EvidenceFigure> {
  const { rows, clock } = context;
  const done = await settled(context, period);
  const waiting = await rows
    .selectFrom('Settlement as s')
    .innerJoin('PaymentPart as p', 'p.id', 's.partId')
    .select(['s.orderId', 's.state', 's.createdAtMs', 's.nextAtMs', 'p.orderNumber'])
    .where('s.state', 'in', settlementLifecycle.from('settle'))
    .execute();
  return measured.noneOf(
    '到期没有结算给商家的货款',
    waiting.filter((row) => (settlementLifecycle.dueAtMs(row) ?? Infinity) < clock.now()),
    '单',
    ({ orderId, orderNumber, createdAtMs }) => ({
      ref: `Order:${orderId}`,
      text: `订单 ${orderNumber}：${chinaDate(createdAtMs)}起等结算`,
    }),
    done.length + waiting.length,
  );
}

/**
 * What the platform took of each order that was settled, held against the contract in force when it was paid, or the
 * published list where there is none: never more. Less is right where the provider's cap, or a refund, left less.
 */
export async function feesAsAgreed(context: PaymentsContext, period: Period): Promise<EvidenceFigure> {
  const rows = await settled(context, period);
  const published = await feesHeld(context);
  const agreed = Map.groupBy(await contracts(context), ({ partyId }) => partyId);
  const allowedFen = ({ partyId, paidAtMs, grossFen, refundedFen, deliveryFen }: (typeof rows)[number]): number => {
    const date = paidAtMs === null ? '' : chinaDate(paidAtMs);
    const known = agreed.get(partyId)?.find(({ validFrom, validUntil }) => validFrom <= date && date <= validUntil);
    const terms = known && fromJson(known.terms);
    const kept = { baseFen: grossFen - refundedFen, deliveryFen: deliveryFen ?? 0 };
    const ofContract = terms?.kind === 'platform-service' ? terms : undefined;
    return platformFeeFen(kept, feeTaken(ofContract, publishedAt(published, paidAtMs ?? 0)));
  };
  return measured.eachOf(
    '服务费没有超过合同或公布价目的结算',
    rows,
    (row) => row.commissionFen <= allowedFen(row),
    '单',
    (row) => ({
      ref: `Order:${row.orderId}`,
      text: `订单 ${row.orderNumber}：收了${yuan(row.commissionFen)}元，按合同最多${yuan(allowedFen(row))}元`,
    }),
  );
}
