import { boughtFor } from '@heitu/events/orders.bought-for.v1';
import type { OrderPayment } from '@heitu/events/orders.order-ready.v1';
import { aboutThing, atField, NOT_FOUND, ok, refuse } from '@heitu/kit/rules/outcome';
import { must } from '@heitu/kit/rules/checked';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z, WHOLE_FEN } from '@heitu/kit/rules/validate';
import { statement } from '@heitu/kit/data/statement';
import { mutation, type OrdersContext, type OrdersRows, type OrdersWrites } from '../context.ts';
import { buyingFor } from '../peers.ts';
import { quoteLifecycle, whileValid } from '../quote/quote.lifecycle.ts';
import { usesQuote, type QuoteRow } from '../quote/quote.loader.ts';
import type { BuyingErrand, QuoteLine, QuoteParcel } from '../quote/quote-parcel.ts';
import { NO, YES } from '@heitu/kit/data/entities';
import { holdStock } from '../stock/hold-stock.ts';
import { checkoutLifecycle, DOOR_CHECKOUT, DOOR_ORDER, orderLifecycle } from './order.lifecycle.ts';
import { ERRAND_ENDED, mayPayAtDoor } from '../quote/quote.policy.ts';
import { publishPaid } from './settle-payment.ts';
import { OrderPlacedView } from './order.view.ts';
import { hasRoom, placingOf, takeTurns, turnsOf, whyNoRoom, type Placing } from './judge-unpaid.ts';
import { confirmTimes, orderNumber, orderTitle } from './order.policy.ts';
import { limitsOf, type UnpaidLimits } from './unpaid.policy.ts';

const refusals = {
  NOT_FOUND,
  ERRAND_ENDED,
  QUOTE_EXPIRED: { message: '报价已超过15分钟，请重新核对价格', clause: '7.3.5.b' },
  QUOTE_USED: { message: '这份报价已经下过单了' },
  TOTAL_CHANGED: { message: '金额和您看到的不一致，请重新核对', clause: '7.3.5.e' },
  NOT_AT_DOOR: { message: '这一单不能货到付款，请现在付款', clause: '8.5.3.ca' },
  OUT_OF_STOCK: { message: '库存不足，请减少数量后再试' },
  TOO_MANY_UNPAID: { message: '您待付款的订单太多，请先付款或取消几单，再下新单' },
  ADDRESS_BUSY: { message: '送到这个地址、还没付款的订单太多，请先付款，或过一会儿再下单' },
  HOLDS_TOO_MUCH: { message: '没付款的货占得太多了，请减少数量，或先付清前面的订单再接着买' },
} as const;

/** Plain JSON: the same request id gets the same answer. */
export interface OrderPlaced {
  checkoutId: string;
  totalFen: number;
  payByMs: number;
  orderIds: string[];
}

const quoteOf = statement((rows: OrdersRows, { quoteId }: { quoteId: string }) =>
  rows
    .selectFrom('Quote')
    .selectAll()
    // An account that ever paid here is no newcomer.
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('Order')
            .select('id')
            .whereRef('buyerAccountId', '=', 'Quote.accountId')
            .where('paidFen', '>', 0),
        )
        .as('hasPaid'),
    )
    .where('id', '=', quoteId),
);
const useQuote = statement(
  (rows: OrdersRows, { quoteId, usedAtMs, ...placing }: { quoteId: string; usedAtMs: number } & Placing) =>
    rows
      .updateTable('Quote')
      .set({ usedAtMs, recipientSealed: null, addressKey: null })
      .where('id', '=', quoteId)
      .where('usedAtMs', 'is', null)
      .where(hasRoom(placing)),
);
const emptyCart = statement(
  (rows: OrdersRows, { accountId, skuIds }: { accountId: string; skuIds: readonly string[] }) =>
    rows.deleteFrom('CartLine').where('accountId', '=', accountId).where('skuId', 'in', skuIds),
);

/**
 * Turns a confirmed quote into one order per parcel, in one transaction; the stock is taken last, so its rows are
 * locked shortest.
 */
export const placeOrder = mutation({
  name: 'placeOrder',
  description:
    'Turns a quote into one order for each parcel, all or none. What is out of stock, or was quoted too long ago, is refused.',
  may: permit.role('consumer'),
  input: z.object({
    quoteId: identifier().describe('The quote that the buyer agreed to; each is used once.'),
    totalFen: z
      .number()
      .int(WHOLE_FEN)
      .min(0)
      .max(Number.MAX_SAFE_INTEGER)
      .describe('The total that the buyer saw and agreed to, in fen.'),
    payAtDoor: z.boolean().nullish().describe('It is paid to the courier’s code; where the quote offers it.'),
  }),
  requestId: 'must',
  refusals,
  shows: {
    View: OrderPlacedView,
    of: (_context: OrdersContext, { payByMs, ...placed }: OrderPlaced) => ({ ...placed, payDueAt: payByMs }),
  },
  async run(context, input, refuse) {
    const { quoteId, totalFen } = input;
    const atDoor = input.payAtDoor === true;
    const [[found]] = await context.read(quoteOf({ quoteId }));
    const quote = found && usesQuote(found, context.actor.id) ? found : undefined;
    const buyerAccountId = quote?.accountId ?? context.actor.id;
    const errand = quote?.errand ? fromJson(quote.errand) : null;
    // Whoever it is for can end it at any moment.
    const isStopped = errand !== null && !(await buyingFor(context, errand.id));
    // After what may have been waited for: a call that is sent again meanwhile is judged by the same time.
    const nowMs = context.clock.now();
    const parcels = quote ? fromJson(quote.parcels) : [];
    const limits = limitsOf(Boolean(quote?.hasPaid));
    const placing = placingOf(
      buyerAccountId,
      quote?.addressKey ?? null,
      limits,
      parcels.flatMap((parcel) => parcel.lines),
    );
    const outcome = await context.write((writes) => {
      if (!quote) return refuse('NOT_FOUND');
      if (isStopped) return refuse('ERRAND_ENDED');
      const refused = whyNotUsable(quote, totalFen, nowMs);
      if (refused) return refused;
      if (atDoor && !mayPayAtDoor(parcels, totalFen)) return refuse('NOT_AT_DOOR');
      // A quote is used once, and never changed before: what was read of it holds where this changes its row.
      writes.add(takeTurns({ turns: turnsOf(buyerAccountId, quote.addressKey) }));
      writes.add(useQuote({ quoteId, usedAtMs: nowMs, ...placing }), NO_ROOM);

      const checkoutId = context.newId();
      const payByMs = nowMs + limits.payWithinMs;
      const { addressKey } = quote;
      const state = atDoor ? DOOR_CHECKOUT : checkoutLifecycle.initial;
      const times = { placedAtMs: nowMs, dueAtMs: payByMs };
      const checkout = { id: checkoutId, buyerAccountId, quoteId, totalFen, state, addressKey };
      writes.insert('Checkout', { ...checkout, ...times, ...throughWhom(errand) });
      const orders = parcels.map((parcel) => ({ id: context.newId(), parcel }));
      const rows = orders.map((order) => orderRow(quote, checkoutId, order, { nowMs, payByMs, atDoor }));
      writes.insert('Order', rows);
      // Its seller hears of it at once, as of one that was paid.
      if (atDoor) for (const row of rows) publishPaid(writes, row, { paysAtDoor: true });
      const lines = orders.flatMap(({ id, parcel }) =>
        parcel.lines.map((line) => ({ id: context.newId(), orderId: id, ...line, claimedUnits: 0, claimedFen: 0 })),
      );
      writes.insert(
        'OrderLine',
        lines.map((line) => ({
          ...line,
          netGrams: line.netGrams ?? null,
          returnableWithoutReason: line.returnableWithoutReason ? YES : NO,
        })),
      );
      if (errand) tellBought(writes, errand, { checkoutId, buyerAccountId, totalFen, payByMs, orderId: orders[0]?.id });
      // Of whoever holds the phone.
      writes.add(emptyCart({ accountId: context.actor.id, skuIds: lines.map((line) => line.skuId) }));
      for (const { id } of orders) writes.audit({ type: 'order', id, clause: '7.3.5.e' });

      holdStock(writes, lines, (skuId) =>
        refuse('OUT_OF_STOCK', [aboutThing(skuId, `${titleOf(lines, skuId)} 库存不足或已停售`)]),
      );
      return ok({ checkoutId, totalFen, payByMs, orderIds: orders.map(({ id }) => id) });
    });
    return outcome === NO_ROOM ? whyNotPlaced(context, quoteId, placing, limits, parcels) : outcome;
  },
});

const throughWhom = (errand: BuyingErrand | null) => ({
  agentId: errand?.agentId ?? null,
  stationPartyId: errand?.stationPartyId ?? null,
  forWhom: errand?.forWhom ?? null,
});
function tellBought(
  writes: Pick<OrdersWrites, 'publish'>,
  { id: errandId, agentId: agentAccountId, stationPartyId, stationName }: BuyingErrand,
  placed: {
    checkoutId: string;
    buyerAccountId: string;
    totalFen: number;
    payByMs: number;
    orderId: string | undefined;
  },
): void {
  const { checkoutId, orderId = '' } = placed;
  const errand = { errandId, agentAccountId, stationPartyId, stationName };
  writes.publish(boughtFor, { type: 'checkout', id: checkoutId }, { ...placed, orderId, ...errand });
}

/** What the quote itself says against being used, or null; its limits and its stock are judged by the statements. */
function whyNotUsable(quote: QuoteRow, totalFen: number, nowMs: number) {
  if (quoteLifecycle.stateOf(quote) === 'used') return refuse(refusals, 'QUOTE_USED');
  if (!whileValid.holds(quote, nowMs)) return refuse(refusals, whileValid.else);
  if (totalFen !== quote.totalFen)
    return refuse(refusals, 'TOTAL_CHANGED', [atField('totalFen', `现在是${quote.totalFen}分`)]);
  return null;
}

const paymentOf = (atDoor: boolean): OrderPayment => (atDoor ? 'at-door' : 'prepaid');

/** The order of one parcel, waiting for its payment. */
const orderRow = (
  quote: QuoteRow,
  checkoutId: string,
  { id, parcel }: { id: string; parcel: QuoteParcel },
  { nowMs, payByMs, atDoor }: { nowMs: number; payByMs: number; atDoor: boolean },
) => ({
  id,
  number: orderNumber(id, nowMs),
  checkoutId,
  quoteId: quote.id,
  buyerAccountId: quote.accountId,
  partyId: parcel.partyId,
  shopId: parcel.shopId,
  title: orderTitle(parcel.lines),
  state: atDoor ? DOOR_ORDER : orderLifecycle.initial,
  payment: paymentOf(atDoor),
  goodsFen: parcel.goodsFen,
  deliveryFen: parcel.deliveryFen,
  totalFen: parcel.goodsFen + parcel.deliveryFen,
  paidFen: 0,
  refundDueFen: 0,
  refundedFen: 0,
  storage: parcel.storage,
  carrierPartyId: parcel.carrierPartyId,
  carrierName: parcel.carrierName,
  deliveryHours: parcel.deliveryHours,
  divisionCode: quote.divisionCode,
  pickup: parcel.station ? toJson(parcel.station) : null,
  boughtThrough: quote.errand ? fromJson(quote.errand).stationName : null,
  recipientSealed: quote.recipientSealed,
  confirmWithinText: parcel.confirmWithinText,
  serviceHoursText: parcel.serviceHoursText,
  placedAtMs: nowMs,
  payDueAtMs: atDoor ? null : payByMs,
  ...confirmTimes(nowMs, parcel.confirmHours),
  openAfterSales: 0,
});

/** Stands for what is only then found out: which limit, or whether the quote was used. */
const NO_ROOM = refuse(refusals, 'QUOTE_USED');
async function whyNotPlaced(
  context: OrdersContext,
  quoteId: string,
  placing: Placing,
  limits: UnpaidLimits,
  parcels: readonly QuoteParcel[],
) {
  const quote = await context.rows.selectFrom('Quote').select('usedAtMs').where('id', '=', quoteId).executeTakeFirst();
  const lines = parcels.flatMap((parcel) => parcel.lines);
  return quote?.usedAtMs === null
    ? whyNoRoom(context, refusals, placing, limits, (skuId) => titleOf(lines, skuId))
    : refuse(refusals, 'QUOTE_USED');
}

const titleOf = (lines: readonly QuoteLine[], skuId: string): string =>
  must(
    lines.find((line) => line.skuId === skuId),
    `a line of ${skuId}`,
  ).title;
