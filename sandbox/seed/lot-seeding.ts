import type { CatalogContext } from '@heitu/catalog';
import type { Sealer } from '@heitu/kit/privacy/vault';
import { atDay, type LotFact, type LotPackFact, type ProductFact, type SkuFact } from '../county/index.ts';
import { partyId } from './keys.ts';

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

export const seedingOf = async (
  context: CatalogContext,
  lots: readonly PackLot[],
  baseDate: Date,
): Promise<Seeding> => ({
  context,
  baseDate,
  seal: await context.vault.sealer(lots.map(({ product }) => partyId(product.sellerKey))),
  atMsOf: (day, minute = 0) => atDay(baseDate, day, minute).getTime(),
});
