import type { EdgeAnswer, EdgeRequest } from '@heitu/kit/messages/peers';
import { must } from '@heitu/kit/rules/checked';
import { NOT_FOUND } from '@heitu/kit/rules/outcome';
import type { EdgeParams } from '@heitu/kit/serving/subgraph';
import type { OrdersContext } from '../context.ts';
import { nameOfParty } from '../peers.ts';
import { figuresByCase, recallCasesById } from './recall.loader.ts';
import { recallReportPdf } from './recall-report.pdf.ts';

const LINES_MAX = 200;

/** Edge GET /recall-reports/:caseId: a recall as it stands, as a PDF, for those who may see the case. */
export async function showRecallReport(
  context: OrdersContext,
  { params }: EdgeRequest & { params: EdgeParams },
): Promise<EdgeAnswer> {
  const [found] = await recallCasesById(context, [params['caseId'] ?? '']);
  if (!found)
    return {
      status: 404,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ code: 'NOT_FOUND', ...NOT_FOUND }),
    };
  const lots = await context.rows
    .selectFrom('RecallRow')
    .select(['lotCode', 'goods', 'state'])
    .select(({ fn }) => fn.sum<number>('units').as('units'))
    .where('caseId', '=', found.id)
    .groupBy(['lotCode', 'goods', 'state'])
    .orderBy('lotCode')
    .orderBy('state')
    .limit(LINES_MAX)
    .execute();
  const [figures] = await figuresByCase(context, [found.id]);
  const report = recallReportPdf({
    case: found,
    sellerName: await nameOfParty(context, found.partyId),
    figures: must(figures, 'what was counted of the case'),
    lots: lots.map((row) => ({ ...row, units: Number(row.units) })),
    madeAtMs: context.clock.now(),
  });
  return {
    status: 200,
    headers: {
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
    body: report,
  };
}
