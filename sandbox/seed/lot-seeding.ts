import type { CatalogContext } from '@heitu/catalog';
import type { Sealer } from '@heitu/kit/privacy/vault';
import type { LotFact, LotPackFact, ProductFact, SkuFact } from '../county/index.ts';

/** One kind of pack of one of the county's lots: a lot of the platform. */
export interface PackLot {
  product: ProductFact;
  id: string;
  code: string;
  lot: LotFact;
  pack: LotPackFact;
  sku: SkuFact;
}

export interface Seeding {
  context: CatalogContext;
  baseDate: Date;
  seal: Sealer;
  atMsOf(day: number, minute?: number): number;
}
