import { eachAlone } from '@heitu/kit/data/each-alone';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { reopenLot, tellAnew } from '../lot/reopen-lot.ts';
import { holdUntilDecided } from '../lot/hold-until-decided.ts';
import { Inspection, SelfCheck } from '../lot/lot.entity.ts';
import type { LotRow } from '../lot/lot.loader.ts';
import type { LotState } from '../lot/lot.lifecycle.ts';
import { selfCheckLimits } from '../lot/self-check.policy.ts';
import { limitsForLot } from './indicator.loader.ts';
import { indicatorKey } from './indicator-names.table.ts';
import { failedText, judgeFindings, outcomeOf, type IndicatorLimit, type InspectionItem } from './indicator.policy.ts';

const LOTS_PER_RUN_MAX = 100;
/** What is not sold any more for another reason than its figures is not looked at. */
const IN_QUESTION: readonly LotState[] = ['registered', 'released', 'held', 'blocked'];
const STOPPED: readonly LotState[] = ['held', 'blocked'];

export interface ChangedLimit {
  categoryId: string;
  name: string;
  fromOn: string | null;
  comparedUpTo: string | null;
  /** It came with a release: what is on sale stays as it is. */
  isOfRelease: boolean;
}

/**
 * What reports found on goods that a limit now holds for is laid beside it anew, some lots at a time. Answers up to
 * which lot; null where that was the last.
 */
export async function compareAnew(context: CatalogContext, limit: ChangedLimit): Promise<string | null> {
  const lots = await context.rows
    .selectFrom('Lot as l')
    .innerJoin('Product as p', 'p.id', 'l.productId')
    .selectAll('l')
    .where('p.categoryId', '=', limit.categoryId)
    .where('l.producedOn', '>=', limit.fromOn ?? '')
    .where('l.state', 'in', limit.isOfRelease ? STOPPED : IN_QUESTION)
    // What was stopped for something else, or has expired since, stays stopped. Of before nobody knows why.
    .where((eb) =>
      eb.or([
        eb('l.state', '!=', 'blocked'),
        eb.and([
          eb.or([eb('l.stopCause', '=', 'failed-inspection'), eb('l.stopCause', 'is', null)]),
          eb.or([eb('l.expiresOn', 'is', null), eb('l.expiresOn', '>=', chinaDate(context.clock.now()))]),
        ]),
      ]),
    )
    .where('l.id', '>', limit.comparedUpTo ?? '')
    .orderBy('l.id')
    .limit(LOTS_PER_RUN_MAX)
    .execute();
  await eachAlone(lots, (lot) =>
    context.transaction(async (tx) => {
      await compareLot(context, tx, lot, limit.name);
      return ok(null);
    }),
  );
  return lots.length < LOTS_PER_RUN_MAX ? null : (lots.at(-1)?.id ?? null);
}

/**
 * A lot on sale of which a figure is over the limit now stops until a reviewer has decided, and so is one that was
 * stopped by a figure which passes now: nothing goes on sale by itself (7.3.6.a-c).
 */
async function compareLot(context: CatalogContext, tx: CatalogTransaction, lot: LotRow, name: string): Promise<void> {
  const { failed, passed } = await judgeAnew(tx, lot, name);
  if (failed.length > 0) {
    const reason = `限量改正后，检验报告超过了：${failed.map(failedText).join('、')}`;
    if (lot.state === 'held') await tellAnew(context, tx, lot, reason);
    else if (lot.state === 'released') await holdUntilDecided(context, tx, lot, 'failed-inspection', reason);
  } else if (passed.length > 0) await reopenLot(context, tx, lot, passed.map(failedText).join('、'));
}

/** The figures of one name in all reports and looks: which of them failed, or passed, by the limit of now only. */
async function judgeAnew(tx: CatalogTransaction, lot: LotRow, name: string) {
  const { limits, grade, categoryId } = await limitsForLot(tx.rows, lot);
  const ofForm = [...selfCheckLimits(categoryId), ...limits];
  const inspections = await tx.rows
    .selectFrom('Inspection')
    .select(['id', 'items'])
    .where('lotId', '=', lot.id)
    .where('state', '!=', 'returned')
    .execute();
  const looks = await tx.rows.selectFrom('SelfCheck').select(['id', 'items']).where('lotId', '=', lot.id).execute();
  const failed: InspectionItem[] = [];
  const passed: InspectionItem[] = [];
  const judged = (
    row: { items: (typeof inspections)[number]['items'] },
    by: readonly IndicatorLimit[] = limits,
  ): InspectionItem[] | null => {
    const before = fromJson(row.items);
    const now = before.map((item) =>
      indicatorKey(item.name) === indicatorKey(name) ? (judgeFindings([item], by, grade)[0] ?? item) : item,
    );
    failed.push(...now.filter((item, i) => item.passed === false && before[i]?.passed !== false));
    passed.push(...now.filter((item, i) => item.passed !== false && before[i]?.passed === false));
    return toJson(now) === toJson(before) ? null : now;
  };
  for (const row of inspections) {
    const items = judged(row);
    if (!items) continue;
    await tx.em.nativeUpdate(Inspection, { id: row.id }, { items: toJson(items), passed: outcomeOf(items) });
  }
  for (const row of looks) {
    const items = judged(row, ofForm);
    if (!items) continue;
    await tx.em.nativeUpdate(SelfCheck, { id: row.id }, { items: toJson(items), passed: outcomeOf(items) === true });
  }
  return { failed, passed };
}
