import { useFiles } from '@heitu/kit/privacy/file-uses';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { ownParties } from '../access.ts';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { askShop } from '../peers.ts';
import { priceProblem } from '../price/price-label.policy.ts';
import { addLabelVersion, labelFields } from '../price/set-price-label.ts';
import { recordShopSale } from '../shop/record-shop-sale.ts';
import { normaliseStandardCode, STANDARD_CLASS_NAMES } from '../standard/standard.policy.ts';
import { Product, Sku } from './product.entity.ts';
import { productLifecycle } from './product.lifecycle.ts';
import { isGtin, keptPictures, PICTURES_PER_PRODUCT_MAX, SKUS_PER_PRODUCT_MAX, STORAGES } from './product.policy.ts';
import { createProductRefusals as refusals } from './product.refusals.ts';

const count = (max: number) => z.number().int('必须是整数').min(1).max(max);
const celsius = () => z.number().min(-60).max(60);

export const skuFields = z.object({
  specification: line(80),
  unit: line(10),
  netGrams: count(50_000_000).nullish().default(null),
  netMillilitres: count(50_000_000).nullish().default(null),
  netCount: count(100_000).nullish().default(null),
  gtin: z.string().trim().max(14).nullish().default(null),
  storage: z.enum(STORAGES),
  temperatureCelsiusMin: celsius().nullish().default(null),
  temperatureCelsiusMax: celsius().nullish().default(null),
  shelfLifeDays: count(3650).nullish().default(null),
  weightGrams: count(50_000_000),
});
export const hasRightRange = (sku: {
  temperatureCelsiusMin: number | null;
  temperatureCelsiusMax: number | null;
}): boolean =>
  sku.temperatureCelsiusMin === null ||
  sku.temperatureCelsiusMax === null ||
  sku.temperatureCelsiusMin <= sku.temperatureCelsiusMax;
export const WRONG_RANGE = { path: ['temperatureCelsiusMin'], message: '最低温度不能高于最高温度' };
const skuSchema = skuFields
  .extend({ label: z.object(labelFields).nullish().default(null) })
  .refine(hasRightRange, WRONG_RANGE);

export const productFields = {
  title: line(60),
  categoryId: identifier(),
  standardClass: z.enum(STANDARD_CLASS_NAMES),
  standardCode: line(60).transform(normaliseStandardCode).nullish(),
  characteristics: paragraph(1000).nullish(),
  safetyDeclared: z.boolean().nullish(),
  gmoStatus: z.enum(['none', 'contains']).nullish(),
  copy: paragraph(5000),
  pictureId: identifier().nullish(),
  pictureIds: z
    .array(identifier())
    .max(PICTURES_PER_PRODUCT_MAX, `最多${PICTURES_PER_PRODUCT_MAX}张照片`)
    .refine((ids) => new Set(ids).size === ids.length, '同一张照片只能放一次')
    .nullish(),
};
const schema = z
  .object({
    requestId: identifier(),
    shopId: identifier(),
    ...productFields,
    skus: z.array(skuSchema).min(1).max(SKUS_PER_PRODUCT_MAX),
  })
  .refine(({ skus }) => new Set(skus.map((sku) => sku.specification)).size === skus.length, {
    path: ['skus'],
    message: '规格不能重复',
  });

/** Whether this actor uploaded those pictures; from here on they belong to the product. */
export const usePictures = (
  context: CatalogContext,
  tx: CatalogTransaction,
  productId: string,
  pictureIds: readonly string[],
): Promise<boolean> => useFiles(context, tx, { type: 'product', id: productId }, pictureIds, 'product-picture');
export const hasCategory = async (tx: CatalogTransaction, categoryId: string): Promise<boolean> =>
  !!(await tx.rows.selectFrom('Category').select('id').where('id', '=', categoryId).executeTakeFirst());

/**
 * A draft with its SKUs, and their first labels where they are there; nothing is on sale before it is published, so a
 * draft may still lack things.
 */
export async function createProduct(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, shopId, skus, ...fields } = parsed.value;
  const wrongGtin = skus.findIndex((sku) => sku.gtin !== null && !isGtin(sku.gtin));
  if (wrongGtin >= 0)
    return refuse(refusals, 'GTIN_INVALID', [
      { at: `skus.${wrongGtin}.gtin`, text: `第${wrongGtin + 1}个规格的条码校验位不对` },
    ]);
  for (const [i, { label }] of skus.entries()) {
    const wrong = label && priceProblem(label);
    if (wrong) return refuse(refusals, wrong.code, [{ ...wrong.detail, at: `skus.${i}.label.${wrong.detail.at}` }]);
  }
  const askedAtMs = context.clock.now();
  const shop = await askShop(context, shopId);
  if (!shop || !ownParties(context, 'products').includes(shop.partyId)) return refuse(refusals, 'SHOP_UNKNOWN');
  return context.transaction(
    async (tx) => {
      if (!(await hasCategory(tx, fields.categoryId)))
        return refuse(refusals, 'CATEGORY_UNKNOWN', [{ at: 'categoryId', text: '没有这个类目' }]);
      const pictures = fields.pictureIds ?? (fields.pictureId ? [fields.pictureId] : []);
      const id = context.newId();
      if (!(await usePictures(context, tx, id, pictures))) return refuse(refusals, 'PICTURE_UNKNOWN');
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
        state: productLifecycle.initial,
        stateReason: null,
        publishedAtMs: null,
        createdAtMs: askedAtMs,
        updatedAtMs: askedAtMs,
      });
      const made = skus.map(({ label, ...sku }, position) => ({
        label,
        row: {
          ...sku,
          id: context.newId(),
          productId: id,
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
      for (const { label, row } of made) {
        if (label)
          await addLabelVersion(context, tx, row, { ...label, name: fields.title, specification: row.specification });
      }
      tx.audit({ type: 'product', id });
      return ok({ id });
    },
    { id: requestId, input: parsed.value },
  );
}
