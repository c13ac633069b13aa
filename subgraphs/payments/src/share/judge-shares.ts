import { chinaDate } from '@heitu/kit/rules/calendar';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { ownsPayment } from '../advance/recovery.policy.ts';
import type { PaymentsContext } from '../context.ts';
import { freightFen, stationFen, type ShareKind } from './share.policy.ts';

/** Read at once. */
const ORDERS_MAX = 500;
const JUDGED = ['freight', 'commission'] as const satisfies readonly ShareKind[];
export type JudgedKind = (typeof JUDGED)[number];

/** What one other has of an order, held against the contract in force when it was paid. */
export interface JudgedShare {
  shareId: string;
  orderId: string;
  orderNumber: string;
  kind: JudgedKind;
  partyId: string;
  sharedFen: number;
  allowedFen: number;
}

/**
 * What carriers and stations got of the orders that were settled in a period, as it is there now: each against the
 * contract as it is known now, which may have come after the money went, and without one against nothing.
 */
export async function judgeShares(
  context: Pick<PaymentsContext, 'rows'>,
  period: { fromMs: number; toMs: number },
): Promise<JudgedShare[]> {
  const judged: JudgedShare[] = [];
  let last = '';
  for (;;) {
    const orders = await settledOrders(context, period, last);
    judged.push(...(await judgeOrders(context, orders)));
    if (orders.length < ORDERS_MAX) return judged;
    last = orders.at(-1)?.orderId ?? last;
  }
}

const settledOrders = (
  { rows }: Pick<PaymentsContext, 'rows'>,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  afterOrderId: string,
) =>
  rows
    .selectFrom('Settlement as s')
    .innerJoin('PaymentPart as p', 'p.id', 's.partId')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select(['s.orderId', 's.partyId', 's.stationPartyId', 's.deliveryFen', 's.createdAtMs'])
    .select(['y.paidAtMs', 'p.orderNumber', 'p.totalFen', 'p.refundedFen'])
    .where('s.state', '=', 'settled')
    .where('s.settledAtMs', '>=', fromMs)
    .where('s.settledAtMs', '<', toMs)
    .where('s.orderId', '>', afterOrderId)
    .orderBy('s.orderId')
    .limit(ORDERS_MAX)
    .execute();
type Settled = Awaited<ReturnType<typeof settledOrders>>[number];

async function judgeOrders(context: Pick<PaymentsContext, 'rows'>, orders: readonly Settled[]): Promise<JudgedShare[]> {
  if (orders.length === 0) return [];
  const orderIds = orders.map(({ orderId }) => orderId);
  const shares = await context.rows
    .selectFrom('ProfitShare')
    .select(['id', 'orderId', 'kind', 'partyId', 'amountFen', 'returningFen'])
    .where('orderId', 'in', orderIds)
    .where('kind', 'in', JUDGED)
    .where('state', '=', 'shared')
    .orderBy('id')
    .execute();
  const allowedOf = await allowedFor(context, orders);
  const numbers = new Map(orders.map(({ orderId, orderNumber }) => [orderId, orderNumber]));
  const ofOne = Map.groupBy(shares, ({ orderId, kind, partyId }) => `${orderId} ${kind} ${partyId}`);
  return [...ofOne.values()].flatMap((of): JudgedShare[] => {
    const [first] = of;
    if (!first || !isJudged(first.kind)) return [];
    const { id: shareId, orderId, kind, partyId } = first;
    const sharedFen = of.reduce((sum, { amountFen, returningFen }) => sum + amountFen - returningFen, 0);
    const allowedFen = allowedOf(orderId, kind, partyId);
    return [{ shareId, orderId, orderNumber: numbers.get(orderId) ?? '', kind, partyId, sharedFen, allowedFen }];
  });
}
const isJudged = (kind: ShareKind): kind is JudgedKind => kind !== 'platform-fee';

/** By the same few rows for all of these orders. */
async function allowedFor({ rows }: Pick<PaymentsContext, 'rows'>, orders: readonly Settled[]) {
  const contracts = await rows
    .selectFrom('AgreedContract')
    .select(['partyId', 'withPartyId', 'validFrom', 'validUntil', 'terms'])
    .where('kind', 'in', ['delivery', 'station'])
    .where('partyId', 'in', [...new Set(orders.map(({ partyId }) => partyId))])
    .orderBy('signedAtMs', 'desc')
    .execute();
  const advances = await rows
    .selectFrom('Refund as r')
    .innerJoin('Advance as a', 'a.refundId', 'r.id')
    .select(['r.orderId', 'r.amountFen', 'a.partyId as liablePartyId'])
    .where(
      'r.orderId',
      'in',
      orders.map(({ orderId }) => orderId),
    )
    .execute();
  const byOrder = new Map(orders.map((order) => [order.orderId, order]));
  return (orderId: string, kind: JudgedKind, receiver: string): number => {
    const order = byOrder.get(orderId);
    if (!order) return 0;
    const date = chinaDate(order.paidAtMs ?? order.createdAtMs);
    const known = contracts
      .filter(({ partyId, withPartyId }) => partyId === order.partyId && withPartyId === receiver)
      .filter(({ validFrom, validUntil }) => validFrom <= date && date <= validUntil)
      .map(({ terms }) => fromJson(terms));
    // What the operator advanced for others did not come out of the seller's money.
    const advancedFen = advances
      .filter((one) => one.orderId === orderId)
      .filter(({ liablePartyId }) => !ownsPayment({ liablePartyId, sellerPartyId: order.partyId }))
      .reduce((sum, { amountFen }) => sum + amountFen, 0);
    const kept = { baseFen: order.totalFen - order.refundedFen + advancedFen, deliveryFen: order.deliveryFen ?? 0 };
    const delivery = known.find((terms) => terms.kind === 'delivery');
    if (kind === 'freight') return freightFen(kept, delivery?.freightSharedPercent ?? 0);
    const station = known.find((terms) => terms.kind === 'station');
    const forPickup = receiver === order.stationPartyId ? (station?.pickupPermille ?? 0) : 0;
    return stationFen(kept, (station?.commissionPermille ?? 0) + forPickup);
  };
}
