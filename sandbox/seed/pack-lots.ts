import { must } from '@heitu/kit/rules/checked';
import { lotsOfProduct, type LotFact, type LotPackFact, type ProductFact, type SkuFact } from '../county/index.ts';
import { lotId } from './keys.ts';

/**
 * The county's lots hold several kinds of pack; the platform keeps one lot for each. The first pack keeps the lot's own
 * id and code.
 */
export const packLots = (
  product: ProductFact,
  baseDate: Date,
): { id: string; code: string; lot: LotFact; pack: LotPackFact; sku: SkuFact }[] =>
  lotsOfProduct(product, baseDate).flatMap((lot) =>
    lot.packs.map((pack, i) => ({
      id: lotId(i === 0 ? lot.key : `${lot.key}:${i + 1}`),
      code: i === 0 ? lot.code : `${lot.code}-${i + 1}`,
      lot,
      pack,
      sku: must(
        product.skus.find((sku) => sku.key === pack.skuKey),
        pack.skuKey,
      ),
    })),
  );
