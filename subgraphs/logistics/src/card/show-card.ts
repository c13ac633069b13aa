import { jsonAnswer, type EdgeAnswer } from '@heitu/kit/messages/peers';
import { NOT_FOUND } from '@heitu/kit/rules/outcome';
import type { EdgeParams } from '@heitu/kit/serving/subgraph';
import type { LogisticsContext } from '../context.ts';
import { ownCards } from './card.loader.ts';
import { cardPdf } from './card.pdf.ts';
import { cardCodeOf } from './card.policy.ts';

/** Edge GET /handover-cards/:cardId: the card that is in force, for the seller's own people to print. */
export async function showCard(context: LogisticsContext, { params }: { params: EdgeParams }): Promise<EdgeAnswer> {
  const card = await ownCards(context)
    .where('id', '=', params['cardId'] ?? '')
    .where('inForceFor', 'is not', null)
    .executeTakeFirst();
  if (!card) return jsonAnswer(404, { code: 'NOT_FOUND', ...NOT_FOUND });
  return {
    status: 200,
    headers: {
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
    body: cardPdf(cardCodeOf(context.vault, card), card.issuedAtMs),
  };
}
