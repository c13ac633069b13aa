import type { Context } from '@heitu/kit/data/context';
import { must } from '@heitu/kit/rules/checked';
import { PoolTerm } from '@heitu/payments';
import { dateOn, growersOfPool, harvestOf, POOLED, products } from '../county/index.ts';
import { pooledLot, poolId } from './catalog-pool.ts';
import { accountId, partyId } from './keys.ts';
import { packLots } from './pack-lots.ts';

/** What the three members of the pooled lot get, as the catalog told it. */
export async function seedPoolTerms({ em }: Context, baseDate: Date, nowMs: number): Promise<void> {
  const lots = products.flatMap((product) => packLots(product, baseDate).map((lot) => ({ product, ...lot })));
  const pooled = pooledLot(lots);
  if (!pooled) return;
  const { day } = must(harvestOf(pooled.lot), 'the harvest of the pooled lot');
  await em.insertMany(
    PoolTerm,
    growersOfPool.map(({ key, kilograms, priceFen }) => ({
      id: poolId(key, 'share'),
      lotId: pooled.id,
      lotCode: pooled.code,
      partyId: partyId(pooled.product.sellerKey),
      goodsTitle: pooled.product.name,
      lotUnits: pooled.pack.registered,
      growerId: poolId(key, 'grower'),
      accountId: accountId(key),
      crop: POOLED.crop,
      harvestedOn: dateOn(baseDate, day),
      unit: 'kg',
      parts: kilograms * 1000,
      grade: '一等',
      priceFen,
      agreedAtMs: nowMs,
    })),
  );
}
