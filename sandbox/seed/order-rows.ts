import type { Context } from '@heitu/kit/data/context';
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
import { inChunks } from './history.ts';

const CHUNK = 400;

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

const TABLES = {
  Quote,
  Checkout,
  Order,
  OrderLine,
  LineLot,
  OrderRefund,
  AfterSale,
  AfterSaleLine,
  LotStock,
  StockMovement,
};

/** Rows by table, inserted table by table. */
export class Rows {
  private readonly byTable = new Map<keyof typeof TABLES, object[]>();
  add(table: keyof typeof TABLES, ...rows: object[]): void {
    const known = this.byTable.get(table);
    if (known) known.push(...rows);
    else this.byTable.set(table, rows);
  }
  async insert({ em }: Context): Promise<void> {
    for (const [table, rows] of this.byTable)
      for await (const chunk of inChunks(rows, CHUNK))
        await em.insertMany(TABLES[table] as typeof Order, chunk as never[]);
  }
}

export const at = (date: Date | null | undefined): number | null => date?.getTime() ?? null;
