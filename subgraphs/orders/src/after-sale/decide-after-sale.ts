import { SELLER_ROLES } from '@heitu/standard';
import { line, z } from '@heitu/kit/rules/validate';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { afterSaleNow } from './after-sale-answers.ts';
import { ids } from '../input-fields.ts';
import { sellerAfterSale } from './seller-after-sale.ts';
import { afterSales } from './after-sale.moves.ts';
import { tellAfterSale } from './tell-after-sale.ts';
import { agree, answerOf, beginCollection, closeAfterSale, collectedBy } from './settle-after-sale.ts';

/** The seller agrees or does not; a return without reason, already checked when it was asked for, cannot be turned down. */
export const decideAfterSale = mutation({
  name: 'decideAfterSale',
  description:
    'The seller agrees to an after-sale request or turns it down; a return without reason cannot be turned down.',
  may: permit.role(...SELLER_ROLES),
  input: z.object({
    afterSaleId: ids.afterSale(),
    accept: z.boolean().describe('False turns it down.'),
    reason: line(500, 0).nullish().describe('Why, at most 500 characters; needed to turn it down.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    REASON_NEEDED: { message: '不同意时请写明理由' },
    NO_REASON_RETURN_STANDS: { message: '七天无理由退货不能拒绝；收到货后验收不合格再处理' },
  },
  shows: afterSaleNow,
  async run(context, input, refuse) {
    const { afterSaleId, accept } = input;
    const reason = input.reason ?? '';
    return context.transaction(async (tx) => {
      const request = await sellerAfterSale(context, tx, afterSaleId);
      if (!request) return refuse('NOT_FOUND');
      if (accept && request.kind === 'refund-only') {
        if (!(await agree(context, tx, request, reason))) return refuse('WRONG_STATE');
        tx.audit({ type: 'after-sale', id: afterSaleId });
        return ok({ id: afterSaleId });
      }
      if (!accept && reason === '') return refuse('REASON_NEEDED', 'reason');
      const answer = await answerOf(context, request, reason);
      const refused = await afterSales.move(context, tx, accept ? 'approve' : 'reject', request, refuse, {
        set: accept ? { ...answer, ...collectedBy(context) } : { ...answer, closedAtMs: answer.decidedAtMs },
      });
      if (refused) return refused;
      if (accept) await beginCollection(tx, request);
      else {
        await closeAfterSale(context, tx, request, false);
        tellAfterSale(tx, request, 'rejected');
      }
      return ok({ id: afterSaleId });
    });
  },
});
