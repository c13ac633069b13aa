import { endOfChinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import type { OrdersContext } from '../context.ts';
import { sharesJudged, type ShareAbove } from '../peers.ts';
import { CHARGE_KINDS } from './charge.kinds.ts';

/** What carriers and stations got of the orders that were settled on this day; payments has contracts and money. */
export async function compareShares(context: OrdersContext, date: string) {
  const { judged, above } = await sharesJudged(context, startOfChinaDate(date), endOfChinaDate(date));
  if (above.length === 0) return { compared: judged, found: [] };
  const orders = await context.rows
    .selectFrom('Order')
    .select(['id', 'number', 'partyId', 'buyerAccountId'])
    .where('id', 'in', [...new Set(above.map(({ orderId }) => orderId))])
    .execute();
  const known = new Map(orders.map((order) => [order.id, order]));
  return {
    compared: judged,
    found: above.flatMap((share) => {
      const order = known.get(share.orderId);
      return order ? [differenceOf(order, share)] : [];
    }),
  };
}

const differenceOf = (
  { id, number, partyId, buyerAccountId }: { id: string; number: string; partyId: string; buyerAccountId: string },
  { shareId, kind, partyId: receiverPartyId, sharedFen, allowedFen }: ShareAbove,
) => ({
  kind,
  finding: 'above' as const,
  orderId: id,
  orderNumber: number,
  chargeId: shareId,
  lineId: null,
  partyId,
  buyerAccountId,
  receiverPartyId,
  goods: CHARGE_KINDS[kind],
  chargedFen: sharedFen,
  markedFen: allowedFen,
  marked: `按合同是${yuan(allowedFen)}元`,
  quantity: 1,
});
