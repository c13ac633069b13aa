import type { LabelPricing } from '../band/price-band.policy.ts';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { Sku } from '../product/product.entity.ts';
import { priceFlagLifecycle } from './price-flag.lifecycle.ts';
import { PriceFlag, PriceLabel } from './price-label.entity.ts';
import { missingLabelFields, MOVE_RULES, suddenMoves, type LabelFields } from './price-label.policy.ts';

/** Writes the next version and points the SKU at it; false where another version came in between. Flags a sudden move. */
export async function addLabelVersion(
  context: CatalogContext,
  tx: CatalogTransaction,
  sku: { id: string; partyId: string; unit: string; labelVersion: number },
  label: LabelFields & LabelPricing & { referenceFen: number | null },
): Promise<boolean> {
  const nowMs = context.clock.now();
  const id = context.newId();
  const version = sku.labelVersion + 1;
  const isComplete = missingLabelFields(label).length === 0;
  const moved = await tx.em.nativeUpdate(
    Sku,
    { id: sku.id, labelVersion: sku.labelVersion },
    { labelId: id, labelVersion: version, labelComplete: isComplete },
  );
  if (moved === 0) return false;
  const row = {
    id,
    skuId: sku.id,
    partyId: sku.partyId,
    version,
    name: label.name,
    origin: label.origin,
    grade: label.grade,
    specification: label.specification,
    pricingUnit: sku.unit,
    pricingType: label.pricingType,
    retailFen: label.retailFen,
    referenceFen: label.referenceFen,
    memberFen: label.memberFen,
    bandMinFen: label.bandMinFen,
    bandMaxFen: label.bandMaxFen,
    priceManager: label.priceManager,
    priceSupervision: label.priceSupervision,
    isComplete,
    effectiveAtMs: nowMs,
    setByAccountId: context.actor.id,
  };
  await tx.em.insert(PriceLabel, row);
  if (version > 1) await flagSuddenMoves(context, tx, row);
  return true;
}

/** Holds this version's price against those in force within the window. */
async function flagSuddenMoves(
  context: CatalogContext,
  tx: CatalogTransaction,
  label: { id: string; skuId: string; partyId: string; version: number; retailFen: number; effectiveAtMs: number },
): Promise<void> {
  const { id: labelId, skuId, partyId, version, retailFen, effectiveAtMs: nowMs } = label;
  const windowMs = Math.max(...MOVE_RULES.map((rule) => rule.windowMs));
  const recent = await tx.rows
    .selectFrom('PriceLabel')
    .select(['retailFen', 'effectiveAtMs'])
    .where('skuId', '=', skuId)
    .where('version', '<', version)
    .orderBy('version', 'desc')
    .limit(50)
    .execute();
  // A label was in force until the next one came; the newest of them until now.
  const earlier = recent
    .map((row, i) => ({ retailFen: row.retailFen, untilMs: recent[i - 1]?.effectiveAtMs ?? nowMs }))
    .filter((row) => row.untilMs >= nowMs - windowMs);
  for (const { rule, fromFen } of suddenMoves(retailFen, earlier, nowMs)) {
    await tx.em.insert(PriceFlag, {
      id: context.newId(),
      skuId,
      partyId,
      labelId,
      rule,
      fromFen,
      toFen: retailFen,
      state: priceFlagLifecycle.initial,
      note: null,
      raisedAtMs: nowMs,
      clearedAtMs: null,
    });
  }
}
