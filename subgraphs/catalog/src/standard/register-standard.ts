import { hasRole } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { defineRefusals, ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, localDate, parse, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import { ownParties, WITHDRAWERS } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import { QualityStandard } from './quality-standard.entity.ts';
import { normaliseStandardCode } from './standard.policy.ts';

export const registerStandardRefusals = defineRefusals({
  STANDARD_KNOWN: { message: '这个标准编号已经登记过' },
  FILING_MISSING: { message: '团体或企业标准要填备案号和有效期', clause: '7.3.3.c' satisfies ClauseRef },
  STANDARD_EXPIRED: { message: '这个标准已经过期', clause: '7.3.3.c' satisfies ClauseRef },
});

const schema = z.object({
  requestId: identifier(),
  code: line(60).transform(normaliseStandardCode),
  title: line(120),
  standardClass: z.enum(['mandatory', 'recommended', 'filed']),
  categoryIds: z.array(identifier()).min(1).max(20),
  partyId: identifier().nullish(),
  filingNumber: line(80).nullish(),
  notBelowCode: line(60).transform(normaliseStandardCode).nullish(),
  validUntil: localDate().nullish(),
});

/** The operator and industry bodies register public standards; a seller its own filed ones. */
export async function registerStandard(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, categoryIds, ...standard } = parsed.value;
  const isFiled = standard.standardClass === 'filed';
  const allowed = isFiled
    ? ownParties(context, 'products').includes(standard.partyId ?? '-')
    : hasRole(context.actor, ...WITHDRAWERS, 'industry-body');
  if (!allowed)
    return refuse(registerStandardRefusals, 'NOT_FOUND', [
      {
        at: isFiled ? 'partyId' : 'standardClass',
        text: isFiled ? '只能登记自己的备案标准' : '公共标准由平台或行业组织登记',
      },
    ]);
  if (isFiled && (!standard.filingNumber || !standard.validUntil))
    return refuse(registerStandardRefusals, 'FILING_MISSING');
  if (standard.validUntil && standard.validUntil < chinaDate(context.clock.now()))
    return refuse(registerStandardRefusals, 'STANDARD_EXPIRED');
  return context.transaction(
    async (tx) => {
      const known = await tx.rows
        .selectFrom('QualityStandard')
        .select('id')
        .where('code', '=', standard.code)
        .executeTakeFirst();
      if (known) return refuse(registerStandardRefusals, 'STANDARD_KNOWN');
      const categories = await tx.rows.selectFrom('Category').select('id').where('id', 'in', categoryIds).execute();
      const unknown = categoryIds.filter((id) => !categories.some((category) => category.id === id));
      if (unknown.length > 0)
        return refuse(
          registerStandardRefusals,
          'INVALID_INPUT',
          unknown.map((id) => ({ at: 'categoryIds', text: `没有类目${id}` })),
        );
      const id = context.newId();
      await tx.em.insert(QualityStandard, {
        ...standard,
        partyId: isFiled ? standard.partyId : null,
        categoryIds: JSON.stringify(categoryIds),
        id,
        createdAtMs: context.clock.now(),
      });
      tx.audit({ type: 'quality-standard', id, clause: '7.3.3.a-c' satisfies ClauseRef });
      return ok({ id });
    },
    { id: requestId, input: parsed.value },
  );
}
