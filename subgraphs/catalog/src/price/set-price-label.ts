import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { amountFen, identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { clauseText, type ClauseRef } from '@heitu/standard';
import { ownParties } from '../access.ts';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { Sku } from '../product/product.entity.ts';
import { indexProduct } from '../search/index-product.ts';
import { PriceFlag, PriceLabel } from './price-label.entity.ts';
import {
  missingLabelFields,
  MOVE_RULES,
  priceProblem,
  PRICING_TYPE_NAMES,
  suddenMoves,
  type LabelFields,
  type Prices,
} from './price-label.policy.ts';
import { setPriceLabelRefusals as refusals } from './price.refusals.ts';

/** What a label says beside its name and specification. */
export const labelFields = {
  origin: line(120).nullish().default(null),
  grade: line(40).nullish().default(null),
  pricingType: z.enum(PRICING_TYPE_NAMES),
  retailFen: amountFen(1),
  memberFen: amountFen(1).nullish().default(null),
  bandMinFen: amountFen(1).nullish().default(null),
  bandMaxFen: amountFen(1).nullish().default(null),
  priceManager: line(40).nullish().default(null),
  priceSupervision: line(120).nullish().default(null),
};
const schema = z.object({
  requestId: identifier(),
  skuId: identifier(),
  specification: line(80).nullish().default(null),
  ...labelFields,
});

/**
 * Sets a SKU's price label: the next version, in force from this moment. The label of a product on sale must be
 * complete.
 */
export async function setPriceLabel(context: CatalogContext, input: unknown): Promise<Outcome<{ skuId: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, skuId, ...fields } = parsed.value;
  const wrong = priceProblem(fields);
  if (wrong) return refuse(refusals, wrong.code, [wrong.detail]);
  return context.transaction(
    async (tx) => {
      const sku = await tx.rows
        .selectFrom('Sku as s')
        .innerJoin('Product as p', 'p.id', 's.productId')
        .select([
          's.id',
          's.productId',
          's.partyId',
          's.specification',
          's.unit',
          's.labelVersion',
          'p.title',
          'p.state',
        ])
        .where('s.id', '=', skuId)
        .where('s.partyId', 'in', ownParties(context, 'products'))
        .executeTakeFirst();
      if (!sku) return refuse(refusals, 'NOT_FOUND');
      const label = { ...fields, name: sku.title, specification: fields.specification ?? sku.specification };
      const missing = missingLabelFields(label);
      if (sku.state === 'on-sale' && missing.length > 0) {
        return refuse(refusals, 'LABEL_INCOMPLETE', [
          { at: 'label', text: `价签缺少：${missing.join('、')}（${clauseText('7.3.5.c')}）` },
        ]);
      }
      const changed = await addLabelVersion(context, tx, sku, label);
      if (!changed) return refuse(refusals, 'CHANGED_MEANWHILE');
      if (sku.state === 'on-sale') await indexProduct(tx, sku.productId);
      tx.audit({ type: 'sku', id: skuId, clause: '7.3.5.b' satisfies ClauseRef });
      return ok({ skuId });
    },
    { id: requestId, input: parsed.value },
  );
}

/** Writes the next version and points the SKU at it; false where another version came in between. Flags a sudden move. */
export async function addLabelVersion(
  context: CatalogContext,
  tx: CatalogTransaction,
  sku: { id: string; partyId: string; unit: string; labelVersion: number },
  label: LabelFields & Prices,
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
  const {
    name,
    origin,
    grade,
    specification,
    pricingType,
    retailFen,
    memberFen,
    bandMinFen,
    bandMaxFen,
    priceManager,
    priceSupervision,
  } = label;
  await tx.em.insert(PriceLabel, {
    id,
    skuId: sku.id,
    partyId: sku.partyId,
    version,
    name,
    origin,
    grade,
    specification,
    pricingUnit: sku.unit,
    pricingType,
    retailFen,
    memberFen,
    bandMinFen,
    bandMaxFen,
    priceManager,
    priceSupervision,
    isComplete,
    effectiveAtMs: nowMs,
    setByAccountId: context.actor.id,
  });
  if (version === 1) return true;
  const windowMs = Math.max(...MOVE_RULES.map((rule) => rule.windowMs));
  const recent = await tx.rows
    .selectFrom('PriceLabel')
    .select(['retailFen', 'effectiveAtMs'])
    .where('skuId', '=', sku.id)
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
      skuId: sku.id,
      partyId: sku.partyId,
      labelId: id,
      rule,
      fromFen,
      toFen: retailFen,
      state: 'open',
      note: null,
      raisedAtMs: nowMs,
      clearedAtMs: null,
    });
  }
  return true;
}
