import { must } from '@heitu/kit/rules/checked';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import {
  confirmDueAtMs,
  orderNumber,
  orderTitle,
  refundDueAtMs,
  remindAtMs,
  returnEndsAtMs,
  type QuoteParcel,
} from '@heitu/orders';
import type { HistoryLine, HistoryOrder } from '../county/index.ts';
import { afterSaleRows } from './after-sale-rows.ts';
import { afterSaleId, orderId, orderLineId } from './keys.ts';
import { at, type County, type Rows } from './order-rows.ts';

const CANCELLED_BY = {
  consumer: 'buyer',
  'unpaid-timeout': 'unpaid',
  'unconfirmed-timeout': 'not-confirmed-in-time',
} as const;

export interface OfCheckout {
  checkoutId: string;
  quoteId: string;
  buyerAccountId: string;
  recipientSealed: string | null;
  divisionCode: string;
}

/** An order as it ended, with its lines, its picks, its refunds and what came back. */
export function addOrder(
  seal: Sealer,
  rows: Rows,
  order: HistoryOrder,
  parcel: QuoteParcel,
  county: County,
  ofCheckout: OfCheckout,
): void {
  const ended = endOf(order);
  rows.Order.add(orderRow(seal, order, parcel, ofCheckout, ended));
  addLines(rows, order, parcel, county, ended);
  addRefunds(rows, order);
  if (order.afterSale) afterSaleRows(seal, rows, order, order.afterSale, parcel, ofCheckout.buyerAccountId);
}

function endOf(order: HistoryOrder) {
  const signedAtMs = at(order.shipment?.signedAt);
  const pickedUpAtMs = at(order.shipment?.handovers.find((handover) => handover.kind === 'pickup')?.at);
  const refundedFen = order.refunds.reduce((sum, refund) => sum + refund.amountFen, 0);
  const refusedAtMs = at(order.shipment?.refusal?.at);
  // Refused goods whose refund lies after the base date are still on their way back.
  const state =
    signedAtMs !== null
      ? ('completed' as const)
      : refusedAtMs !== null && refundedFen === 0
        ? ('coming-back' as const)
        : ('cancelled' as const);
  const cancelledAtMs = at(order.cancellation?.at) ?? (state === 'cancelled' ? at(order.refunds.at(-1)?.at) : null);
  return { signedAtMs, pickedUpAtMs, refundedFen, refusedAtMs, state, cancelledAtMs };
}
type Ended = ReturnType<typeof endOf>;

function orderRow(
  seal: Sealer,
  order: HistoryOrder,
  { lines, ...agreed }: QuoteParcel,
  ofCheckout: OfCheckout,
  { signedAtMs, pickedUpAtMs, refundedFen, refusedAtMs, state, cancelledAtMs }: Ended,
) {
  const id = orderId(order.key);
  const placedAtMs = order.placedAt.getTime();
  const note = order.cancellation?.reason ?? order.shipment?.refusal?.reason;
  const lastAtMs = Math.max(signedAtMs ?? 0, ...order.refunds.map((refund) => refund.at.getTime()));
  return {
    id,
    number: orderNumber(id, placedAtMs),
    ...ofCheckout,
    ...agreed,
    title: orderTitle(lines),
    state,
    totalFen: order.totalFen,
    paidFen: order.payment ? order.totalFen : 0,
    refundDueFen: refundedFen,
    refundedFen,
    placedAtMs,
    confirmDueAtMs: confirmDueAtMs(placedAtMs),
    remindAtMs: remindAtMs(placedAtMs),
    remindedAtMs: null,
    paidAtMs: at(order.payment?.paidAt),
    confirmedAtMs: at(order.confirmedAt),
    readyAtMs: pickedUpAtMs && pickedUpAtMs - HOUR_MS,
    takenOverAtMs: pickedUpAtMs,
    deliveredAtMs: signedAtMs,
    completeDueAtMs: signedAtMs && returnEndsAtMs(signedAtMs),
    completedAtMs: signedAtMs && lastAtMs,
    cancelledAtMs,
    cancelReason: order.cancellation
      ? CANCELLED_BY[order.cancellation.by]
      : refusedAtMs !== null
        ? ('refused-at-door' as const)
        : null,
    cancelNote: note === undefined ? null : sealTextWith(seal, ofCheckout.buyerAccountId, note),
    openAfterSales: 0,
  };
}

function addLines(
  rows: Rows,
  order: HistoryOrder,
  { lines }: QuoteParcel,
  county: County,
  { pickedUpAtMs, state, cancelledAtMs }: Ended,
): void {
  const { afterSale } = order;
  const exchanged = afterSale?.kind === 'exchange';
  for (const [i, line] of order.lines.entries()) {
    const lineId = orderLineId(`${order.key}:${i}`);
    const isBack = afterSale !== null && (!exchanged || i === 0);
    rows.OrderLine.add({
      id: lineId,
      orderId: orderId(order.key),
      ...must(lines[i], 'the line as it was agreed'),
      claimedUnits: isBack && !exchanged ? line.quantity : 0,
      claimedFen: 0,
    });
    if (pickedUpAtMs === null) continue;
    const cameBackAtMs = isBack ? afterSale.checkedAt.getTime() : state === 'cancelled' ? cancelledAtMs : null;
    pickRows(rows, order, line, lineId, county, { atMs: pickedUpAtMs - HOUR_MS, cameBackAtMs, afterSaleId: null });
    if (exchanged && i === 0)
      pickRows(rows, order, line, lineId, county, {
        atMs: afterSale.checkedAt.getTime(),
        cameBackAtMs: null,
        afterSaleId: afterSaleId(afterSale.key),
      });
  }
}

function addRefunds(rows: Rows, order: HistoryOrder): void {
  for (const [i, refund] of order.refunds.entries()) {
    const requestedAtMs = refund.at.getTime() - HOUR_MS;
    rows.OrderRefund.add({
      refundKey: `history:${order.key}:${i}`,
      orderId: orderId(order.key),
      afterSaleId: order.afterSale && afterSaleId(order.afterSale.key),
      amountFen: refund.amountFen,
      reason: refund.reason === '投诉赔付' ? 'compensation' : order.afterSale ? 'no-reason' : 'buyer',
      requestedAtMs,
      dueAtMs: refundDueAtMs(requestedAtMs),
      completedAtMs: refund.at.getTime(),
    });
  }
}

/**
 * Units leave the lot that the history names while it may still have sold some; goods of earlier lots are on no record
 * here.
 */
function pickRows(
  rows: Rows,
  order: HistoryOrder,
  line: HistoryLine,
  lineId: string,
  county: County,
  picked: { atMs: number; cameBackAtMs: number | null; afterSaleId: string | null },
): void {
  const pack = line.lotKey === null ? undefined : county.packs.get(`${line.lotKey}|${line.skuKey}`);
  if (!pack || pack.soldLeft < line.quantity || pack.receivedAtMs > picked.atMs) return;
  pack.soldLeft -= line.quantity;
  const { atMs, cameBackAtMs } = picked;
  const key = `${lineId}:${picked.afterSaleId ?? ''}`;
  const common = {
    partyId: pack.partyId,
    skuId: pack.skuId,
    lotId: pack.id,
    orderId: orderId(order.key),
    afterSaleId: picked.afterSaleId,
    note: null,
  };
  rows.LineLot.add({
    id: idFrom(`line-lot:${key}`),
    orderId: common.orderId,
    lineId,
    afterSaleId: picked.afterSaleId,
    skuId: pack.skuId,
    lotId: pack.id,
    lotCode: pack.code,
    units: line.quantity,
    returnedUnits: cameBackAtMs === null ? 0 : line.quantity,
    producedOn: pack.producedOn,
    expiresOn: pack.expiresOn,
  });
  rows.StockMovement.add({
    id: idFrom(`movement:picked:${key}`),
    ...common,
    kind: 'picked',
    unitsIn: 0,
    unitsOut: line.quantity,
    atMs,
  });
  if (cameBackAtMs === null) return;
  rows.StockMovement.add({
    id: idFrom(`movement:returned:${key}`),
    ...common,
    kind: 'returned',
    unitsIn: line.quantity,
    unitsOut: 0,
    atMs: cameBackAtMs,
  });
  rows.StockMovement.add({
    id: idFrom(`movement:written-off:${key}`),
    ...common,
    kind: 'written-off',
    unitsIn: 0,
    unitsOut: line.quantity,
    atMs: cameBackAtMs,
  });
}
