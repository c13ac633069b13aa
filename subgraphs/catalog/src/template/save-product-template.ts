import { lockRows, unlessTaken } from '@heitu/kit/data/only-one';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { aboutThing, atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, named, paragraph, z, LOWEST_FIRST } from '@heitu/kit/rules/validate';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import { mutation, type CatalogTransaction } from '../context.ts';
import { markCopy } from '../copy/copy.policy.ts';
import { publicLine } from '../inputs.ts';
import { productFields, skuFields } from '../product/product.fields.ts';
import { hasCategory } from '../product/product-parts.ts';
import { isGtin, SKUS_PER_PRODUCT_MAX } from '../product/product.policy.ts';
import { CATEGORY_UNKNOWN, GTIN_INVALID } from '../product/product.refusals.ts';
import { isNamedBy } from '../standard/standard.policy.ts';
import { ProductTemplate } from './template.entity.ts';
import { templatesById } from './template.loader.ts';
import { ProductTemplateView } from './template.view.ts';

const { categoryId, standardClass, standardCode, characteristics, gmoStatus } = productFields;
const WRONG_GTIN = { path: ['gtin'], ...GTIN_INVALID };
const TemplateSkuInput = named(
  'TemplateSkuInput',
  skuFields.refine(...LOWEST_FIRST).refine(({ gtin }) => gtin === null || isGtin(gtin), WRONG_GTIN),
);
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

/**
 * The operator writes down what all goods of a kind have in common, or changes it; products made from it before stay as
 * they are.
 */
export const saveProductTemplate = mutation({
  name: 'saveProductTemplate',
  description:
    'The operator writes down what goods of a kind have in common, or changes it. Products made from it before stay as they are.',
  may: permit.role('operator-admin'),
  input: z.object({
    templateId: identifier().nullish().describe('absent: a new one'),
    name: line(60).describe('What the template is called in the list.'),
    categoryId,
    titlePattern: line(60).describe('The title that a product begins with.'),
    copyPattern: paragraph(5000).describe('The description that a product begins with.'),
    standardClass,
    standardCode,
    characteristics,
    gmoStatus,
    origin: publicLine(120).describe('The origin that a label begins with.'),
    grade: publicLine(40).describe('The grade that a label begins with.'),
    usage: publicLine(500).describe('How the goods are stored and used.'),
    skus: z.array(TemplateSkuInput).min(1).max(SKUS_PER_PRODUCT_MAX).describe('The packs that a product begins with.'),
    offered: z.boolean().nullish().describe('default: true'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    CATEGORY_UNKNOWN,
    NAME_TAKEN: { message: '已经有同名的模板' },
    STANDARD_UNKNOWN: { message: '没有登记过适用于这类商品的这个标准' },
    COPY_REFUSED: { message: '文字里有不允许宣传的内容，请改掉标出的词' },
  },
  shows: rowAfter(ProductTemplateView, templatesById),
  async run(context, { templateId, offered, skus, ...fields }, refuse) {
    const marks = markCopy(
      { title: fields.titlePattern, copy: fields.copyPattern, characteristics: fields.characteristics ?? null },
      NO_RECORD,
    );
    if (marks.length > 0)
      return refuse(
        'COPY_REFUSED',
        marks.map((mark) => aboutThing(`${mark.field}:${mark.start}-${mark.end}`, `“${mark.word}”：${mark.text}`)),
      );
    return context.transaction(async (tx) => {
      if (!(await hasCategory(tx, fields.categoryId)))
        return refuse('CATEGORY_UNKNOWN', [atField('categoryId', '没有这个类目')]);
      if (fields.standardCode && !(await hasStandard(tx, fields.standardCode, fields.categoryId)))
        return refuse('STANDARD_UNKNOWN', [atField('standardCode', `没有登记过${fields.standardCode}`)]);
      const row = {
        ...fields,
        standardCode: fields.standardCode ?? null,
        characteristics: fields.characteristics ?? null,
        gmoStatus: fields.gmoStatus ?? null,
        skus: toJson(skus),
        offered: offered ?? true,
        updatedAtMs: context.clock.now(),
        updatedBy: context.actor.id,
      };
      const id = templateId ?? context.newId();
      if (templateId && !(await lockRows(tx, ProductTemplate, { id }))) return refuse('NOT_FOUND');
      const nameTaken = refuse('NAME_TAKEN', [atField('name', fields.name)]);
      const written = templateId
        ? tx.em.nativeUpdate(ProductTemplate, { id }, row)
        : tx.em.insert(ProductTemplate, { ...row, id });
      if (await unlessTaken(written, nameTaken)) return nameTaken;
      tx.audit({ type: 'product-template', id, clause: '5.1.a' });
      return ok({ id });
    });
  },
});

async function hasStandard(tx: CatalogTransaction, code: string, category: string): Promise<boolean> {
  const rows = await tx.rows
    .selectFrom('QualityStandard')
    .select(['code', 'categoryIds'])
    .where('partyId', 'is', null)
    .execute();
  return rows.some((row) => isNamedBy(row.code, code) && fromJson(row.categoryIds).includes(category));
}
