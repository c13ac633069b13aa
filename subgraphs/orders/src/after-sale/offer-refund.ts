import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { amountFen, asScalar, line, z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { afterSaleNow } from './after-sale-answers.ts';
import { afterSales } from './after-sale.moves.ts';
import { OFFER_WORKING_DAYS } from './after-sale.policy.ts';
import { sellerAfterSale } from './seller-after-sale.ts';
import { tellAfterSale } from './tell-after-sale.ts';

/** Two rotten apples are two apples: the seller offers less than was asked, and says why; the buyer decides. */
export const offerRefund = mutation({
  name: 'offerRefund',
  description:
    'The seller offers a part of what was asked, where nothing comes back. The buyer answers; silence takes it.',
  may: permit.role(...SELLER_ROLES),
  input: z.object({
    afterSaleId: ids.afterSale(),
    amountFen: asScalar(SafeInt, amountFen(1)).describe('Less than what the buyer asks for.'),
    note: line(500).describe('Why so much, at most 500 characters; the buyer reads it.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    GOODS_COME_BACK: { message: '退货和换货等货退回来再定；只退钱的才能商量退一部分' },
    OFFER_TOO_HIGH: { message: '要比买家申请的少；都退请点“同意”' },
  },
  shows: afterSaleNow,
  run: (context, { afterSaleId, amountFen: offeredFen, note }, refuse) =>
    context.transaction(async (tx) => {
      const request = await sellerAfterSale(context, tx, afterSaleId);
      if (!request) return refuse('NOT_FOUND');
      if (offeredFen >= request.refundFen) return refuse('OFFER_TOO_HIGH', 'amountFen');
      const nowMs = context.clock.now();
      const dueAtMs = addWorkingDays(nowMs, OFFER_WORKING_DAYS);
      const refused = await afterSales.move(context, tx, 'offer', request, refuse, {
        set: {
          offeredFen,
          offerNote: await context.vault.sealText(request.buyerAccountId, note),
          offeredAtMs: nowMs,
          waitDueAtMs: dueAtMs,
        },
      });
      if (refused) return refused;
      tellAfterSale(tx, request, 'offered', { amountFen: offeredFen, dueAtMs });
      return ok({ id: afterSaleId });
    }),
});
