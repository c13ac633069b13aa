import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { checkReturn } from '../claim/claim-return.ts';
import { ids } from '../input-fields.ts';
import { refundDueBy } from '../contract/agreed-terms.ts';
import { afterSaleNow } from './after-sale-answers.ts';
import { afterSales } from './after-sale.moves.ts';
import { answerOf, closeAfterSale, payBack } from './settle-after-sale.ts';
import { callOffCollection, tellAfterSale } from './tell-after-sale.ts';

/**
 * A mediator ends a request that the two do not end. The refund is the seller's money: where somebody else is liable,
 * the request is ended and a complaint decides who pays.
 */
export const orderAfterSale = mutation({
  name: 'orderAfterSale',
  description:
    "A mediator ends a request that lies still: refunds it, which is the seller's money, or ends it without.",
  may: permit.role('mediator'),
  input: z.object({
    afterSaleId: ids.afterSale(),
    refund: z.boolean().describe('True refunds what was asked; false ends the request.'),
    reason: line(500).describe('Why, at most 500 characters: both read it, and the audit trail keeps it.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: afterSaleNow,
  run: (context, { afterSaleId, refund, reason }, refuse) =>
    context.transaction(async (tx) => {
      const request = await tx.rows
        .selectFrom('AfterSale')
        .selectAll()
        .where('id', '=', afterSaleId)
        .executeTakeFirst();
      if (!request) return refuse('NOT_FOUND');
      const answer = await answerOf(context, request, reason);
      const { decidedAtMs } = answer;
      const refused = await afterSales.move(context, tx, refund ? 'order-refund' : 'order-end', request, refuse, {
        set: {
          ...answer,
          waitDueAtMs: null,
          ...(refund ? { refundDueAtMs: await refundDueBy(context, request.partyId) } : { closedAtMs: decidedAtMs }),
        },
        reason,
      });
      if (refused) return refused;
      if (refund) {
        await payBack(context, tx, request);
        // The seller looks at what came back no more: what was spoiled on its way there is owed to it.
        await checkReturn(context, tx, request, false);
      } else await closeAfterSale(context, tx, request, false);
      callOffCollection(tx, request);
      tellAfterSale(tx, request, refund ? 'refund-ordered' : 'ended', refund ? { amountFen: request.refundFen } : {});
      return ok({ id: afterSaleId });
    }),
});
