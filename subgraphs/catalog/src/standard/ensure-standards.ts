import { idFrom } from '@heitu/kit/rules/ids';
import { ok } from '@heitu/kit/rules/outcome';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { CatalogContext } from '../context.ts';
import { QualityStandard } from './quality-standard.entity.ts';
import { STANDARD_TABLE } from './standard.table.ts';

export async function ensureStandards(context: CatalogContext): Promise<void> {
  const there = new Set(
    (await context.rows.selectFrom('QualityStandard').select('code').execute()).map(({ code }) => code),
  );
  const missing = STANDARD_TABLE.filter(({ code }) => !there.has(code));
  if (missing.length === 0) return;
  await context.transaction(async (tx) => {
    const createdAtMs = context.clock.now();
    await tx.em.insertMany(
      QualityStandard,
      missing.map(({ categoryIds, ...row }) => ({
        ...row,
        id: idFrom(`standard:${row.code}`),
        categoryIds: toJson(categoryIds),
        filingNumber: null,
        partyId: null,
        validUntil: null,
        createdAtMs,
      })),
    );
    return ok(null);
  });
}
