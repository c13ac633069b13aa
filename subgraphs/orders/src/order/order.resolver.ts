import { leftFenOf } from '../after-sale/after-sale.policy.ts';
import { SELLER_ROLES } from '@heitu/standard';
import { partiesFor } from '@heitu/kit/rules/actor';
import { given } from '@heitu/kit/data/given';
import { connectionOf, DateTime, PageArgs } from '@heitu/kit/rules/graphql';
import { newestFirst, sortedArgs, sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { maskName, maskPhone } from '@heitu/kit/privacy/vault';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { LineRow, OrderRow, OrdersContext, Row } from '../context.ts';
import { OrderPhases, OrderStates } from '../enums.ts';
import { LotStub } from '../foreign/foreign.view.ts';
import { deliveryService, OrderPickupView, pickupView } from '../quote/quote.view.ts';
import { ownOrders, ownOrdersFound, searchWords, selectOrders } from './order-answers.ts';
import type { OrderPhase } from './order-phase.policy.ts';
import { orderLifecycle, type OrderState } from './order.lifecycle.ts';
import { linesByOrder, lotsByOrder, ordersById, stopsByOrder } from './order.loader.ts';
import { CANCEL_REASONS, PAYMENT_WINDOW_MS, stopText } from './order.policy.ts';
import { desksIn, partsIn } from './parts-in.ts';
import { maskAddress, openRecipient } from './recipient.ts';
import {
  LineLotView,
  OrderActionView,
  OrderLineView,
  OrderPlacedView,
  OrderStopView,
  OrderView,
  RecipientView,
} from './order.view.ts';

const OrderConnection = connectionOf('Order', OrderView);
/** By what all trade can be sorted. */
const ORDER_SORTS = {
  placedAt: 'placedAtMs',
  totalFen: 'totalFen',
  state: { text: 'state' },
} as const satisfies SortColumns<OrderRow>;
const OrderPage = sortedArgs('OrderSort', ORDER_SORTS);

@Resolver(() => OrderView)
export class OrderResolver {
  @Query(() => OrderConnection, { description: 'Own orders, newest first.' })
  orders(
    @Ctx() context: OrdersContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('phase', () => OrderPhases, { nullable: true, description: 'Only those that are as far as this.' })
    phase?: OrderPhase,
    @Arg('search', () => String, {
      nullable: true,
      description: 'A word of what was bought, or the number of an order; at most 40 characters count.',
    })
    search?: string,
  ) {
    const words = searchWords(search);
    return phase || words ? ownOrdersFound(context, { phase, words }, page) : ownOrders(context, page);
  }
  @Query(() => OrderView, {
    nullable: true,
    description: 'One order; null where there is none that the caller may see.',
  })
  order(@Ctx() context: OrdersContext, @Arg('id', () => ID, { description: 'The order.' }) id: string) {
    return context.loader(ordersById).load(id);
  }
  @Query(() => OrderConnection, { description: 'Orders of the shops this account works for.' })
  sellerOrders(
    @Ctx() context: OrdersContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => OrderStates, { nullable: true, description: 'Only orders in this state.' }) state?: OrderState,
  ) {
    const parties = partiesFor(context.actor, SELLER_ROLES, 'orders');
    const query = selectOrders(context.rows)
      .where('partyId', 'in', parties.length > 0 ? parties : [''])
      .where((eb) => eb.and(given({ state })));
    return newestFirst(query, page, { at: 'placedAtMs' });
  }
  @Query(() => OrderConnection, {
    description: 'All trade, for those who run or supervise it: newest first, or sorted.',
  })
  tradeOrders(
    @Ctx() context: OrdersContext,
    @Args(() => OrderPage) page: SortedPage,
    @Arg('state', () => OrderStates, { nullable: true, description: 'Only orders in this state.' }) state?: OrderState,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only orders of this seller.' }) partyId?: string,
    @Arg('number', () => String, { nullable: true, description: 'Only the order that has this number.' })
    number?: string,
  ) {
    // Whoever may ask for all trade sees every order (permissions.ts).
    const query = selectOrders(context.rows).where((eb) => eb.and(given({ state, partyId, number: number?.trim() })));
    return sortedPage(query, page, ORDER_SORTS, { by: 'placedAt', descending: true });
  }

  @FieldResolver(() => String)
  stateLabel(@Root() order: OrderRow, @Ctx() { actor }: OrdersContext): string {
    return orderLifecycle.textFor(order, desksIn(actor, order, 'orders'));
  }
  @FieldResolver()
  shop(@Root() order: OrderRow) {
    return { id: order.shopId };
  }
  @FieldResolver()
  seller(@Root() order: OrderRow) {
    return { id: order.partyId };
  }
  @FieldResolver(() => Boolean)
  paysAtDoor(@Root() order: OrderRow): boolean {
    return order.payment === 'at-door';
  }
  @FieldResolver(() => String)
  deliveryService(@Root() order: OrderRow): string {
    return deliveryService(order, order.pickup && fromJson(order.pickup));
  }
  @FieldResolver(() => OrderPickupView, { nullable: true, description: 'Null where it is brought to the door.' })
  pickup(@Root() { pickup }: OrderRow): OrderPickupView | null {
    return pickupView(pickup && fromJson(pickup));
  }
  @FieldResolver(() => String, { nullable: true })
  confirmWithin(@Root() order: OrderRow) {
    return order.confirmWithinText;
  }
  @FieldResolver(() => String, { nullable: true })
  serviceHours(@Root() order: OrderRow) {
    return order.serviceHoursText;
  }
  @FieldResolver(() => DateTime, { nullable: true })
  payDueAt(@Root() order: OrderRow) {
    return order.state === 'awaiting-payment' ? (order.payDueAtMs ?? order.placedAtMs + PAYMENT_WINDOW_MS) : null;
  }
  @FieldResolver(() => DateTime, { nullable: true })
  stopAnswerDueAt(@Root() { state, stopDueAtMs }: OrderRow, @Ctx() { clock }: OrdersContext): number | null {
    const isAsked = stopDueAtMs !== null && clock.now() < stopDueAtMs;
    return isAsked && orderLifecycle.from('stop').includes(state) ? stopDueAtMs : null;
  }
  @FieldResolver(() => String, { nullable: true })
  cancelReason(@Root() order: OrderRow) {
    return order.cancelReason && CANCEL_REASONS[order.cancelReason];
  }
  @FieldResolver(() => [OrderStopView], {
    description: 'Lots of this order that were blocked or recalled after they were picked.',
  })
  async stops(@Root() order: OrderRow, @Ctx() context: OrdersContext): Promise<OrderStopView[]> {
    const stopped = await context.loader(stopsByOrder).load(order.id);
    return stopped.flatMap(({ lotId, lotCode, blockCause: cause }) =>
      cause === null
        ? []
        : [{ lotId, lot: { id: lotId }, lotCode, cause, text: stopText(lotCode, cause, order.state) }],
    );
  }
  @FieldResolver(() => [OrderLineView])
  lines(@Root() order: OrderRow, @Ctx() context: OrdersContext) {
    return context.loader(linesByOrder).load(order.id);
  }
  @FieldResolver(() => [OrderActionView], { description: 'What this viewer can do now.' })
  async availableActions(@Root() order: OrderRow, @Ctx() context: OrdersContext): Promise<OrderActionView[]> {
    const { actor, clock } = context;
    const actions = orderLifecycle.available(order, partsIn(actor, order, 'orders'), clock.now());
    const lines = actions.includes('weigh') ? await context.loader(linesByOrder).load(order.id) : [];
    // What is sold by the piece has nothing to be weighed against.
    return actions
      .filter((action) => action !== 'weigh' || lines.some(({ netGrams }) => netGrams !== null))
      .map((action) => ({ action, label: orderLifecycle.labels[action] }));
  }
  @FieldResolver(() => RecipientView, { nullable: true })
  async recipient(@Root() order: OrderRow, @Ctx() context: OrdersContext): Promise<RecipientView | null> {
    if (order.buyerAccountId === context.actor.id) return openRecipient(context, order, 'in-full');
    if (!partiesFor(context.actor, SELLER_ROLES, 'orders').includes(order.partyId)) return null;
    const recipient = await openRecipient(context, order, 'masked');
    return (
      recipient && {
        ...recipient,
        name: maskName(recipient.name),
        phone: maskPhone(recipient.phone),
        address: maskAddress(recipient.address),
      }
    );
  }
}

@Resolver(() => OrderLineView)
export class OrderLineResolver {
  @FieldResolver()
  sku(@Root() line: LineRow) {
    return { id: line.skuId };
  }
  @FieldResolver()
  product(@Root() line: LineRow) {
    return { id: line.productId };
  }
  @FieldResolver(() => Boolean)
  returnableWithoutReason(@Root() line: LineRow): boolean {
    return Boolean(line.returnableWithoutReason);
  }
  @FieldResolver()
  claimableUnits(@Root() line: LineRow): number {
    return line.quantity - line.claimedUnits;
  }
  @FieldResolver()
  claimableFen(@Root() line: LineRow): number {
    return leftFenOf(line);
  }
  @FieldResolver(() => [LineLotView])
  async lots(@Root() line: LineRow, @Ctx() context: OrdersContext) {
    const lots = await context.loader(lotsByOrder).load(line.orderId);
    return lots.filter((lot) => lot.lineId === line.id);
  }
}

@Resolver(() => LineLotView)
export class LineLotResolver {
  @FieldResolver(() => LotStub, { nullable: true })
  lot(@Root() { lotId }: Row<'LineLot'>): LotStub {
    return { id: lotId };
  }
}

@Resolver(() => OrderPlacedView)
export class OrderPlacedResolver {
  @FieldResolver(() => [OrderView], { description: 'None for an agent who placed them for somebody else.' })
  async orders(@Ctx() context: OrdersContext, @Root() placed: OrderPlacedView) {
    const orders = await Promise.all(placed.orderIds.map((id) => context.loader(ordersById).load(id)));
    return orders.filter((order) => order !== null);
  }
}
