import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { conductFigures } from '../conduct.ts';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { statement } from '@heitu/kit/data/statement';
import type { OrdersContext, OrdersRows } from '../context.ts';
import { chargesCompared, type ChargesCompared } from '../charge/charge.evidence.ts';
import type { ChargeKind } from '../charge/charge.kinds.ts';
import { ChargeKinds } from '../enums.ts';
import { recallsDone, type RecallsDone } from '../recall/recall.evidence.ts';
import { ordersNamed } from './case-file.ts';
import { lowestDeal } from './lowest-deal.ts';
import {
  ChargesComparedView,
  CheckoutForPayment,
  ConductFigure,
  LotInStore,
  LotOfLine,
  NamedOrder,
  OrderForPeer,
  RecallsDoneView,
  Recipient,
} from './peer.view.ts';
import { openRecipient } from './recipient.ts';
import { soldUnits } from './sold-lots.ts';
import { lotsInStore } from '../stock/lots-in-store.ts';

const PEER_IDS_MAX = 500;

const checkoutWithOrders = statement((rows: OrdersRows, { checkoutId }: { checkoutId: string }) =>
  rows
    .selectFrom('Checkout as c')
    .innerJoin('Order as o', 'o.checkoutId', 'c.id')
    .select([
      'c.buyerAccountId',
      'c.agentId',
      'c.state',
      'c.totalFen as checkoutFen',
      'c.dueAtMs',
      'o.id',
      'o.number',
      'o.partyId',
      'o.totalFen',
      'o.title',
      'o.paidFen',
      'o.refundDueFen',
      'o.refundedFen',
    ])
    .where('c.id', '=', checkoutId)
    .orderBy('o.id'),
);

/** Asked by catalog, payments, logistics and trust, each by its own name in permissions.ts. */
@Resolver()
export class PeerResolver {
  @Directive('@inaccessible')
  @Query(() => CheckoutForPayment, { nullable: true })
  async checkoutForPayment(
    @Ctx() context: OrdersContext,
    @Arg('checkoutId', () => ID) checkoutId: string,
  ): Promise<CheckoutForPayment | null> {
    const [orders] = await context.read(checkoutWithOrders({ checkoutId }));
    const [first] = orders;
    if (!first) return null;
    const { buyerAccountId, agentId: agentAccountId, state, checkoutFen: totalFen, dueAtMs } = first;
    return {
      checkoutId,
      buyerAccountId,
      agentAccountId,
      state,
      totalFen,
      dueAtMs: String(dueAtMs),
      orders: orders.map(({ id, number, partyId, totalFen: orderFen, title, paidFen, refundDueFen, refundedFen }) => ({
        orderId: id,
        orderNumber: number,
        partyId,
        totalFen: orderFen,
        title,
        paidFen,
        refundDueFen,
        refundedFen,
      })),
    };
  }

  @Directive('@inaccessible')
  @Query(() => SafeInt, { nullable: true, description: 'The lowest price of a SKU sold since then, or the last one.' })
  lowestDeal(
    @Ctx() context: OrdersContext,
    @Arg('skuId', () => ID) skuId: string,
    @Arg('sinceMs') sinceMs: string,
  ): Promise<number | null> {
    return lowestDeal(context, skuId, Number(sinceMs));
  }

  @Directive('@inaccessible')
  @Query(() => [LotOfLine], { description: 'How many packs of each lot went out and did not come back.' })
  soldUnits(
    @Ctx() context: OrdersContext,
    @Arg('lotIds', () => [ID]) lotIds: string[],
  ): Promise<{ lotId: string; units: number }[]> {
    return soldUnits(context, lotIds.slice(0, PEER_IDS_MAX));
  }

  @Directive('@inaccessible')
  @Query(() => [LotInStore], { description: 'How the store has each lot; one that never came in is left out.' })
  lotsInStore(@Ctx() context: OrdersContext, @Arg('lotIds', () => [ID]) lotIds: string[]): Promise<LotInStore[]> {
    return lotsInStore(context, lotIds.slice(0, PEER_IDS_MAX));
  }

  @Directive('@inaccessible')
  @Query(() => [NamedOrder])
  ordersNamed(
    @Ctx() context: OrdersContext,
    @Arg('numbers', () => [String]) numbers: string[],
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
    @Arg('partyId', () => ID, { nullable: true }) partyId: string | null,
    @Arg('productId', () => ID, { nullable: true }) productId: string | null,
    @Arg('lotId', () => ID, { nullable: true }) lotId: string | null,
  ): Promise<NamedOrder[]> {
    const [from, to] = [Number(fromMs), Number(toMs)];
    return ordersNamed(context, { numbers, partyId, productId, lotId, fromMs: from, toMs: to });
  }

  @Directive('@inaccessible')
  @Query(() => Recipient, { nullable: true })
  async recipientForShipment(
    @Ctx() context: OrdersContext,
    @Arg('orderId', () => ID) orderId: string,
  ): Promise<Recipient | null> {
    const order = await context.rows
      .selectFrom('Order')
      .select(['buyerAccountId', 'recipientSealed'])
      .where('id', '=', orderId)
      .executeTakeFirst();
    const recipient = order ? await openRecipient(context, order, 'in-full') : null;
    return recipient && { orderId, ...recipient };
  }

  @Directive('@inaccessible')
  @Query(() => [OrderForPeer])
  async ordersForPeer(@Ctx() context: OrdersContext, @Arg('ids', () => [ID]) ids: string[]): Promise<OrderForPeer[]> {
    const asked = ids.slice(0, PEER_IDS_MAX);
    if (asked.length === 0) return [];
    const orders = await context.rows.selectFrom('Order').selectAll().where('id', 'in', asked).execute();
    const lines = await context.rows
      .selectFrom('OrderLine')
      .select(['id', 'orderId', 'skuId', 'productId', 'title', 'specification', 'quantity', 'totalFen'])
      .where('orderId', 'in', asked)
      .orderBy('id')
      .execute();
    const lots = await context.rows
      .selectFrom('LineLot')
      .select(['lineId', 'lotId', 'units'])
      .where('orderId', 'in', asked)
      .orderBy('id')
      .execute();
    return orders.map((order) => ({
      orderId: order.id,
      orderNumber: order.number,
      buyerAccountId: order.buyerAccountId,
      partyId: order.partyId,
      shopId: order.shopId,
      state: order.state,
      totalFen: order.totalFen,
      deliveryFen: order.deliveryFen,
      deliveredAtMs: order.deliveredAtMs === null ? null : String(order.deliveredAtMs),
      completedAtMs: order.completedAtMs === null ? null : String(order.completedAtMs),
      completeDueAtMs: order.completeDueAtMs === null ? null : String(order.completeDueAtMs),
      openAfterSales: order.openAfterSales,
      lines: lines
        .filter((line) => line.orderId === order.id)
        .map((line) => ({ ...line, lots: lots.filter((lot) => lot.lineId === line.id) })),
    }));
  }

  @Directive('@inaccessible')
  @Query(() => RecallsDoneView)
  recallsDone(
    @Ctx() context: OrdersContext,
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
  ): Promise<RecallsDone> {
    return recallsDone(context, { fromMs: Number(fromMs), toMs: Number(toMs) });
  }

  @Directive('@inaccessible')
  @Query(() => ChargesComparedView)
  chargesCompared(
    @Ctx() context: OrdersContext,
    @Arg('kind', () => ChargeKinds) kind: ChargeKind,
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
  ): Promise<ChargesCompared> {
    return chargesCompared(context, kind, { fromMs: Number(fromMs), toMs: Number(toMs) });
  }

  @Directive('@inaccessible')
  @Query(() => [ConductFigure])
  ordersConduct(
    @Ctx() context: OrdersContext,
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
  ): Promise<ConductFigure[]> {
    return conductFigures(context, { fromMs: Number(fromMs), toMs: Number(toMs) });
  }
}
