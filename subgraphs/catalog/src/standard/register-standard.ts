import { hasRole } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { atField, machineRefusals, NOT_FOUND, ok, refuse as refuseFrom } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, named, z } from '@heitu/kit/rules/validate';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { ClauseRef } from '@heitu/standard';
import { ownParties } from '../access.ts';
import { SELLERS, WITHDRAWERS } from '../roles.ts';
import { mutation, type CatalogTransaction } from '../context.ts';
import { StandardClasses } from '../enums.ts';
import { day, optionalLine } from '../inputs.ts';
import { Indicator } from './indicator.entity.ts';
import { limitsOfCategory } from './indicator.loader.ts';
import { belowNational, type IndicatorLimit } from './indicator.policy.ts';
import { indicatorRow } from './indicator-rows.ts';
import { QualityStandard } from './quality-standard.entity.ts';
import { standardsById } from './standard.loader.ts';
import { floorOf, normaliseStandardCode } from './standard.policy.ts';
import { QualityStandardView } from './standard.view.ts';

const INDICATORS_MAX = 60;
const limit = () => z.number().min(0).max(1_000_000).nullish().default(null);
const IndicatorInput = named(
  'IndicatorInput',
  z.object({
    name: line(60).describe('What is measured: 水分, 镉 …'),
    unit: optionalLine(20).describe('The unit of the limit.'),
    method: optionalLine(80).describe('The standard by which it is measured: GB 5009.3.'),
    grade: optionalLine(40).describe('Of which grade; left out: of every grade.'),
    min: limit().describe('At least so much.'),
    max: limit().describe('At most so much.'),
  }),
);

/** The operator and industry bodies register public standards; a seller its own filed ones. */
export const registerStandard = mutation({
  name: 'registerStandard',
  description: 'The operator and industry bodies register public standards; a seller registers its own filed ones.',
  may: permit.role(...SELLERS, ...WITHDRAWERS, 'industry-body'),
  input: z.object({
    code: line(60)
      .transform(normaliseStandardCode)
      .describe('Its number: GB/T 1354-2018. Written the same way however it was typed.'),
    title: line(120).describe('Its Chinese title.'),
    standardClass: oneOf(StandardClasses)
      .refine((standardClass) => standardClass !== 'non-standard', '非标准化商品没有标准可登记')
      .describe('A public standard, or a filed one of a seller.'),
    categoryIds: z.array(identifier()).min(1).max(20).describe('The kinds of goods it holds for.'),
    partyId: identifier().nullish().describe('whose filed standard it is'),
    filingNumber: line(80).nullish().describe("The authority's number; compulsory for filed."),
    validUntilOn: day().nullish().describe('The last day on which it holds: not past; compulsory for filed.'),
    indicators: z
      .array(IndicatorInput)
      .max(INDICATORS_MAX)
      .nullish()
      .transform((indicators) => indicators ?? [])
      .describe('Its table; compulsory for filed, and no figure weaker than the national one.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    STANDARD_KNOWN: { message: '这个标准编号已经登记过' },
    FILING_MISSING: { message: '团体或企业标准要填备案号和有效期', clause: '7.3.3.c' },
    INDICATORS_MISSING: { message: '团体或企业标准要登记指标：每一项叫什么、最多或最少多少', clause: '7.3.3.c' },
    INDICATOR_TWICE: { message: '同一项指标填了两次' },
    LIMIT_MISSING: { message: '每一项指标要填最少或最多多少' },
    BELOW_NATIONAL: { message: '您的标准比国家标准松，不能用', clause: '7.3.3.c' },
    STANDARD_EXPIRED: { message: '这个标准已经过期', clause: '7.3.3.c' },
  },
  shows: rowAfter(QualityStandardView, standardsById),
  async run(context, { categoryIds, validUntilOn: validUntil, indicators, ...standard }, refuse) {
    const isFiled = standard.standardClass === 'filed';
    if (isFiled && !ownParties(context, 'products').includes(standard.partyId ?? '-'))
      return refuse('NOT_FOUND', [atField('partyId', '只能登记自己的备案标准')]);
    if (!isFiled && !hasRole(context.actor, ...WITHDRAWERS, 'industry-body'))
      return refuse('NOT_FOUND', [atField('standardClass', '公共标准由平台或行业组织登记')]);
    if (isFiled && (!standard.filingNumber || !validUntil)) return refuse('FILING_MISSING');
    if (isFiled && indicators.length === 0) return refuse('INDICATORS_MISSING', 'indicators');
    const unlimited = indicators.findIndex(({ min, max }) => min === null && max === null);
    if (unlimited >= 0) return refuse('LIMIT_MISSING', `indicators.${unlimited}.max`);
    const nowMs = context.clock.now();
    const today = chinaDate(nowMs);
    if (validUntil && validUntil < today) return refuse('STANDARD_EXPIRED');
    return context.transaction(async (tx) => {
      const known = await tx.rows
        .selectFrom('QualityStandard')
        .select('id')
        .where('code', '=', standard.code)
        .executeTakeFirst();
      if (known) return refuse('STANDARD_KNOWN');
      const unknown = await unknownCategories(tx, categoryIds);
      if (unknown.length > 0)
        return refuseFrom(
          machineRefusals,
          'INVALID_INPUT',
          unknown.map((id) => atField('categoryIds', `没有类目${id}`)),
        );
      const own = indicators.map((row) => ({ ...row, standardCode: standard.code, words: null, doubt: null }));
      const below = isFiled ? await belowPublic(tx, standard.title, categoryIds, own, today) : [];
      if (below.length > 0)
        return refuse(
          'BELOW_NATIONAL',
          below.map((text) => atField('indicators', text)),
        );
      const id = context.newId();
      await tx.em.insert(QualityStandard, {
        ...standard,
        validUntil,
        partyId: isFiled ? standard.partyId : null,
        categoryIds: toJson(categoryIds),
        id,
        createdAtMs: nowMs,
      });
      const rows = categoryIds.flatMap((categoryId) =>
        own.map((row) => indicatorRow({ ...row, categoryId, source: standard.title, sourceOn: today }, nowMs)),
      );
      if (new Set(rows.map(({ key }) => key)).size < rows.length) return refuse('INDICATOR_TWICE', 'indicators');
      if (rows.length > 0)
        await tx.em.insertMany(
          Indicator,
          rows.map((row) => ({ ...row, id: context.newId() })),
        );
      tx.audit({ type: 'quality-standard', id, clause: '7.3.3.a-c' satisfies ClauseRef });
      return ok({ id });
    });
  },
});

/** Where a filed standard asks for less than a public one of the same goods (7.3.3.c). */
async function belowPublic(
  tx: CatalogTransaction,
  title: string,
  categoryIds: readonly string[],
  own: readonly Omit<IndicatorLimit, 'isNational'>[],
  today: string,
): Promise<string[]> {
  const standards = await tx.rows
    .selectFrom('QualityStandard')
    .select(['code', 'standardClass', 'validUntil', 'categoryIds'])
    .where('partyId', 'is', null)
    .execute();
  const found = new Set<string>();
  for (const categoryId of categoryIds) {
    const covering = standards.filter((row) => fromJson(row.categoryIds).includes(categoryId));
    const floor = floorOf(covering, await limitsOfCategory(tx.rows, categoryId, [title], today), today);
    const limits = own.map((row) => ({ ...row, isNational: false }));
    for (const text of belowNational(limits, floor)) found.add(text);
  }
  return [...found];
}

async function unknownCategories(tx: CatalogTransaction, categoryIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows.selectFrom('Category').select('id').where('id', 'in', categoryIds).execute();
  return categoryIds.filter((id) => !rows.some((category) => category.id === id));
}
