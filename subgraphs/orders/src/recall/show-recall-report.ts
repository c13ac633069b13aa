import { jsonAnswer, type EdgeAnswer, type EdgeRequest } from '@heitu/kit/messages/peers';
import { must } from '@heitu/kit/rules/checked';
import { NOT_FOUND } from '@heitu/kit/rules/outcome';
import type { EdgeParams } from '@heitu/kit/serving/subgraph';
import type { OrdersContext, Row } from '../context.ts';
import { nameOfParty } from '../peers.ts';
import { recallCasesById } from './recall.loader.ts';
import { recallReportPdf } from './recall-report.pdf.ts';
import { recallReport, reportsByCase } from './recall-report.loader.ts';

/** The report that was issued last, byte for byte; while none was, a draft of it as the recall stands. */
async function reportOf(context: OrdersContext, one: Row<'RecallCase'>): Promise<Buffer> {
  const [issued] = await reportsByCase(context, [one.id]);
  const [newest] = issued ?? [];
  if (newest) {
    const file = await context.rows
      .selectFrom('StoredFile')
      .selectAll()
      .where('id', '=', newest.id)
      .executeTakeFirstOrThrow();
    return must(await context.files.read(file), 'the file of an issued report');
  }
  return recallReportPdf(await recallReport(context, one), {
    sellerName: await nameOfParty(context, one.partyId),
    madeAtMs: context.clock.now(),
    issued: null,
  });
}

/** Edge GET /recall-reports/:caseId: the report of a recall, as a PDF, for those who may see the case. */
export async function showRecallReport(
  context: OrdersContext,
  { params }: EdgeRequest & { params: EdgeParams },
): Promise<EdgeAnswer> {
  const [found] = await recallCasesById(context, [params['caseId'] ?? '']);
  if (!found) return jsonAnswer(404, { code: 'NOT_FOUND', ...NOT_FOUND });
  return {
    status: 200,
    headers: {
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
    body: await reportOf(context, found),
  };
}
