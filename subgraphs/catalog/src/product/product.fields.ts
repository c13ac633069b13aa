import { SafeInt } from '@heitu/kit/rules/graphql';
import { asScalar, identifier, line, paragraph, z } from '@heitu/kit/rules/validate';
import { Int } from 'type-graphql';
import { normaliseStandardCode, STANDARD_CLASS_NAMES } from '../standard/standard.policy.ts';
import { PICTURES_PER_PRODUCT_MAX, STORAGES } from './product.policy.ts';

const count = (max: number) => z.number().int('必须是整数').min(1).max(max);
const optionalCount = (max: number) => asScalar(SafeInt, count(max)).nullish().default(null);
const celsius = () => z.number().min(-60).max(60).nullish().default(null);

/** What a pack is, in a product and in a template of one. */
export const skuFields = z.object({
  specification: line(80),
  unit: line(10).describe('袋, 盒, 瓶 …; 斤, 公斤 for goods sold loose'),
  netGrams: optionalCount(50_000_000),
  netMillilitres: optionalCount(50_000_000),
  netCount: optionalCount(100_000),
  gtin: z.string().trim().max(14).nullish().default(null),
  storage: z.enum(STORAGES).describe('ambient, chilled, frozen'),
  temperatureCelsiusMin: celsius(),
  temperatureCelsiusMax: celsius(),
  shelfLifeDays: asScalar(Int, count(3650)).nullish().default(null),
  weightGrams: asScalar(SafeInt, count(50_000_000)),
});
export const hasRightRange = (sku: {
  temperatureCelsiusMin: number | null;
  temperatureCelsiusMax: number | null;
}): boolean =>
  sku.temperatureCelsiusMin === null ||
  sku.temperatureCelsiusMax === null ||
  sku.temperatureCelsiusMin <= sku.temperatureCelsiusMax;
export const WRONG_RANGE = { path: ['temperatureCelsiusMin'], message: '最低温度不能高于最高温度' };

/** What is written of goods, when a product is made and when it is changed. */
export const productFields = {
  title: line(60),
  categoryId: identifier(),
  standardClass: z.enum(STANDARD_CLASS_NAMES),
  standardCode: line(60).transform(normaliseStandardCode).nullish(),
  characteristics: paragraph(1000).nullish(),
  safetyDeclared: z.boolean().nullish(),
  gmoStatus: z.enum(['none', 'contains']).nullish(),
  copy: paragraph(5000),
  pictureId: identifier().nullish().describe('The cover alone.'),
  pictureIds: z
    .array(identifier())
    .max(PICTURES_PER_PRODUCT_MAX, `最多${PICTURES_PER_PRODUCT_MAX}张照片`)
    .refine((ids) => new Set(ids).size === ids.length, '同一张照片只能放一次')
    .nullish()
    .describe('Up to nine, the cover first; stands before pictureId.'),
};
