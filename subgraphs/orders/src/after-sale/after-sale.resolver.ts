import { SELLER_ROLES } from '@heitu/standard';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { given } from '@heitu/kit/data/given';
import { connectionOf, PageArgs } from '@heitu/kit/rules/graphql';
import { newestFirst } from '@heitu/kit/rules/sorting';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { AfterSaleRow, OrderRow, OrdersContext, Row } from '../context.ts';
import { AfterSaleStates } from '../enums.ts';
import { ordersById } from '../order/order.loader.ts';
import { LineLotView, OrderView } from '../order/order.view.ts';
import { desksIn, partsIn } from '../order/parts-in.ts';
import { afterSaleLifecycle, type AfterSaleState } from './after-sale.lifecycle.ts';
import { afterSalesById, afterSalesByOrder, linesByAfterSale } from './after-sale.loader.ts';
import { CAUSES, KINDS } from './after-sale.policy.ts';
import { AfterSaleActionView, AfterSaleLineView, AfterSaleView } from './after-sale.view.ts';

const AfterSaleConnection = connectionOf('AfterSale', AfterSaleView);
function listed(
  context: OrdersContext,
  page: PageArgs,
  whose: { column: 'buyerAccountId' | 'partyId'; ids: string[] },
  state?: AfterSaleState,
) {
  const query = context.rows
    .selectFrom('AfterSale')
    .selectAll()
    .where(whose.column, 'in', whose.ids.length > 0 ? whose.ids : [''])
    .where((eb) => eb.and(given({ state })));
  return newestFirst(query, page, { at: 'requestedAtMs' });
}

@Resolver(() => AfterSaleView)
export class AfterSaleResolver {
  @Query(() => AfterSaleConnection, { description: 'Own requests.' })
  afterSales(
    @Ctx() context: OrdersContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => AfterSaleStates, { nullable: true, description: 'Only requests in this state.' })
    state?: AfterSaleState,
  ) {
    return listed(context, page, { column: 'buyerAccountId', ids: [context.actor.id] }, state);
  }
  @Query(() => AfterSaleConnection, { description: 'Requests at the shops this account works for.' })
  sellerAfterSales(
    @Ctx() context: OrdersContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => AfterSaleStates, { nullable: true, description: 'Only requests in this state.' })
    state?: AfterSaleState,
  ) {
    return listed(
      context,
      page,
      { column: 'partyId', ids: partiesFor(context.actor, SELLER_ROLES, 'after-sales') },
      state,
    );
  }
  @Query(() => AfterSaleView, {
    nullable: true,
    description: 'One after-sale request; null where there is none that the caller may see.',
  })
  afterSale(
    @Ctx() context: OrdersContext,
    @Arg('id', () => ID, { description: 'The after-sale request.' }) id: string,
  ) {
    return context.loader(afterSalesById).load(id);
  }

  @FieldResolver()
  kindLabel(@Root() request: AfterSaleRow): string {
    return KINDS[request.kind];
  }
  @FieldResolver()
  causeLabel(@Root() request: AfterSaleRow): string {
    return CAUSES[request.cause];
  }
  @FieldResolver()
  stateLabel(@Root() request: AfterSaleRow, @Ctx() { actor }: OrdersContext): string {
    return afterSaleLifecycle.textFor(request, desksIn(actor, request, 'after-sales'));
  }
  @FieldResolver(() => Boolean, { nullable: true })
  conditionOk(@Root() request: AfterSaleRow): boolean | null {
    return request.conditionOk === null ? null : Boolean(request.conditionOk);
  }
  @FieldResolver(() => OrderView, { nullable: true })
  order(@Root() request: AfterSaleRow, @Ctx() context: OrdersContext) {
    return context.loader(ordersById).load(request.orderId);
  }
  @FieldResolver(() => [ID], { description: 'GET /edges/orders/files/<id>: for the buyer, the seller and overseers.' })
  photoIds(@Root() row: AfterSaleRow): string[] {
    return row.photoIds ? fromJson(row.photoIds) : [];
  }
  @FieldResolver(() => [AfterSaleLineView])
  async lines(@Root() request: AfterSaleRow, @Ctx() context: OrdersContext) {
    const lines = await context.loader(linesByAfterSale).load(request.id);
    return lines.map((line) => ({ ...line, sku: { id: line.skuId } }));
  }
  @FieldResolver(() => [AfterSaleActionView])
  availableActions(@Root() request: AfterSaleRow, @Ctx() { actor, clock }: OrdersContext): AfterSaleActionView[] {
    const parts = [...partsIn(actor, request, 'after-sales'), ...(hasRole(actor, 'mediator') ? ['mediator'] : [])];
    return afterSaleLifecycle
      .available(request, parts, clock.now())
      .map((action) => ({ action, label: afterSaleLifecycle.labels[action] }));
  }
}

@Resolver(() => OrderView)
export class OrderAfterSalesResolver {
  @FieldResolver(() => [AfterSaleView])
  afterSales(@Root() order: OrderRow, @Ctx() context: OrdersContext) {
    return context.loader(afterSalesByOrder).load(order.id);
  }
}

@Resolver(() => LineLotView)
export class LineLotAfterSaleResolver {
  @FieldResolver(() => AfterSaleView, { nullable: true, description: 'The exchange that this lot was sent for.' })
  afterSale(@Root() { afterSaleId }: Row<'LineLot'>, @Ctx() context: OrdersContext) {
    return afterSaleId && context.loader(afterSalesById).load(afterSaleId);
  }
}
