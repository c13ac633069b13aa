import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { holdUntilDecided } from '../lot/hold-until-decided.ts';
import { Inspection, SelfCheck } from '../lot/lot.entity.ts';
import type { LotRow } from '../lot/lot.loader.ts';
import { limitsForLot } from './indicator.loader.ts';
import { indicatorKey } from './indicator-names.table.ts';
import { failedText, judgeFindings, outcomeOf, type InspectionItem } from './indicator.policy.ts';
import { LimitProposal } from './limit-proposal.entity.ts';

const LOTS_PER_RUN_MAX = 100;

interface Accepted {
  id: string;
  categoryId: string;
  name: string;
  fromOn: string;
  comparedUpTo: string | null;
}

/** What reports found on goods that a limit now holds for is laid beside it anew, some lots at a time. */
export async function compareAnew(context: CatalogContext, limit: Accepted): Promise<void> {
  const lots = await context.rows
    .selectFrom('Lot as l')
    .innerJoin('Product as p', 'p.id', 'l.productId')
    .selectAll('l')
    .where('p.categoryId', '=', limit.categoryId)
    .where('l.producedOn', '>=', limit.fromOn)
    .where('l.state', 'in', ['registered', 'released', 'held'])
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
  const last = lots.length < LOTS_PER_RUN_MAX ? null : lots.at(-1);
  await context.transaction(async (tx) =>
    ok(await tx.em.nativeUpdate(LimitProposal, { id: limit.id }, { comparedUpTo: last?.id ?? null })),
  );
}

/** A lot on sale of which a figure is over the limit now stops until a reviewer has decided (7.3.6.a-c). */
async function compareLot(context: CatalogContext, tx: CatalogTransaction, lot: LotRow, name: string): Promise<void> {
  const { limits, grade } = await limitsForLot(tx.rows, lot);
  const anew = (item: InspectionItem): InspectionItem =>
    indicatorKey(item.name) === indicatorKey(name) ? (judgeFindings([item], limits, grade)[0] ?? item) : item;
  const inspections = await tx.rows
    .selectFrom('Inspection')
    .select(['id', 'items'])
    .where('lotId', '=', lot.id)
    .where('state', '!=', 'returned')
    .execute();
  const looks = await tx.rows.selectFrom('SelfCheck').select(['id', 'items']).where('lotId', '=', lot.id).execute();
  const failed: InspectionItem[] = [];
  const judged = (row: { items: (typeof inspections)[number]['items'] }): InspectionItem[] | null => {
    const before = fromJson(row.items);
    const now = before.map(anew);
    failed.push(...now.filter(({ passed }, i) => passed === false && before[i]?.passed !== false));
    return toJson(now) === toJson(before) ? null : now;
  };
  for (const row of inspections) {
    const items = judged(row);
    if (!items) continue;
    await tx.em.nativeUpdate(Inspection, { id: row.id }, { items: toJson(items), passed: outcomeOf(items) });
  }
  for (const row of looks) {
    const items = judged(row);
    if (!items) continue;
    await tx.em.nativeUpdate(SelfCheck, { id: row.id }, { items: toJson(items), passed: outcomeOf(items) === true });
  }
  if (failed.length === 0) return;
  const reason = `限量按标准原文改正后，检验报告超过了：${failed.map(failedText).join('、')}`;
  await holdUntilDecided(context, tx, lot, 'failed-inspection', reason);
}
