import { jsonAnswer, type EdgeAnswer, type EdgeRequest } from '@heitu/kit/messages/peers';
import { NOT_FOUND } from '@heitu/kit/rules/outcome';
import type { CatalogContext } from '../context.ts';
import { ownParties } from '../access.ts';
import { bagLabels } from './bag-labels.ts';
import { labelsPdf } from './label.pdf.ts';
import { spoiledAmong } from './spoiled.ts';

/** Edge GET /labels/:runId: the labels that were printed together as a PDF, for those who manage the lot. */
export async function showLabels(
  context: CatalogContext,
  { params }: EdgeRequest & { params: Readonly<Record<string, string>> },
): Promise<EdgeAnswer> {
  const run = await context.rows
    .selectFrom('LabelRun')
    .selectAll()
    .where('id', '=', params['runId'] ?? '')
    .where('partyId', 'in', ownParties(context, 'lots'))
    .executeTakeFirst();
  if (!run) return jsonAnswer(404, { code: 'NOT_FOUND', ...NOT_FOUND });
  // The former key may not sign any more, and another would not be the one that these statements name.
  if (run.keyId !== context.services.traceSigner.keyId)
    return jsonAnswer(409, { code: 'KEY_REPLACED', message: '平台换过签名钥匙，没打完的请作废再印' });
  const labels = await bagLabels(context, run);
  if (!labels) return jsonAnswer(409, { code: 'DOES_NOT_FIT', message: '网址太长，标签上印不下' });
  const gone = new Set(await spoiledAmong(context, run.lotId, run.fromSerial, run.fromSerial + run.count - 1));
  return {
    status: 200,
    headers: {
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
    body: labelsPdf(
      labels.filter(({ serial }) => !gone.has(serial)),
      run.form,
    ),
  };
}
