import { idFrom } from '@heitu/kit/rules/ids';
import { ok } from '@heitu/kit/rules/outcome';
import type { CatalogContext } from '../context.ts';
import { Indicator } from './indicator.entity.ts';
import { indicatorRow } from './indicator-rows.ts';
import { INDICATOR_TABLE, LOOKED_UP_ON } from './indicator.table.ts';

/** Puts in place what is not there yet, and what was looked up again later: whatever is newer stays as it is. */
export async function ensureIndicators(context: CatalogContext): Promise<void> {
  const stored = await context.rows.selectFrom('Indicator').select(['id', 'key', 'sourceOn', 'untilOn']).execute();
  const there = new Map(stored.map((row) => [row.key, row]));
  const createdAtMs = context.clock.now();
  // Another limit than before judges what was stopped anew; in a county without any limits nothing was.
  const comparedUpTo = stored.length > 0 ? '' : null;
  const rows = INDICATOR_TABLE.flatMap(({ categoryIds, sourceOn = LOOKED_UP_ON, ...row }) =>
    categoryIds.map((categoryId) => indicatorRow({ ...row, categoryId, sourceOn }, createdAtMs)),
  ).map((row) => ({ ...row, comparedUpTo, id: idFrom(`indicator:${row.key}`) }));
  const missing = rows.filter(({ key }) => !there.has(key));
  const newer = rows.filter(({ key, id, sourceOn }) => {
    const before = there.get(key);
    // What the county's people have read in the standard's text stands.
    return before !== undefined && before.id === id && before.untilOn === null && before.sourceOn < sourceOn;
  });
  if (missing.length + newer.length === 0) return;
  await context.transaction(async (tx) => {
    if (missing.length > 0) await tx.em.insertMany(Indicator, missing);
    for (const { id, ...row } of newer) await tx.em.nativeUpdate(Indicator, { id }, row);
    return ok(null);
  });
}
