import type { CatalogContext } from '../context.ts';
import type { LabelInForce, LabelMoment } from '../peer/peer.view.ts';

/** One question takes so many moments; its labels come with one query. */
export const LABEL_MOMENTS_MAX = 500;

const labelsOf = (context: CatalogContext, skuIds: readonly string[], untilMs: number) =>
  context.rows
    .selectFrom('PriceLabel')
    .select(['id', 'skuId', 'version', 'name', 'specification', 'pricingUnit', 'retailFen', 'effectiveAtMs'])
    .where('skuId', 'in', skuIds)
    .where('effectiveAtMs', '<=', untilMs)
    .orderBy('version')
    .execute();

/**
 * Which label each SKU had at each moment, and until when the label was in force that somebody was charged by. A SKU
 * that had none then is answered without one.
 */
export async function labelsInForce(context: CatalogContext, asked: readonly LabelMoment[]): Promise<LabelInForce[]> {
  const moments = asked.slice(0, LABEL_MOMENTS_MAX).map((one) => ({ ...one, atMs: Number(one.atMs) }));
  if (moments.length === 0) return [];
  const skuIds = [...new Set(moments.map(({ skuId }) => skuId))];
  const last = Math.max(...moments.map(({ atMs }) => atMs));
  const bySku = Map.groupBy(await labelsOf(context, skuIds, last), ({ skuId }) => skuId);
  return moments.map(({ key, skuId, labelId, atMs }) => {
    const versions = bySku.get(skuId) ?? [];
    const inForce = versions.findLast(({ effectiveAtMs }) => effectiveAtMs <= atMs) ?? null;
    const charged = versions.findIndex(({ id }) => id === labelId);
    const next = charged < 0 ? undefined : versions[charged + 1];
    return {
      key,
      label: inForce && {
        version: inForce.version,
        name: inForce.name,
        specification: inForce.specification,
        pricingUnit: inForce.pricingUnit,
        retailFen: inForce.retailFen,
      },
      chargedFen: versions[charged]?.retailFen ?? null,
      chargedUntilMs: next && next.effectiveAtMs <= atMs ? String(next.effectiveAtMs) : null,
    };
  });
}
