import {
  connectionOf,
  DateTime,
  decodeCursor,
  encodeCursor,
  mapPage,
  PageArgs,
  pageOf,
  pageSize,
  Tag,
  SAME_FOR_ALL_NOW,
} from '@heitu/kit/rules/graphql';
import { given, ifGiven } from '@heitu/kit/data/given';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { afterSalesById } from '../after-sale/after-sale.loader.ts';
import { AfterSaleView } from '../after-sale/after-sale.view.ts';
import type { OrdersContext, Row } from '../context.ts';
import { SkuStub } from '../foreign/foreign.view.ts';
import { ordersById } from '../order/order.loader.ts';
import { OrderView } from '../order/order.view.ts';
import { lotsBySku, stockBySku, stockParties } from './stock.loader.ts';
import { LotOnHandView, movementView, SkuStockView, StockLevelView, StockMovementView } from './stock.view.ts';
import { newestFirst } from '@heitu/kit/rules/sorting';

const StockLevelConnection = connectionOf('StockLevel', StockLevelView);
const StockMovementConnection = connectionOf('StockMovement', StockMovementView);

@Resolver(() => SkuStub)
export class SkuStockResolver {
  @Directive(SAME_FOR_ALL_NOW)
  @FieldResolver(() => SkuStockView)
  async stock(@Root() sku: SkuStub, @Ctx() context: OrdersContext): Promise<SkuStockView> {
    const row = await context.loader(stockBySku).load(sku.id);
    const free = !row || row.skuBlocked || row.shopBlocked ? 0 : Math.max(row.free, 0);
    return { free, available: free > 0 };
  }
}

@Resolver(() => StockLevelView)
export class StockResolver {
  @Tag('partner', 'scope/stock')
  @Query(() => StockLevelConnection, { description: "Stock of one's own shops, by SKU." })
  async stockLevels(@Ctx() context: OrdersContext, @Args(() => PageArgs) page: PageArgs) {
    const first = pageSize(page);
    const after = decodeCursor(page.after, 'string');
    const rows = await context.rows
      .selectFrom('Stock')
      .selectAll()
      .$call(ifGiven(stockParties(context.actor), (query, own) => query.where('partyId', 'in', own)))
      .$call(ifGiven(after, (query, [skuId]) => query.where('skuId', '>', skuId)))
      .orderBy('skuId')
      .limit(first + 1)
      .execute();
    return pageOf(
      rows.map((row) => ({ ...row, sku: { id: row.skuId }, blocked: Boolean(row.skuBlocked || row.shopBlocked) })),
      first,
      (row) => encodeCursor(row.skuId),
      page.after,
    );
  }

  @Tag('partner', 'scope/stock')
  @Query(() => StockMovementConnection, {
    description: 'What came in and went out, newest first: purchases, sales and stock flow (11.8.eb).',
  })
  async stockMovements(
    @Ctx() context: OrdersContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('skuId', () => ID, { nullable: true, description: 'Only those of this SKU.' }) skuId?: string,
    @Arg('lotId', () => ID, { nullable: true, description: 'Only those of this lot.' }) lotId?: string,
    @Arg('from', () => DateTime, { nullable: true, description: 'From this moment on.' }) fromMs?: number,
    @Arg('to', () => DateTime, { nullable: true, description: 'Before this moment.' }) toMs?: number,
  ) {
    const query = context.rows
      .selectFrom('StockMovement')
      .selectAll()
      .$call(ifGiven(stockParties(context.actor), (query, own) => query.where('partyId', 'in', own)))
      .where((eb) => eb.and(given({ skuId, lotId })))
      .$call(ifGiven(fromMs, (query, ms) => query.where('atMs', '>=', ms)))
      .$call(ifGiven(toMs, (query, ms) => query.where('atMs', '<', ms)));
    return mapPage(await newestFirst(query, page, { at: 'atMs' }), movementView);
  }

  @FieldResolver(() => [LotOnHandView])
  async lots(@Root() level: Row<'Stock'>, @Ctx() context: OrdersContext) {
    const lots = await context.loader(lotsBySku).load(level.skuId);
    return lots.map((lot) => ({ ...lot, lot: { id: lot.lotId }, blocked: Boolean(lot.blocked) }));
  }
}

@Resolver(() => StockMovementView)
export class StockMovementResolver {
  @FieldResolver(() => OrderView, { nullable: true, description: 'The order it went out or came back for.' })
  order(@Root() { orderId }: StockMovementView, @Ctx() context: OrdersContext) {
    return orderId && context.loader(ordersById).load(orderId);
  }
  @FieldResolver(() => AfterSaleView, { nullable: true, description: 'The request it went out or came back for.' })
  afterSale(@Root() { afterSaleId }: StockMovementView, @Ctx() context: OrdersContext) {
    return afterSaleId && context.loader(afterSalesById).load(afterSaleId);
  }
}
