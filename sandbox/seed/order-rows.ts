import {
  AfterSale,
  AfterSaleLine,
  Checkout,
  LineLot,
  LotStock,
  Order,
  OrderLine,
  OrderRefund,
  Quote,
  StockMovement,
} from '@heitu/orders';
import type { ProductFact, SkuFact } from '../county/index.ts';
import { Batch } from './batch.ts';

/** What is known of a pack of a lot, and how many of its units the history may still have sold. */
export interface PackInStore {
  id: string;
  code: string;
  skuId: string;
  partyId: string;
  registered: number;
  onHand: number;
  soldLeft: number;
  producedOn: string;
  expiresOn: string;
  receivedAtMs: number;
}
export interface County {
  skus: Map<string, { product: ProductFact; sku: SkuFact }>;
  packs: Map<string, PackInStore>;
}

/** Rows by table, inserted table by table. */
export const newRows = () => ({
  Quote: new Batch(Quote),
  Checkout: new Batch(Checkout),
  Order: new Batch(Order),
  OrderLine: new Batch(OrderLine),
  LineLot: new Batch(LineLot),
  OrderRefund: new Batch(OrderRefund),
  AfterSale: new Batch(AfterSale),
  AfterSaleLine: new Batch(AfterSaleLine),
  LotStock: new Batch(LotStock),
  StockMovement: new Batch(StockMovement),
});
export type Rows = ReturnType<typeof newRows>;

export const at = (date: Date | null | undefined): number | null => date?.getTime() ?? null;
