import { bandInForce } from '../band/price-band.loader.ts';
import { isLookedAt, priceLimit, type Limited } from '../emergency/price-limit.ts';
import { shownMemberFen } from '../price/price-label.policy.ts';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { refuse, type Refused } from '@heitu/kit/rules/outcome';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { holds } from '@heitu/kit/rules/checked';
import { underClause } from '../under-clause.ts';
import { markCopy, type CopyMark, type GoodsRecord } from '../copy/copy.policy.ts';
import type { CatalogContext } from '../context.ts';
import type { CertificateType } from '../lot/lot.policy.ts';
import { limitsOfCategory } from '../standard/indicator.loader.ts';
import type { KnownStandard, StandardClass } from '../standard/standard.policy.ts';
import { typedAlts, type KeptNotes } from './picture-notes.ts';
import { celsiusOf, publishProblems, type GmoStatus, type PublishProblem } from './product.policy.ts';
import { publishRefusals, type PublishCode } from './product.refusals.ts';

export interface ProductFields {
  id: string;
  partyId: string;
  title: string;
  categoryId: string;
  standardClass: StandardClass;
  standardCode: string | null;
  characteristics: string | null;
  safetyDeclared: boolean | number;
  gmoStatus: GmoStatus | null;
  copy: string;
  pictureNotes: KeptNotes;
}

const textsOf = (product: ProductFields) => ({
  title: product.title,
  copy: product.copy,
  characteristics: product.characteristics,
  pictures: typedAlts(product.pictureNotes),
});

async function skusWithLabels(context: CatalogContext, productId: string) {
  return context.rows
    .selectFrom('Sku as s')
    .leftJoin('PriceLabel as l', 'l.id', 's.labelId')
    .select([
      's.id',
      's.specification',
      's.unit',
      's.netGrams',
      's.netMillilitres',
      's.netCount',
      's.storage',
      's.temperatureCelsiusMax',
      'l.id as labelId',
      'l.name',
      'l.origin',
      'l.grade',
      'l.specification as labelSpecification',
      'l.retailFen',
      'l.memberFen',
      'l.pricingType',
      'l.priceManager',
      'l.priceSupervision',
    ])
    .where('s.productId', '=', productId)
    .orderBy('s.position')
    .execute();
}

/** The record in one shape, from labelled SKUs and the types of valid certificates. */
export function goodsRecordOf(
  skus: readonly {
    netGrams: number | null;
    grade: string | null;
    retailFen: number | null;
    memberFen: number | null;
  }[],
  certificateTypes: readonly string[],
): GoodsRecord {
  const present = <T>(values: (T | null)[]): T[] => [...new Set(values.filter((value) => value !== null))];
  return {
    netGrams: present(skus.map((sku) => sku.netGrams)),
    grades: present(skus.map((sku) => sku.grade)),
    pricesFen: present(skus.flatMap((sku) => [sku.retailFen, shownMemberFen(sku)])),
    certificateTypes,
  };
}

/**
 * Kinds of certificates that the page may speak of: each lot on sale has one, since nobody knows which bag they get.
 * Before any is on sale, one lot has.
 */
export async function provenTypes({ rows, clock }: CatalogContext, productId: string): Promise<CertificateType[]> {
  const today = chinaDate(clock.now());
  const lots = rows.selectFrom('Lot as l').where('l.productId', '=', productId);
  const held = lots
    .innerJoin('Certificate as c', 'c.lotId', 'l.id')
    .where('c.state', '=', 'accepted')
    .where((eb) => eb.or([eb('c.validUntil', 'is', null), eb('c.validUntil', '>=', today)]))
    .select('c.type')
    .distinct();
  const onSale = await lots.where('l.state', '=', 'released').select('l.id').execute();
  if (onSale.length === 0) return (await held.execute()).map(({ type }) => type);
  const papers = await held.where('l.state', '=', 'released').select('l.id').execute();
  const lotsOf = Map.groupBy(papers, ({ type }) => type);
  return [...lotsOf].flatMap(([type, own]) => (own.length === onSale.length ? [type] : []));
}

/** What is on record for a product's goods, for its copy to agree with. */
export async function goodsRecord(
  context: CatalogContext,
  productId: string,
  skus?: Awaited<ReturnType<typeof skusWithLabels>>,
): Promise<GoodsRecord> {
  return goodsRecordOf(skus ?? (await skusWithLabels(context, productId)), await provenTypes(context, productId));
}

/**
 * Reads what publication is judged on, and judges: inside the transaction that publishes, so that nothing changes in
 * between.
 */
export async function judgePublication(
  context: CatalogContext,
  product: ProductFields,
  shop: { onSale: boolean; reason: string | null },
): Promise<{ problems: PublishProblem[]; marks: CopyMark[]; skuIds: string[] }> {
  const skus = await skusWithLabels(context, product.id);
  const category = await context.rows
    .selectFrom('Category')
    .select('statesGmo')
    .where('id', '=', product.categoryId)
    .executeTakeFirstOrThrow();
  const standards = await context.rows
    .selectFrom('QualityStandard')
    .selectAll()
    .where((eb) => eb.or([eb('partyId', 'is', null), eb('partyId', '=', product.partyId)]))
    .execute();
  const covering: KnownStandard[] = standards
    .map((row) => ({ ...row, categoryIds: fromJson(row.categoryIds) }))
    .filter((row) => row.categoryIds.includes(product.categoryId));
  const record = await goodsRecord(context, product.id, skus);
  const marks = markCopy(textsOf(product), record);
  const nowMs = context.clock.now();
  const today = chinaDate(nowMs);
  const problems = publishProblems({
    product: { ...product, safetyDeclared: !!product.safetyDeclared },
    skus: skus.map((row) => ({
      ...row,
      temperatureCelsiusMax: celsiusOf(row.temperatureCelsiusMax),
      label: holds(row, 'name', 'retailFen', 'pricingType') ? { ...row, specification: row.labelSpecification } : null,
    })),
    shop,
    category: { statesGmo: !!category.statesGmo },
    band: await bandInForce(context.rows, product.categoryId, nowMs),
    priceLimits: await limitsOf(context, product, skus),
    standards: covering,
    limits: await limitsOfCategory(context.rows, product.categoryId, [product.title], today),
    marks,
    certificateTypes: record.certificateTypes,
    today,
  });
  return { problems, marks, skuIds: skus.map(({ id }) => id) };
}

/** What an emergency's rule lets each SKU cost, as far as nobody has looked at its price under that rule. */
async function limitsOf(
  context: CatalogContext,
  { categoryId }: ProductFields,
  skus: Awaited<ReturnType<typeof skusWithLabels>>,
) {
  const limits = new Map<string, Limited>();
  for (const { id, netGrams, unit, retailFen } of skus) {
    const limit = await priceLimit(context.rows, { id, netGrams, unit, categoryId }, context.clock.now());
    if (limit && retailFen !== null && !(await isLookedAt(context.rows, id, limit, retailFen))) limits.set(id, limit);
  }
  return limits;
}

/** Names every problem, under the clause of the first; null where there is none. */
export function publishRefusal<Code extends PublishCode>(
  problems: readonly PublishProblem<Code>[],
): Refused<Code> | null {
  const [first] = problems;
  if (!first) return null;
  const details = problems.map(({ detail }) => detail);
  return underClause(refuse(publishRefusals, first.code, details), first.clause);
}
