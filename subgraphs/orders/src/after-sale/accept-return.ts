import { SELLER_ROLES } from '@heitu/standard';
import { line, z } from '@heitu/kit/rules/validate';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation, type AfterSaleRow, type OrdersContext, type OrdersTransaction } from '../context.ts';
import { checkReturn } from '../claim/claim-return.ts';
import { closeClaim } from '../claim/close-claim.ts';
import { refundDueBy } from '../contract/agreed-terms.ts';
import { publishReady } from '../order/pick-order.ts';
import { takeLots } from '../stock/take-lots.ts';
import { ids } from '../input-fields.ts';
import { afterSaleNow } from './after-sale-answers.ts';
import { sellerAfterSale } from './seller-after-sale.ts';
import { afterSales } from './after-sale.moves.ts';
import type { AfterSaleState } from './after-sale.lifecycle.ts';
import { closeAfterSale, payBack } from './settle-after-sale.ts';
import { takeIn } from './take-in.ts';
import { tellAfterSale } from './tell-after-sale.ts';

/** The goods are not with the seller yet. */
const NOT_YET: readonly AfterSaleState[] = ['requested', 'offered', 'approved', 'to-send', 'fetched'];

/**
 * The seller has checked order and goods with the carrier and confirms on the handover record (7.6.x-z): refund, or new
 * goods.
 */
export const acceptReturn = mutation({
  name: 'acceptReturn',
  description: 'The seller has looked at what came back and takes it, refunding or exchanging, or does not.',
  may: permit.role(...SELLER_ROLES),
  input: z.object({
    afterSaleId: ids.afterSale(),
    accepted: z.boolean().describe('Whether the goods are as they should be.'),
    note: line(500, 0)
      .nullish()
      .describe('What was found, at most 500 characters; needed where they are not accepted.'),
    /** Food that was out of the seller's hands cannot be sold again, unless the seller says so. */
    resellable: z.boolean().nullish().describe('Back to stock; left out: written off.'),
    refundInstead: z.boolean().nullish().describe('Money in place of an exchange.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_HANDED_OVER: { message: '还没有与配送员完成交接，不能验收', clause: '7.6.x' },
    NOTE_NEEDED: { message: '验收不通过时请写明原因', clause: '7.6.y' },
    BROKEN_ON_THE_WAY: {
      message:
        '交接单上写着：货离开买家时是好的，路上才变了样。不是买家的事，请收下退款；您的损失平台已按交接单向配送公司提出索赔',
      clause: '7.6.y',
    },
    RECALLED_STANDS: { message: '召回的货收到就单独封存，不能退给买家', clause: '7.3.6.a-c' },
    OUT_OF_STOCK: { message: '没有可换的货，可以改为退款' },
  },
  shows: afterSaleNow,
  async run(context, input, refuse) {
    const { afterSaleId, accepted, resellable, refundInstead } = input;
    const note = input.note ?? '';
    return context.transaction(async (tx) => {
      const request = await sellerAfterSale(context, tx, afterSaleId);
      if (!request) return refuse('NOT_FOUND');
      if (NOT_YET.includes(request.state)) return refuse('NOT_HANDED_OVER');
      const nowMs = context.clock.now();
      const checked = {
        waitDueAtMs: null,
        checkedAtMs: nowMs,
        checkedBy: context.actor.id,
        checkNote: await context.vault.sealText(request.buyerAccountId, note),
      };
      if (!accepted) {
        if (note === '') return refuse('NOTE_NEEDED', 'note');
        // As the door's record says it left the buyer, and as both signed at the centre it was no more.
        if (request.conditionOk !== null && !request.conditionOk) return refuse('BROKEN_ON_THE_WAY');
        const set = { ...checked, closedAtMs: nowMs };
        const refused = await afterSales.move(context, tx, 'decline', request, refuse, { set });
        if (refused) return refused;
        await closeAfterSale(context, tx, request, false);
        tellAfterSale(tx, request, 'declined');
        return ok({ id: afterSaleId });
      }
      if (request.kind === 'exchange' && !refundInstead) {
        if ((await afterSales.bySystem(context, tx, 'exchange', { id: afterSaleId }, checked)) === 0)
          return refuse('WRONG_STATE');
        tx.audit({ type: 'after-sale', id: afterSaleId, clause: '7.6.z' });
        const lines = await takeIn(context, tx, request, resellable ?? false);
        await checkReturn(context, tx, request, resellable ?? false);
        return (await sendAnew(context, tx, request, lines)) ? ok({ id: afterSaleId }) : refuse('OUT_OF_STOCK');
      }
      const set = { ...checked, refundDueAtMs: await refundDueBy(context, request.partyId) };
      const refused = await afterSales.move(context, tx, 'accept', request, refuse, { set });
      if (refused) return refused;
      await takeIn(context, tx, request, resellable ?? false);
      await checkReturn(context, tx, request, resellable ?? false);
      // What the seller can sell again is no loss that somebody on the way would bear.
      if (resellable) await closeClaim(context, tx, afterSaleId, 'no-loss');
      await payBack(context, tx, request);
      return ok({ id: afterSaleId });
    });
  },
});

/** The exchange's parcel, from free stock. */
async function sendAnew(
  context: OrdersContext,
  tx: OrdersTransaction,
  request: AfterSaleRow,
  lines: readonly { lineId: string; skuId: string; units: number }[],
): Promise<boolean> {
  const taken = await takeLots(context, tx, {
    orderId: request.orderId,
    afterSaleId: request.id,
    partyId: request.partyId,
    from: 'free',
    lines,
  });
  if (!taken.ok) return false;
  const order = await tx.rows
    .selectFrom('Order')
    .selectAll()
    .where('id', '=', request.orderId)
    .executeTakeFirstOrThrow();
  const orderLines = await tx.rows
    .selectFrom('OrderLine')
    .selectAll()
    .where('orderId', '=', order.id)
    .orderBy('id')
    .execute();
  publishReady(context, tx, order, orderLines, taken.assignments, request.id);
  return true;
}
