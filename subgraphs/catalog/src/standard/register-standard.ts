import { hasRole } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { atField, machineRefusals, NOT_FOUND, ok, refuse as refuseFrom } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { ClauseRef } from '@heitu/standard';
import { ownParties } from '../access.ts';
import { SELLERS, WITHDRAWERS } from '../roles.ts';
import { mutation, type CatalogTransaction } from '../context.ts';
import { StandardClasses } from '../enums.ts';
import { day } from '../inputs.ts';
import { QualityStandard } from './quality-standard.entity.ts';
import { standardsById } from './standard.loader.ts';
import { normaliseStandardCode } from './standard.policy.ts';
import { QualityStandardView } from './standard.view.ts';

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
    notBelowCode: line(60)
      .transform(normaliseStandardCode)
      .nullish()
      .describe('the national standard that its figures do not fall below'),
    validUntilOn: day().nullish().describe('The last day on which it holds: not past; compulsory for filed.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    STANDARD_KNOWN: { message: '这个标准编号已经登记过' },
    FILING_MISSING: { message: '团体或企业标准要填备案号和有效期', clause: '7.3.3.c' },
    STANDARD_EXPIRED: { message: '这个标准已经过期', clause: '7.3.3.c' },
  },
  shows: rowAfter(QualityStandardView, standardsById),
  async run(context, { categoryIds, validUntilOn: validUntil, ...standard }, refuse) {
    const isFiled = standard.standardClass === 'filed';
    if (isFiled && !ownParties(context, 'products').includes(standard.partyId ?? '-'))
      return refuse('NOT_FOUND', [atField('partyId', '只能登记自己的备案标准')]);
    if (!isFiled && !hasRole(context.actor, ...WITHDRAWERS, 'industry-body'))
      return refuse('NOT_FOUND', [atField('standardClass', '公共标准由平台或行业组织登记')]);
    if (isFiled && (!standard.filingNumber || !validUntil)) return refuse('FILING_MISSING');
    if (validUntil && validUntil < chinaDate(context.clock.now())) return refuse('STANDARD_EXPIRED');
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
      const id = context.newId();
      await tx.em.insert(QualityStandard, {
        ...standard,
        validUntil,
        partyId: isFiled ? standard.partyId : null,
        categoryIds: toJson(categoryIds),
        id,
        createdAtMs: context.clock.now(),
      });
      tx.audit({ type: 'quality-standard', id, clause: '7.3.3.a-c' satisfies ClauseRef });
      return ok({ id });
    });
  },
});

async function unknownCategories(tx: CatalogTransaction, categoryIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows.selectFrom('Category').select('id').where('id', 'in', categoryIds).execute();
  return categoryIds.filter((id) => !rows.some((category) => category.id === id));
}
