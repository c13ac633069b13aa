import { must } from '@heitu/kit/rules/checked';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import { answerDueAtMs, type QuoteParcel } from '@heitu/orders';
import type { HistoryAfterSale, HistoryOrder } from '../county/index.ts';
import { afterSaleId, orderId, orderLineId, skuId } from './keys.ts';
import { at, type Rows } from './order-rows.ts';

export function afterSaleRows(
  seal: Sealer,
  rows: Rows,
  order: HistoryOrder,
  afterSale: HistoryAfterSale,
  parcel: QuoteParcel,
  buyerAccountId: string,
): void {
  const { key, kind, reason, requestedAt, approvedAt, checkedAt } = afterSale;
  const id = afterSaleId(key);
  const lines = kind === 'return' ? order.lines : order.lines.slice(0, 1);
  const requestedAtMs = requestedAt.getTime();
  const checkedAtMs = checkedAt.getTime();
  const text = (plain: string) => sealTextWith(seal, buyerAccountId, plain);
  rows.AfterSale.add({
    id,
    orderId: orderId(order.key),
    buyerAccountId,
    partyId: parcel.partyId,
    shopId: parcel.shopId,
    carrierPartyId: parcel.carrierPartyId,
    kind,
    cause: kind === 'return' ? 'no-reason' : 'quality',
    reason: text(reason),
    state: kind === 'return' ? 'refunded' : 'exchanged',
    refundFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
    requestedAtMs,
    answerDueAtMs: answerDueAtMs(requestedAtMs),
    decidedAtMs: approvedAt.getTime(),
    decisionReason: text('同意'),
    handedOverAtMs: checkedAtMs,
    conditionOk: true,
    handoverNote: text('订单与商品核对一致'),
    checkedAtMs,
    checkedBy: parcel.partyId,
    checkNote: text('核对无误'),
    closedAtMs: at(order.refunds.at(-1)?.at) ?? checkedAtMs + DAY_MS,
  });
  rows.AfterSaleLine.add(
    ...lines.map((line, i) => ({
      id: idFrom(`after-sale-line:${key}:${i}`),
      afterSaleId: id,
      lineId: orderLineId(`${order.key}:${i}`),
      skuId: skuId(line.skuKey),
      title: must(parcel.lines[i], 'the line as it was agreed').title,
      units: line.quantity,
      refundFen: line.amountFen,
      accessories: '',
    })),
  );
}
