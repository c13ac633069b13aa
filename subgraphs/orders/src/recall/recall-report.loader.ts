import { must } from '@heitu/kit/rules/checked';
import { groupedInOrder } from '@heitu/kit/rules/graphql';
import type { OrdersContext, Row } from '../context.ts';
import { figuresByCase } from './recall.loader.ts';
import type { RecallReport } from './recall-report.pdf.ts';

const LINES_MAX = 200;

/** What the report of a recall says now. */
export async function recallReport(context: OrdersContext, one: Row<'RecallCase'>): Promise<RecallReport> {
  const lots = await context.rows
    .selectFrom('RecallRow')
    .select(['lotCode', 'goods', 'state'])
    .select(({ fn }) => fn.sum<number>('units').as('units'))
    .where('caseId', '=', one.id)
    .groupBy(['lotCode', 'goods', 'state'])
    .orderBy('lotCode')
    .orderBy('state')
    .limit(LINES_MAX)
    .execute();
  const [figures] = await figuresByCase(context, [one.id]);
  return {
    case: one,
    figures: must(figures, 'what was counted of the case'),
    lots: lots.map((row) => ({ ...row, units: Number(row.units) })),
  };
}

/** What was issued of each case, the newest first; asked only below a case that the caller may see. */
export async function reportsByCase(
  context: OrdersContext,
  caseIds: readonly string[],
): Promise<Row<'RecallReport'>[][]> {
  const rows = await context.rows
    .selectFrom('RecallReport')
    .selectAll()
    .where('caseId', 'in', caseIds)
    .orderBy('issuedAtMs', 'desc')
    .execute();
  return groupedInOrder(caseIds, ({ caseId }) => caseId, rows);
}
