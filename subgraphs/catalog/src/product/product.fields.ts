import { oneOf } from '@heitu/kit/rules/enums';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { Storages } from '@heitu/kit/rules/shared-enums';
import { altText, asScalar, identifier, line, named, paragraph, z } from '@heitu/kit/rules/validate';
import { Int } from 'type-graphql';
import { publicLine } from '../inputs.ts';
import { GmoStatuses, PictureSubjects, StandardClasses } from '../enums.ts';
import { normaliseStandardCode } from '../standard/standard.policy.ts';
import { PICTURES_PER_PRODUCT_MAX } from './product.policy.ts';

const count = (max: number) => z.number().int('必须是整数').min(1).max(max);
const optionalCount = (max: number) => asScalar(SafeInt, count(max)).nullish().default(null);
const celsius = () => z.number().min(-60).max(60).nullish().default(null);

/** What a pack is, in a product and in a template of one. */
export const skuFields = z.object({
  specification: publicLine(80).describe(
    'What tells the packs of a product apart: 5千克/袋. Unique within the product.',
  ),
  unit: line(10).describe('袋, 盒, 瓶 …; 斤, 公斤 for goods sold loose'),
  netGrams: optionalCount(50_000_000).describe(
    'Net content of a pack in grams. Pre-packed goods state one of netGrams, netMillilitres and netCount.',
  ),
  netMillilitres: optionalCount(50_000_000).describe('Net content of a pack in millilitres.'),
  netCount: optionalCount(100_000).describe('Net content of a pack in pieces.'),
  gtin: z
    .string()
    .trim()
    .max(14)
    .nullish()
    .default(null)
    .describe('The bar code: 8, 12, 13 or 14 digits with a right check digit.'),
  storage: oneOf(Storages).describe('How it is kept and carried.'),
  temperatureCelsiusMin: celsius().describe('The lowest temperature it is kept at, in °C: -60 to 60.'),
  temperatureCelsiusMax: celsius().describe('The highest temperature it is kept at, in °C: not below the lowest.'),
  shelfLifeDays: asScalar(Int, count(3650))
    .nullish()
    .default(null)
    .describe('Days from production to expiry: 1 to 3650; left out: without term.'),
  weightGrams: asScalar(SafeInt, count(50_000_000)).describe(
    'Gross weight of a parcelled pack in grams; what delivery is charged by.',
  ),
});

const PictureNoteInput = named(
  'PictureNoteInput',
  z.object({
    pictureId: identifier().describe('One of the pictures of the product, as it will be.'),
    shows: oneOf(PictureSubjects).nullish().describe('What it is a picture of; left out: as it was said before.'),
    alt: altText()
      .nullish()
      .describe(
        'What it shows, for whoever does not see it; null: made of the title. Left out: as it was said before.',
      ),
  }),
);

/** What is written of goods, when a product is made and when it is changed. */
export const productFields = {
  title: line(60).describe('The name in lists; at most 60 characters. Words that the law forbids are refused.'),
  categoryId: identifier().describe('The kind of goods; see categories.'),
  standardClass: oneOf(StandardClasses).describe('Which kind of standard the goods follow (7.3.3).'),
  standardCode: line(60)
    .transform(normaliseStandardCode)
    .nullish()
    .describe(
      'The product standard by its number: GB/T 1354-2018; see qualityStandards. Without it only non-standard goods are published.',
    ),
  characteristics: paragraph(1000)
    .nullish()
    .describe('What makes the goods what they are; non-standard goods are not published without it.'),
  safetyDeclared: z
    .boolean()
    .nullish()
    .describe('The seller declares that non-standard goods endanger nobody; they are not published without it.'),
  gmoStatus: oneOf(GmoStatuses)
    .nullish()
    .describe('Whether they are genetically modified: compulsory where the category says so.'),
  copy: paragraph(5000).describe('The description; at most 5000 characters. Words that the law forbids are refused.'),
  pictureId: identifier().nullish().describe('The cover alone.'),
  pictureIds: z
    .array(identifier())
    .max(PICTURES_PER_PRODUCT_MAX, `最多${PICTURES_PER_PRODUCT_MAX}张照片`)
    .refine((ids) => new Set(ids).size === ids.length, '同一张照片只能放一次')
    .nullish()
    .describe('Up to nine, the cover first; stands before pictureId.'),
  pictureNotes: z
    .array(PictureNoteInput)
    .max(PICTURES_PER_PRODUCT_MAX)
    .nullish()
    .describe('What the pictures show. Of a picture that is not named, what was said stays.'),
};
