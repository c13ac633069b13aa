import { SELLER_ROLES } from '@heitu/standard';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { orderReady } from '@heitu/events/orders.order-ready.v1';
import { aboutThing, NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation, type LineRow, type OrderRow, type OrdersContext, type OrdersTransaction } from '../context.ts';
import type { Assignment } from '../stock/stock.policy.ts';
import { takeLots } from '../stock/take-lots.ts';
import { ids } from '../input-fields.ts';
import { orderNow } from './order-answers.ts';
import { orders } from './order.moves.ts';
import { sellerOrder } from './seller-order.ts';
import { STOP_ANSWER_HOURS } from './stop-bought.policy.ts';

/** Assigns lots, first expired first out, and lets the carrier know that the parcel can be fetched. */
export const pickOrder = mutation({
  name: 'pickOrder',
  description:
    'The goods stand ready: lots are assigned to the lines, first expired first out, and the carrier is told.',
  may: permit.role(...SELLER_ROLES),
  input: z.object({ orderId: ids.order() }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    STOP_ASKED: { message: `买家喊停了代买，正在问他还要不要，最多等${STOP_ANSWER_HOURS}小时`, clause: '11.5.de' },
    LOTS_SHORT: {
      message: '能出库的批次不够（停售、召回和过期的不能发），请补货，或取消订单退款',
      clause: '5.1.b',
    },
  },
  shows: orderNow,
  run: (context, { orderId }, refuse) =>
    context.transaction(async (tx) => {
      const order = await sellerOrder(context, tx, orderId);
      if (!order) return refuse('NOT_FOUND');
      const refused = await orders.move(context, tx, 'pick', order, refuse, {
        set: { readyAtMs: context.clock.now() },
      });
      if (refused) return refused;
      const lines = await tx.rows
        .selectFrom('OrderLine')
        .selectAll()
        .where('orderId', '=', order.id)
        .orderBy('id')
        .execute();
      const wanted = lines.map((line) => ({ lineId: line.id, skuId: line.skuId, units: line.quantity }));
      const taken = await takeLots(context, tx, {
        orderId: order.id,
        afterSaleId: null,
        partyId: order.partyId,
        from: 'held',
        lines: wanted,
      });
      if (!taken.ok)
        return refuse(
          'LOTS_SHORT',
          taken.short.map(({ skuId, units }) => aboutThing(skuId, `还差${units}件`)),
        );
      publishReady(context, tx, order, lines, taken.assignments, null);
      return ok({ id: order.id });
    }),
});

/** To the buyer's door, or to the station that they chose. */
function whereTo({ divisionCode, pickup }: OrderRow): { toDivisionCode: string; stationPartyId?: string } {
  const station = pickup && fromJson(pickup);
  return station
    ? { toDivisionCode: station.divisionCode, stationPartyId: station.partyId }
    : { toDivisionCode: divisionCode };
}

/** Tells logistics what is in the parcel, lot by lot. */
export function publishReady(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  lines: readonly LineRow[],
  assignments: readonly Assignment[],
  afterSaleId: string | null,
): void {
  const parcel = lines.flatMap((line) => {
    const lots = assignments.filter((one) => one.lineId === line.id);
    if (lots.length === 0) return [];
    const units = lots.reduce((sum, one) => sum + one.units, 0);
    return [
      {
        skuId: line.skuId,
        title: line.title,
        specification: line.specification,
        units,
        weightGrams: line.weightGrams * units,
        valueFen: line.unitFen * units,
        storage: line.storage,
        temperatureCelsiusMin: line.temperatureCelsiusMin,
        temperatureCelsiusMax: line.temperatureCelsiusMax,
        shelfLifeDays: line.shelfLifeDays,
        lots: lots.map(({ lot, units: lotUnits }) => ({
          lotId: lot.lotId,
          lotCode: lot.lotCode,
          units: lotUnits,
          producedOn: lot.producedOn,
          expiresOn: lot.expiresOn,
        })),
      },
    ];
  });
  tx.publish(
    orderReady,
    { type: 'order', id: order.id },
    {
      orderId: order.id,
      orderNumber: order.number,
      afterSaleId,
      buyerAccountId: order.buyerAccountId,
      partyId: order.partyId,
      shopId: order.shopId,
      carrierPartyId: order.carrierPartyId,
      // An exchange's second parcel was paid with the first.
      ...(afterSaleId === null && order.payment === 'at-door'
        ? { payment: order.payment, doorCheckoutId: order.checkoutId }
        : { payment: 'prepaid' as const }),
      // An exchange's second parcel is the seller's cost: the buyer paid for delivery once.
      deliveryFen: afterSaleId === null ? order.deliveryFen : 0,
      goodsFen: parcel.reduce((sum, line) => sum + line.valueFen, 0),
      deliverByMs: context.clock.now() + order.deliveryHours * HOUR_MS,
      ...whereTo(order),
      lines: parcel,
    },
  );
}
