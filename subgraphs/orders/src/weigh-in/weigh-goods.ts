import { claimOpened } from '@heitu/events/orders.claim-opened.v1';
import { PHOTO_MISSING, PHOTO_UNKNOWN, useFiles } from '@heitu/kit/privacy/file-uses';
import { aboutThing, NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { identifier, quantity, z } from '@heitu/kit/rules/validate';
import { leftFenOf } from '../after-sale/after-sale.policy.ts';
import { claimOf } from '../after-sale/settle-after-sale.ts';
import { OrderClaim } from '../claim/order-claim.entity.ts';
import { mutation, type LineRow, type OrderRow, type OrdersContext, type OrdersTransaction } from '../context.ts';
import { ids } from '../input-fields.ts';
import { orders } from '../order/order.moves.ts';
import { LINE_QUANTITY_MAX } from '../quote/quote.policy.ts';
import { weighInNow } from './weigh-in-answers.ts';
import { WeighIn } from './weigh-in.entity.ts';
import { judgeWeight, WEIGH_PHOTO, WEIGH_PHOTOS_MAX, type Verdict } from './weigh-in.policy.ts';

const GRAMS_MAX = 10_000_000;

/** What the buyer weighs is a claim: below what a label may lack, the seller owes the missing part (7.3.4.b). */
export const weighGoods = mutation({
  name: 'weighGoods',
  description:
    'The buyer has weighed what came: where more is missing than its label may lack, the seller owes the missing part.',
  may: permit.role('consumer'),
  input: z.object({
    orderId: ids.order(),
    lineId: identifier().describe('The line of the order.'),
    units: quantity(LINE_QUANTITY_MAX).describe('How many of its units lay on the scales.'),
    weighedGrams: z.int().min(0).max(GRAMS_MAX).describe('What all of them weighed without their packaging, in grams.'),
    photoIds: z
      .array(identifier())
      .max(WEIGH_PHOTOS_MAX)
      .describe('The scales with the goods on them, one at least: POST /edges/orders/files?purpose=weigh-photo'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    WINDOW_OVER: { message: '签收第二天结束前可以称；再晚水分会变，请走售后或投诉' },
    NO_NET_CONTENT: { message: '这件商品没有按重量标净含量，称不出缺没缺；有问题请申请售后' },
    TOO_MANY: { message: '称的件数超过了买的件数，或者已经退过款了' },
    ALREADY_WEIGHED: { message: '这件商品已经称过了' },
    WITHIN_TOLERANCE: { message: '少得不多，在国家允许的误差内', clause: '7.3.4.b' },
    PHOTO_NEEDED: { message: '请拍一张货放在秤上、看得清读数的照片' },
    PHOTO_UNKNOWN,
  },
  shows: weighInNow,
  run: (context, { orderId, lineId, units, weighedGrams, ...input }, refuse) =>
    context.transaction(async (tx) => {
      const order = await tx.rows
        .selectFrom('Order')
        .selectAll()
        .where('id', '=', orderId)
        .where('buyerAccountId', '=', context.actor.id)
        .executeTakeFirst();
      const found = order && (await lineOf(tx, orderId, lineId));
      if (!order || !found) return refuse('NOT_FOUND');
      // Takes the order's row: of two weighings of a line the second sees the first.
      const refused = await orders.move(context, tx, 'weigh', order, (code) =>
        refuse(code === 'WRONG_STATE' && order.deliveredAtMs !== null ? 'WINDOW_OVER' : code),
      );
      if (refused) return refused;
      if (await tx.em.findOne(WeighIn, { lineId })) return refuse('ALREADY_WEIGHED');
      const { netGrams, unitFen } = found;
      const verdict = netGrams === null ? null : judgeWeight({ netGrams, units, weighedGrams, unitFen });
      if (!verdict) return refuse('NO_NET_CONTENT', [aboutThing(lineId, found.title)]);
      if (units > found.quantity - found.claimedUnits) return refuse('TOO_MANY', 'units');
      // No more than is left of the price: a part of it may have been paid back.
      const owedFen = Math.min(verdict.owedFen, leftFenOf(found));
      if (verdict.isShort && owedFen === 0) return refuse('TOO_MANY', [aboutThing(lineId, found.title)]);
      if (!verdict.isShort) return refuse('WITHIN_TOLERANCE', [aboutThing(lineId, saidOf(verdict))]);
      const photoIds = [...new Set(input.photoIds)];
      if (photoIds.length === 0) return refuse('PHOTO_NEEDED', 'photoIds');
      const id = context.newId();
      if (!(await useFiles(context, tx, { type: 'weigh-in', id }, photoIds, WEIGH_PHOTO)))
        return refuse('PHOTO_UNKNOWN', [PHOTO_MISSING]);
      await open(context, tx, {
        id,
        order,
        line: found,
        units,
        weighedGrams,
        photoIds,
        verdict: { ...verdict, owedFen },
      });
      return ok({ id });
    }),
});

const saidOf = ({ statedGrams, missingGrams, allowedGrams }: Verdict): string =>
  missingGrams === 0
    ? `标的${statedGrams}克，没有少`
    : `标的${statedGrams}克，少了${missingGrams}克，允许少${allowedGrams}克`;

const lineOf = (tx: OrdersTransaction, orderId: string, id: string) =>
  tx.rows.selectFrom('OrderLine').selectAll().where('orderId', '=', orderId).where('id', '=', id).executeTakeFirst();

interface Opening {
  id: string;
  order: OrderRow;
  line: LineRow;
  units: number;
  weighedGrams: number;
  photoIds: string[];
  verdict: Verdict;
}
/** It was packed so: the seller is proposed to bear it, and may show that it was whole. */
async function open(context: OrdersContext, tx: OrdersTransaction, opening: Opening): Promise<void> {
  const { id, order, line, units, weighedGrams, photoIds, verdict } = opening;
  const { id: orderId, number: orderNumber, buyerAccountId, partyId } = order;
  const { statedGrams, allowedGrams, owedFen } = verdict;
  const nowMs = context.clock.now();
  const of = { orderId, buyerAccountId, partyId, lineId: line.id };
  const found = { units, statedGrams, allowedGrams, weighedGrams, owedFen, weighedAtMs: nowMs };
  await tx.em.insert(WeighIn, { id, ...of, ...found, photoIds: toJson(photoIds) });
  // The same money is not asked for by a request as well.
  await claimOf(tx, line.id, { units: 0, refundFen: owedFen }, 1);
  const about = 'weigh-in' as const;
  const cause = 'shortage' as const;
  // Nothing else is waited for: the money follows as soon as it is known that it is owed.
  const times = { openedAtMs: nowMs, payableAtMs: nowMs };
  await tx.em.insert(OrderClaim, { id, about, orderId, shipmentId: '', cause, ...times });
  const shares = [{ part: 'seller' as const, partyId, permille: 1000 }];
  tx.publish(
    claimOpened,
    { type: about, id },
    {
      about,
      aboutId: id,
      shipmentId: '',
      orderId,
      orderNumber,
      buyerAccountId,
      claim: { cause, sellerPartyId: partyId, amountFen: owedFen, held: [], shares, clause: '7.3.4.b' },
      weighed: { title: line.title, units, statedGrams, allowedGrams, weighedGrams, photoIds },
    },
  );
}
