import type { OrdersTransaction } from '../context.ts';
import { DELIVERED_STATES, WITH_CARRIER_STATES } from '../order/order.lifecycle.ts';

/** An order that was filled from a lot, and has some of it. */
export interface Holder {
  orderId: string;
  orderNumber: string;
  buyerAccountId: string;
  partyId: string;
  lotId: string;
  lotCode: string;
  goods: string;
  /** Some is with the buyer; some is on its way. */
  isDelivered: boolean;
  isOnWay: boolean;
}

/** The buyer has what was sent, or is to get it: not what was refused and is on its way back. */
export const TO_BE_TOLD_STATES = [...WITH_CARRIER_STATES, ...DELIVERED_STATES];

/** Each order and lot of these once, whatever lines of it were filled from the lot. */
export async function holdersOf(tx: OrdersTransaction, lotIds: readonly string[]): Promise<Holder[]> {
  if (lotIds.length === 0) return [];
  const rows = await tx.rows
    .selectFrom('LineLot as t')
    .innerJoin('Order as o', 'o.id', 't.orderId')
    .innerJoin('OrderLine as l', 'l.id', 't.lineId')
    .leftJoin('AfterSale as a', 'a.id', 't.afterSaleId')
    .select([
      'o.id as orderId',
      'o.number as orderNumber',
      'o.buyerAccountId',
      'o.partyId',
      'o.state',
      'l.title as goods',
      't.lotId',
      't.lotCode',
      't.afterSaleId',
      'a.state as exchangeState',
    ])
    .where('t.lotId', 'in', lotIds)
    .whereRef('t.units', '>', 't.returnedUnits')
    .where('o.state', 'in', TO_BE_TOLD_STATES)
    .orderBy('o.id')
    .orderBy('t.lotId')
    .execute();
  const isWithBuyer = ({ afterSaleId, state, exchangeState }: (typeof rows)[number]): boolean =>
    afterSaleId === null ? DELIVERED_STATES.includes(state) : exchangeState !== 'exchanging';
  return [...Map.groupBy(rows, ({ orderId, lotId }) => `${orderId} ${lotId}`).values()].flatMap((parts) => {
    const [first] = parts;
    if (!first) return [];
    const { orderId, orderNumber, buyerAccountId, partyId, lotId, lotCode, goods } = first;
    const isDelivered = parts.some(isWithBuyer);
    const isOnWay = !parts.every(isWithBuyer);
    return [{ orderId, orderNumber, buyerAccountId, partyId, lotId, lotCode, goods, isDelivered, isOnWay }];
  });
}
