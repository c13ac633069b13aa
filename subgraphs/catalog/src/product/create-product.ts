import { atField, ok, refuse as refuseFrom, within } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, named, z, LOWEST_FIRST } from '@heitu/kit/rules/validate';
import { bandInForce } from '../band/price-band.loader.ts';
import { pricingUnder, type LabelPricing } from '../band/price-band.policy.ts';
import { ownParties } from '../access.ts';
import { SELLERS } from '../roles.ts';
import { mutation, type CatalogContext, type CatalogTransaction } from '../context.ts';
import { askShop } from '../peers.ts';
import { addLabelVersion } from '../price/add-label-version.ts';
import { labelFields } from '../price/label-fields.ts';
import { priceProblem } from '../price/price-label.policy.ts';
import { priceRefusals } from '../price/price.refusals.ts';
import { recordShopSale } from '../shop/record-shop-sale.ts';
import { areShown, keptNotes } from './picture-notes.ts';
import { Product, Sku } from './product.entity.ts';
import { productFields, skuFields } from './product.fields.ts';
import { productLifecycle } from './product.lifecycle.ts';
import { productNow } from './product-now.ts';
import { hasCategory, usePictures } from './product-parts.ts';
import { isGtin, keptPictures, SKUS_PER_PRODUCT_MAX } from './product.policy.ts';
import { CATEGORY_UNKNOWN, PICTURE_UNKNOWN, GTIN_INVALID } from './product.refusals.ts';

const refusals = {
  GTIN_INVALID,
  CATEGORY_UNKNOWN,
  PICTURE_UNKNOWN,
  ...priceRefusals,
  SHOP_UNKNOWN: { message: '没有这个店铺，或您不能管理它' },
} as const;

const FirstLabelInput = named(
  'FirstLabelInput',
  z.object(labelFields).describe('The first price label, set with the product.'),
);
const SkuInput = named(
  'SkuInput',
  skuFields
    .extend({
      label: FirstLabelInput.nullish().default(null).describe('The price label; left out: set later by setPriceLabel.'),
    })
    .refine(...LOWEST_FIRST),
);
type NewSku = z.output<typeof SkuInput>;
type PricedSku = Omit<NewSku, 'label'> & {
  label: (NonNullable<NewSku['label']> & LabelPricing & { referenceFen: null }) | null;
};

/**
 * A draft with its SKUs, and their first labels where they are there; nothing is on sale before it is published, so a
 * draft may still lack things.
 */
export const createProduct = mutation({
  name: 'createProduct',
  description:
    'A draft with its SKUs, and their first labels where they are given. Nothing is on sale before publishProduct.',
  may: permit.role(...SELLERS),
  input: z.object({
    shopId: identifier().describe("The shop that will sell it: one of the caller's."),
    ...productFields,
    skus: z
      .array(SkuInput)
      .min(1)
      .max(SKUS_PER_PRODUCT_MAX)
      .refine((skus) => new Set(skus.map((sku) => sku.specification)).size === skus.length, '规格不能重复')
      .describe('The packs it is sold in, each with its own specification.'),
  }),
  requestId: 'must',
  refusals,
  shows: productNow,
  async run(context, { shopId, skus, ...fields }, refuse) {
    const wrong = skuRefusal(skus);
    if (wrong) return wrong;
    const askedAtMs = context.clock.now();
    const shop = await askShop(context, shopId);
    if (!shop || !ownParties(context, 'products').includes(shop.partyId)) return refuse('SHOP_UNKNOWN');
    return context.transaction(async (tx) => {
      if (!(await hasCategory(tx, fields.categoryId)))
        return refuse('CATEGORY_UNKNOWN', [atField('categoryId', '没有这个类目')]);
      const pictures = fields.pictureIds ?? (fields.pictureId ? [fields.pictureId] : []);
      const notes = fields.pictureNotes ?? [];
      if (!areShown(notes, pictures)) return refuse('PICTURE_UNKNOWN');
      const id = context.newId();
      if (!(await usePictures(context, tx, id, pictures))) return refuse('PICTURE_UNKNOWN');
      const priced = await pricedSkus(context, tx, fields.categoryId, skus);
      if ('ok' in priced) return priced;
      const { partyId } = shop;
      await recordShopSale(tx, { shopId, partyId, onSale: shop.onSale, reason: shop.reason ?? '', atMs: askedAtMs });
      await tx.em.insert(Product, {
        id,
        shopId,
        partyId,
        title: fields.title,
        categoryId: fields.categoryId,
        standardClass: fields.standardClass,
        standardCode: fields.standardCode ?? null,
        characteristics: fields.characteristics ?? null,
        safetyDeclared: fields.safetyDeclared ?? false,
        gmoStatus: fields.gmoStatus ?? null,
        copy: fields.copy,
        ...keptPictures(pictures),
        pictureNotes: keptNotes(null, notes, pictures),
        state: productLifecycle.initial,
        stateReason: null,
        publishedAtMs: null,
        createdAtMs: askedAtMs,
        updatedAtMs: askedAtMs,
      });
      await insertSkus(context, tx, { id, shopId, partyId, title: fields.title }, priced.skus);
      tx.audit({ type: 'product', id });
      return ok({ id });
    });
  },
});

/** What the numbers of a SKU or of its first label say by themselves. */
function skuRefusal(skus: readonly NewSku[]) {
  for (const [i, { gtin }] of skus.entries())
    if (gtin !== null && !isGtin(gtin))
      return refuseFrom(refusals, 'GTIN_INVALID', [atField(`skus.${i}.gtin`, `第${i + 1}个规格的条码校验位不对`)]);
  for (const [i, { label }] of skus.entries()) {
    const wrong = label && priceProblem(label);
    if (wrong) return refuseFrom(refusals, wrong.code, [within(`skus.${i}.label`, wrong.detail)]);
  }
  return null;
}

/** The SKUs with their labels as the government's document for such goods has them. */
async function pricedSkus(
  context: CatalogContext,
  tx: CatalogTransaction,
  categoryId: string,
  skus: readonly NewSku[],
) {
  const band = await bandInForce(tx.rows, categoryId, context.clock.now());
  const priced: PricedSku[] = [];
  for (const [i, sku] of skus.entries()) {
    const found = sku.label && pricingUnder(band, sku, sku.label);
    if (found && 'wrong' in found)
      return refuseFrom(refusals, found.wrong.code, [within(`skus.${i}.label`, found.wrong.detail)]);
    priced.push({ ...sku, label: sku.label && found ? { ...sku.label, ...found.pricing, referenceFen: null } : null });
  }
  return { skus: priced };
}

async function insertSkus(
  context: CatalogContext,
  tx: CatalogTransaction,
  product: { id: string; shopId: string; partyId: string; title: string },
  skus: readonly PricedSku[],
): Promise<void> {
  const { id: productId, shopId, partyId, title: name } = product;
  const made = skus.map(({ label, ...sku }, position) => ({
    label,
    row: {
      ...sku,
      id: context.newId(),
      productId,
      shopId,
      partyId,
      position,
      labelId: null,
      labelVersion: 0,
      labelComplete: false,
    },
  }));
  await tx.em.insertMany(
    Sku,
    made.map(({ row }) => row),
  );
  for (const { label, row } of made)
    if (label) await addLabelVersion(context, tx, row, { ...label, name, specification: row.specification });
}
