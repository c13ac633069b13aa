import type { Context } from '@heitu/kit/data/context';
import { must } from '@heitu/kit/rules/checked';
import { growersFen, PoolTerm, soldParts } from '@heitu/payments';
import { idFrom } from '@heitu/kit/rules/ids';
import { dateOn, growersOfPool, harvestOf, POOLED, products, type HistoryOrder } from '../county/index.ts';
import { pooledLot, poolId } from './catalog-pool.ts';
import { accountId, orderId, orderLineId, partyId } from './keys.ts';
import type { PackLot } from './lot-seeding.ts';
import { packLots } from './pack-lots.ts';

export const pooledOf = (baseDate: Date): PackLot | undefined =>
  pooledLot(products.flatMap((product) => packLots(product, baseDate).map((lot) => ({ product, ...lot }))));
const termsOf = growersOfPool.map(({ key, kilograms, priceFen }) => ({ key, parts: kilograms * 1000, priceFen }));

/** What of a past order came out of the pooled lot, and what its growers got of it with the settlement. */
export function soldOfPool(order: HistoryOrder, pooled: PackLot | undefined, settledAtMs: number) {
  const place = order.lines.findIndex(
    ({ lotKey, skuKey }) => lotKey === pooled?.lot.key && skuKey === pooled?.pack.skuKey,
  );
  const line = order.lines[place];
  if (!pooled || !line || order.refunds.length > 0) return null;
  const lineId = orderLineId(`${order.key}:${place}`);
  const of = { orderId: orderId(order.key), lotId: pooled.id };
  const sold = { units: line.quantity, lotUnits: pooled.pack.registered, lineFen: line.amountFen };
  const amounts = growersFen(termsOf, { ...sold, keptFen: line.amountFen });
  const id = idFrom(`sold-lot:${lineId}`);
  return {
    sold: { id, ...of, lineId, units: line.quantity, lineUnits: line.quantity, lineFen: line.amountFen },
    shares: termsOf.map((term, i) => ({
      id: idFrom(`grower-share:${lineId}:${term.key}`),
      soldLotId: id,
      termId: poolId(term.key, 'share'),
      ...of,
      partyId: partyId(order.sellerKey),
      accountId: accountId(term.key),
      soldParts: soldParts(term, { ...sold, keptFen: line.amountFen }),
      amountFen: amounts[i] ?? 0,
      sharingFen: 0,
      sharedFen: amounts[i] ?? 0,
      transferFen: 0,
      transferredFen: 0,
      setOffFen: 0,
      backFen: 0,
      state: 'paid' as const,
      sinceMs: settledAtMs,
      createdAtMs: settledAtMs,
      paidAtMs: settledAtMs,
    })),
  };
}

/** What the three members of the pooled lot get, as the catalog told it. */
export async function seedPoolTerms({ em }: Context, baseDate: Date, nowMs: number): Promise<void> {
  const pooled = pooledOf(baseDate);
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
