import { jsonAnswer, type EdgeAnswer } from '@heitu/kit/messages/peers';
import { NOT_FOUND } from '@heitu/kit/rules/outcome';
import type { EdgeParams } from '@heitu/kit/serving/subgraph';
import { sellerParties } from '../access.ts';
import type { LogisticsContext } from '../context.ts';
import { cardPdf } from './card.pdf.ts';
import { cardCodeOf } from './card.policy.ts';

/** Edge GET /handover-cards/:cardId: the card that is in force, for the seller's own people to print. */
export async function showCard(
  { rows, actor, vault }: LogisticsContext,
  { params }: { params: EdgeParams },
): Promise<EdgeAnswer> {
  const card = await rows
    .selectFrom('HandoverCard')
    .select(['id', 'issuedAtMs'])
    .where('id', '=', params['cardId'] ?? '')
    .where('inForceFor', 'in', sellerParties(actor))
    .executeTakeFirst();
  if (!card) return jsonAnswer(404, { code: 'NOT_FOUND', ...NOT_FOUND });
  return {
    status: 200,
    headers: {
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
    body: cardPdf(cardCodeOf(vault, card), card.issuedAtMs),
  };
}
