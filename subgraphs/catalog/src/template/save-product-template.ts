import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { lockRows, unlessTaken } from '@heitu/kit/data/only-one';
import { identifier, line, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { markCopy } from '../copy/copy.policy.ts';
import { hasCategory, hasRightRange, productFields, skuFields, WRONG_RANGE } from '../product/create-product.ts';
import { isGtin, SKUS_PER_PRODUCT_MAX } from '../product/product.policy.ts';
import { isNamedBy } from '../standard/standard.policy.ts';
import { ProductTemplate } from './template.entity.ts';
import { saveProductTemplateRefusals as refusals } from './template.refusals.ts';

const { categoryId, standardClass, standardCode, characteristics, gmoStatus } = productFields;
const WRONG_GTIN = { path: ['gtin'], message: '商品条码的校验位不对，请核对' };
const schema = z.object({
  requestId: identifier(),
  templateId: identifier().nullish(),
  name: line(60),
  titlePattern: line(60),
  copyPattern: paragraph(5000),
  origin: line(120),
  grade: line(40),
  usage: line(500),
  categoryId,
  standardClass,
  standardCode,
  characteristics,
  gmoStatus,
  skus: z
    .array(skuFields.refine(hasRightRange, WRONG_RANGE).refine(({ gtin }) => gtin === null || isGtin(gtin), WRONG_GTIN))
    .min(1)
    .max(SKUS_PER_PRODUCT_MAX),
  offered: z.boolean().nullish(),
});
/**
 * A template proves nothing about the goods it will be used for: certified claims pass here and are judged at
 * publication.
 */
const NO_RECORD = {
  netGrams: [],
  grades: [],
  pricesFen: [],
  certificateTypes: ['organic', 'green-food', 'geographical-indication'],
};

async function hasStandard(tx: CatalogTransaction, code: string, category: string): Promise<boolean> {
  const rows = await tx.rows
    .selectFrom('QualityStandard')
    .select(['code', 'categoryIds'])
    .where('partyId', 'is', null)
    .execute();
  return rows.some((row) => isNamedBy(row.code, code) && (JSON.parse(row.categoryIds) as string[]).includes(category));
}

/**
 * The operator writes down what all goods of a kind have in common, or changes it; products made from it before stay as
 * they are.
 */
export async function saveProductTemplate(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, templateId, offered, skus, ...fields } = parsed.value;
  const marks = markCopy(
    { title: fields.titlePattern, copy: fields.copyPattern, characteristics: fields.characteristics ?? null },
    NO_RECORD,
  );
  if (marks.length > 0)
    return refuse(
      refusals,
      'COPY_REFUSED',
      marks.map((mark) => ({ at: `${mark.field}:${mark.start}-${mark.end}`, text: `“${mark.word}”：${mark.text}` })),
    );
  return context.transaction(
    async (tx) => {
      if (!(await hasCategory(tx, fields.categoryId)))
        return refuse(refusals, 'CATEGORY_UNKNOWN', [{ at: 'categoryId', text: '没有这个类目' }]);
      if (fields.standardCode && !(await hasStandard(tx, fields.standardCode, fields.categoryId)))
        return refuse(refusals, 'STANDARD_UNKNOWN', [{ at: 'standardCode', text: `没有登记过${fields.standardCode}` }]);
      const row = {
        ...fields,
        standardCode: fields.standardCode ?? null,
        characteristics: fields.characteristics ?? null,
        gmoStatus: fields.gmoStatus ?? null,
        skus: JSON.stringify(skus),
        offered: offered ?? true,
        updatedAtMs: context.clock.now(),
        updatedBy: context.actor.id,
      };
      const id = templateId ?? context.newId();
      const nameTaken = refuse(refusals, 'NAME_TAKEN', [{ at: 'name', text: fields.name }]);
      if (templateId && !(await lockRows(tx, ProductTemplate, { id }))) return refuse(refusals, 'NOT_FOUND');
      const taken = await unlessTaken(
        templateId ? tx.em.nativeUpdate(ProductTemplate, { id }, row) : tx.em.insert(ProductTemplate, { ...row, id }),
        nameTaken,
      );
      if (taken) return taken;
      tx.audit({ type: 'product-template', id, clause: '5.1.a' });
      return ok({ id });
    },
    { id: requestId, input: parsed.value },
  );
}
