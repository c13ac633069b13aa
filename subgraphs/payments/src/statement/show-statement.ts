import { jsonAnswer, type EdgeAnswer, type EdgeRequest } from '@heitu/kit/messages/peers';
import { NOT_FOUND } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { nameOfParty } from '../peers.ts';
import { moneyStatement } from './statement.loader.ts';
import { statementPdf } from './statement.pdf.ts';

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

/** Edge GET /statements/:partyId/:month: the month as a PDF, for those who may see the page. */
export async function showStatement(
  context: PaymentsContext,
  { params }: EdgeRequest & { params: Readonly<Record<string, string>> },
): Promise<EdgeAnswer> {
  const { partyId = '', month = '' } = params;
  const statement = MONTH.test(month) ? await moneyStatement(context, partyId, month) : null;
  if (!statement) return jsonAnswer(404, { code: 'NOT_FOUND', ...NOT_FOUND });
  return {
    status: 200,
    headers: {
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
    body: statementPdf(statement, await nameOfParty(context, partyId)),
  };
}
