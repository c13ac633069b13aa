import { oneOf } from '@heitu/kit/rules/enums';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { amountFen, asScalar, identifier, line, named, paragraph, quantity, z } from '@heitu/kit/rules/validate';
import { useFiles, PHOTO_MISSING, PHOTO_UNKNOWN } from '@heitu/kit/privacy/file-uses';
import { atField, NOT_FOUND, ok, refuse, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { toJson } from '@heitu/kit/rules/typed-json';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation, type LineRow, type OrderRow, type OrdersContext, type OrdersTransaction } from '../context.ts';
import { claimBreach } from '../claim/claim-breach.ts';
import { orders } from '../order/order.moves.ts';
import { LINE_QUANTITY_MAX, LINES_MAX } from '../quote/quote.policy.ts';
import { AfterSaleCauses, AfterSaleKinds } from '../enums.ts';
import { ids } from '../input-fields.ts';
import { AfterSale, AfterSaleLine } from './after-sale.entity.ts';
import { afterSaleLifecycle } from './after-sale.lifecycle.ts';
import {
  answerDueAtMs,
  claimFenOf,
  claimRefused,
  defaultCause,
  PHOTO_PURPOSE,
  PHOTOS_MAX,
  refundFenOf,
  type Cause,
  type Kind,
} from './after-sale.policy.ts';
import { afterSaleNow } from './after-sale-answers.ts';
import { claimOf } from './settle-after-sale.ts';
import { tellAfterSale } from './tell-after-sale.ts';

const AfterSaleLineInput = named(
  'AfterSaleLineInput',
  z.object({
    lineId: identifier().describe('The line of the order.'),
    quantity: quantity(LINE_QUANTITY_MAX).describe(
      'How many of its units, from 1; more than can still be claimed are refused.',
    ),
    amountFen: asScalar(SafeInt, amountFen(1))
      .nullish()
      .describe('Where money only is asked for: so much of the price of these units; left out, all of it.'),
    accessories: line(100, 0).nullish().describe('What comes back with it: box, gift.'),
  }),
);
const refusals = {
  NOT_FOUND,
  WRONG_STATE,
  WINDOW_OVER: { message: '已超过售后期限；有质量问题请走投诉' },
  TOO_MANY: { message: '申请的数量超过了可以申请的数量' },
  NOT_RETURNABLE: { message: '鲜活易腐商品不支持七天无理由退货；有质量问题请选质量原因' },
  REASON_NEEDED: { message: '仅退款需要说明质量等原因' },
  PART_IS_MONEY: { message: '退一部分钱请选“仅退款”' },
  PHOTO_UNKNOWN,
  ALREADY_OPEN: { message: '这个订单已有处理中的售后申请' },
} as const;

/** The buyer asks to return, exchange or be refunded, within seven days of signing; one request at a time per order. */
export const requestAfterSale = mutation({
  name: 'requestAfterSale',
  description:
    'The buyer asks to return, exchange or be refunded, within seven days of signing; one request at a time for an order.',
  may: permit.role('consumer'),
  input: z.object({
    orderId: ids.order(),
    kind: oneOf(AfterSaleKinds).describe('What is asked for.'),
    cause: oneOf(AfterSaleCauses)
      .nullish()
      .describe('Left out, a return is for no reason, and the others are about quality.'),
    reason: paragraph(500).describe('What is wrong, at most 500 characters.'),
    photoIds: z
      .array(identifier())
      .max(PHOTOS_MAX)
      .nullish()
      .describe('POST /edges/orders/files?purpose=after-sale-photo'),
    lines: z
      .array(AfterSaleLineInput)
      .min(1)
      .max(LINES_MAX)
      .refine((lines) => new Set(lines.map((one) => one.lineId)).size === lines.length, '同一行商品只填一次')
      .describe('What is asked for, each line of the order once.'),
  }),
  requestId: 'must',
  refusals,
  shows: afterSaleNow,
  async run(context, input, refuse) {
    const { orderId, kind, reason } = input;
    const cause = input.cause ?? defaultCause(kind);
    return context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      const order = await tx.rows
        .selectFrom('Order')
        .selectAll()
        .where('id', '=', orderId)
        .where('buyerAccountId', '=', context.actor.id)
        .executeTakeFirst();
      if (!order) return refuse('NOT_FOUND');
      // Marks the order as having a request, which locks its row.
      const refused = await orders.move(context, tx, 'request-after-sale', order, refuse, {
        where: { openAfterSales: 0 },
        set: { openAfterSales: 1 },
      });
      if (refused) return refuse(await whyNotOpened(tx, orderId, nowMs));

      const lines = await tx.rows.selectFrom('OrderLine').selectAll().where('orderId', '=', orderId).execute();
      const claims = claimsOf(kind, cause, input.lines, lines);
      if (!claims.ok) return claims;
      const claimed = claims.value;
      const photoIds = [...new Set(input.photoIds ?? [])];
      const id = context.newId();
      if (!(await useFiles(context, tx, { type: 'after-sale', id }, photoIds, PHOTO_PURPOSE))) {
        return refuse('PHOTO_UNKNOWN', [PHOTO_MISSING]);
      }

      const refundFen = refundableFen(cause, order, lines, claimed);
      await tx.em.insert(AfterSale, {
        id,
        orderId,
        buyerAccountId: order.buyerAccountId,
        partyId: order.partyId,
        shopId: order.shopId,
        carrierPartyId: order.carrierPartyId,
        photoIds: photoIds.length > 0 ? toJson(photoIds) : null,
        kind,
        cause,
        reason: await context.vault.sealText(order.buyerAccountId, reason),
        state: afterSaleLifecycle.initial,
        refundFen,
        requestedAtMs: nowMs,
        answerDueAtMs: answerDueAtMs(nowMs),
      });
      await writeClaims(context, tx, id, claimed);
      await claimBreach(context, tx, { id, orderId, kind, cause, refundFen, collectionId: null });
      const { buyerAccountId, partyId } = order;
      tellAfterSale(tx, { id, orderId, buyerAccountId, partyId }, 'asked', { dueAtMs: answerDueAtMs(nowMs) });
      tx.audit({ type: 'after-sale', id });
      return ok({ id });
    });
  },
});

/** Read after a refusal: which of the reasons it was. */
async function whyNotOpened(
  tx: OrdersTransaction,
  orderId: string,
  nowMs: number,
): Promise<'WINDOW_OVER' | 'ALREADY_OPEN' | 'WRONG_STATE'> {
  const { state, completeDueAtMs, openAfterSales } = await tx.rows
    .selectFrom('Order')
    .select(['state', 'completeDueAtMs', 'openAfterSales'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  if (state === 'completed' || (completeDueAtMs !== null && nowMs > completeDueAtMs)) return 'WINDOW_OVER';
  return openAfterSales > 0 ? 'ALREADY_OPEN' : 'WRONG_STATE';
}

interface Claim {
  row: LineRow;
  /** None where a part of the price is asked for. */
  units: number;
  refundFen: number;
  accessories: string;
}
/** The lines that are asked for, as the order has them; or the first that cannot be claimed. */
function claimsOf(
  kind: Kind,
  cause: Cause,
  asked: readonly z.output<typeof AfterSaleLineInput>[],
  lines: readonly LineRow[],
) {
  const claimed: Claim[] = [];
  for (const [i, one] of asked.entries()) {
    const found = lines.find((row) => row.id === one.lineId);
    if (!found) return refuse(refusals, 'NOT_FOUND', [atField(`lines.${i}.lineId`, '订单里没有这一行')]);
    const asks = { units: one.quantity, amountFen: one.amountFen ?? null };
    const line = { ...found, returnableWithoutReason: Boolean(found.returnableWithoutReason) };
    const refused = claimRefused(kind, cause, line, asks);
    if (refused) return refuse(refusals, refused, [atField(`lines.${i}`, found.title)]);
    claimed.push({
      row: found,
      units: asks.amountFen === null ? asks.units : 0,
      refundFen: claimFenOf(found, asks),
      accessories: one.accessories ?? '',
    });
  }
  return ok(claimed);
}

/** What the claims are worth, and never more than what is left of the payment: a compensation may have been paid. */
function refundableFen(cause: Cause, order: OrderRow, lines: readonly LineRow[], claimed: readonly Claim[]): number {
  const whole = lines.map((row) => {
    const { units = 0, refundFen = 0 } = claimed.find((one) => one.row.id === row.id) ?? {};
    return { ...row, units, refundFen };
  });
  const refund = refundFenOf(cause, order.deliveryFen, whole);
  return Math.min(refund.goodsFen + refund.deliveryFen, order.paidFen - order.refundDueFen);
}

async function writeClaims(
  context: OrdersContext,
  tx: OrdersTransaction,
  afterSaleId: string,
  claimed: readonly Claim[],
): Promise<void> {
  await tx.em.insertMany(
    AfterSaleLine,
    claimed.map(({ row, units, refundFen, accessories }) => ({
      id: context.newId(),
      afterSaleId,
      lineId: row.id,
      skuId: row.skuId,
      title: row.title,
      units,
      refundFen,
      accessories,
    })),
  );
  // The order's row is locked since the request was opened, so the counts read after it stand.
  for (const { row, ...claim } of claimed) await claimOf(tx, row.id, claim, 1);
}
