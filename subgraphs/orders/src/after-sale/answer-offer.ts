import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { refundDueBy } from '../contract/agreed-terms.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { afterSaleNow } from './after-sale-answers.ts';
import { afterSales } from './after-sale.moves.ts';
import { answerDueAtMs } from './after-sale.policy.ts';
import { buyersAfterSale } from './buyers-after-sale.ts';
import { payOffer } from './settle-after-sale.ts';
import { tellAfterSale } from './tell-after-sale.ts';

/** The buyer takes what the seller offers, which is paid at once, or leaves the request as it was. */
export const answerOffer = mutation({
  name: 'answerOffer',
  description:
    "The buyer takes the seller's offer, which is paid, or does not: then the seller answers the request anew.",
  may: permit.role('consumer'),
  input: z.object({
    afterSaleId: ids.afterSale(),
    accept: z.boolean().describe('False leaves the request as it was.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: afterSaleNow,
  run: (context, { afterSaleId, accept }, refuse) =>
    context.transaction(async (tx) => {
      const request = await buyersAfterSale(context, tx, afterSaleId);
      if (!request) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const anew = answerDueAtMs(nowMs);
      const refused = await afterSales.move(context, tx, accept ? 'take-offer' : 'refuse-offer', request, refuse, {
        set: {
          waitDueAtMs: null,
          ...(accept
            ? { decidedAtMs: nowMs, refundDueAtMs: await refundDueBy(context, request.partyId) }
            : { answerDueAtMs: anew }),
        },
      });
      if (refused) return refused;
      if (accept) await payOffer(context, tx, request);
      tellAfterSale(tx, request, accept ? 'offer-taken' : 'offer-refused', accept ? {} : { dueAtMs: anew });
      return ok({ id: afterSaleId });
    }),
});
