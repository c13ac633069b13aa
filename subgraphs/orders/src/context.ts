import type { Kysely, Selectable } from 'kysely';
import type { Context, Transaction, Writes } from '@heitu/kit/data/context';
import { mutationsOf } from '@heitu/kit/rules/mutation';
import type { RowsOf } from '@heitu/kit/data/orm';
import { ScanOpening } from '@heitu/kit/privacy/scan-openings';
import type { ClauseRef } from '@heitu/standard';
import { AfterSale, AfterSaleLine } from './after-sale/after-sale.entity.ts';
import { CartLine } from './cart/cart.entity.ts';
import { AgreedContract } from './contract/agreed-contract.entity.ts';
import { OrderBreach, OrderClaim } from './claim/order-claim.entity.ts';
import { ChargeDay, ChargeDifference } from './charge/charge.entity.ts';
import { Favourite } from './favourite/favourite.entity.ts';
import { Checkout, LineLot, Order, OrderLine, OrderRefund, PlacingTurn } from './order/order.entity.ts';
import { RecallCase, RecallRegrade, RecallReport, RecallRow } from './recall/recall.entity.ts';
import { Quote } from './quote/quote.entity.ts';
import { WeighIn } from './weigh-in/weigh-in.entity.ts';
import { LotStock, Stock, StockMovement } from './stock/stock.entity.ts';

export const entities = [
  AgreedContract,
  CartLine,
  Favourite,
  Quote,
  Checkout,
  PlacingTurn,
  Order,
  OrderLine,
  LineLot,
  OrderRefund,
  OrderClaim,
  OrderBreach,
  WeighIn,
  ChargeDay,
  ChargeDifference,
  AfterSale,
  AfterSaleLine,
  RecallCase,
  RecallRow,
  RecallRegrade,
  RecallReport,
  ScanOpening,
  Stock,
  LotStock,
  StockMovement,
] as const;

export interface OrdersServices {
  /** How the outside reaches the platform: printed on papers. */
  publicUrl: string;
}
export type OrdersContext = Context<typeof entities, OrdersServices>;
export type OrdersTransaction = Transaction<typeof entities>;
export type OrdersWrites = Writes<typeof entities>;
export type OrdersRows = RowsOf<typeof entities>;
export type Database = OrdersRows extends Kysely<infer Tables> ? Tables : never;
/** A row as it is read; flags come as 0 or 1. */
export type Row<Table extends keyof Database> = Selectable<Database[Table]>;
export type OrderRow = Row<'Order'>;
export type LineRow = Row<'OrderLine'>;
export type AfterSaleRow = Row<'AfterSale'>;

/** Each mutation of this room is made by it, whole in one file. */
export const mutation = mutationsOf<OrdersContext, ClauseRef>();
