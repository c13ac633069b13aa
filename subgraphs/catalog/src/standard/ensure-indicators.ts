import { idFrom } from '@heitu/kit/rules/ids';
import { ok } from '@heitu/kit/rules/outcome';
import type { CatalogContext } from '../context.ts';
import { Indicator } from './indicator.entity.ts';
import { indicatorRow } from './indicator-rows.ts';
import { INDICATOR_TABLE, LOOKED_UP_ON } from './indicator.table.ts';

/** Puts in place what is not there yet: a limit that the operator has corrected stays as it is. */
export async function ensureIndicators(context: CatalogContext): Promise<void> {
  const there = new Set((await context.rows.selectFrom('Indicator').select('key').execute()).map(({ key }) => key));
  const createdAtMs = context.clock.now();
  const missing = INDICATOR_TABLE.flatMap(({ categoryIds, ...row }) =>
    categoryIds.map((categoryId) => indicatorRow({ ...row, categoryId, sourceOn: LOOKED_UP_ON }, createdAtMs)),
  )
    .filter(({ key }) => !there.has(key))
    .map((row) => ({ ...row, id: idFrom(`indicator:${row.key}`) }));
  if (missing.length === 0) return;
  await context.transaction(async (tx) => ok(await tx.em.insertMany(Indicator, missing)));
}
