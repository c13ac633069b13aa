import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { atField, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { must } from '@heitu/kit/rules/checked';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import type { Drawn, LotToFill } from '../field/draw-harvests.ts';
import { partsOf, quantityOf } from '../field/field.policy.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { TRACE_UNITS } from '../trace/trace.policy.ts';
import { PoolShare } from './pool-share.entity.ts';
import { poolShareLifecycle } from './pool-share.lifecycle.ts';
import { tellPoolMoved } from './tell-pool-moved.ts';
import { isPooled, POOL_ANSWER_WORKING_DAYS, type Offer } from './pool.policy.ts';

export type PoolRefusal = 'NO_GROWER' | 'OTHER_POOL_UNIT' | 'GRADE_MISSING';

/**
 * Of harvests with a price, offers each grower their share, and writes that they became one: as much as came in of
 * each. Answers what is wrong, or null.
 */
export async function poolHarvests(
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotToFill & { productId: string },
  draws: readonly (Drawn & Offer)[],
): Promise<{ code: PoolRefusal; details: RefusalDetail[] } | null> {
  if (!isPooled(draws)) return null;
  const at = (index: number, field: string, code: PoolRefusal, text: string) => ({
    code,
    details: [atField(`harvests.${index}.${field}`, text)],
  });
  const [first] = draws;
  const nowMs = context.clock.now();
  for (const [index, { harvest, plot, quantity, grade, priceFen }] of draws.entries()) {
    if (harvest.unit !== first?.harvest.unit) return at(index, 'harvestId', 'OTHER_POOL_UNIT', '单位和前一家的不一样');
    if (priceFen === null) continue;
    if (plot.growerId === null) return at(index, 'priceFen', 'NO_GROWER', `${plot.name}没有登记是谁家的`);
    if (grade === null) return at(index, 'grade', 'GRADE_MISSING', '请写上几等');
    await tx.em.insert(PoolShare, {
      id: context.newId(),
      lotId: lot.lotId,
      partyId: lot.partyId,
      harvestId: harvest.rootId,
      growerId: plot.growerId,
      parts: partsOf(quantity),
      grade,
      priceFen,
      state: poolShareLifecycle.initial,
      offeredAtMs: nowMs,
      answerDueAtMs: addWorkingDays(nowMs, POOL_ANSWER_WORKING_DAYS),
      answeredAtMs: null,
      accountId: null,
    });
  }
  await writePooling(context, tx, lot, draws);
  await tellPoolMoved(tx, { lotId: lot.lotId });
  return null;
}

/** A transformation whose inputs and output balance: goods that are milled or packed later are not the lot yet. */
async function writePooling(
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotToFill & { productId: string },
  draws: readonly Drawn[],
): Promise<void> {
  const first = must(draws[0], 'a harvest of a pooled lot');
  const category = await tx.rows
    .selectFrom('Product as p')
    .innerJoin('Category as c', 'c.id', 'p.categoryId')
    .select('c.isProcessed')
    .where('p.id', '=', lot.productId)
    .executeTakeFirstOrThrow();
  const { unit } = first.harvest;
  const parts = draws.reduce((sum, { quantity }) => sum + partsOf(quantity), 0);
  await appendTraceEvent(context, tx, lot, {
    bizStep: 'other',
    title: '合并成一批',
    atMs: context.clock.now(),
    place: null,
    source: 'seller',
    note: `${draws.length}次采收合成一批，共${quantityOf(parts)}${TRACE_UNITS[unit]}`,
    consumed: draws.map(({ name, quantity }) => ({ name, quantity, unit, lotCode: null })),
    produced: [
      {
        name: `合并的${first.crop}`,
        quantity: quantityOf(parts),
        unit,
        lotCode: category.isProcessed ? null : lot.lotCode,
      },
    ],
  });
}
