import { toJson } from '@heitu/kit/rules/typed-json';
import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { NO_TEXT, sealTextWith } from '@heitu/kit/privacy/vault';
import { idFrom } from '@heitu/kit/rules/ids';
import { type HistoryOrder } from '../county/index.ts';
import { RETURN_HOURS } from '../county/contracts.ts';
import { accountId, afterSaleId, courierId, orderId } from './keys.ts';
import { publicNameOf } from './people.ts';
import type { Parcel, Rows, SeedVault } from './parcel-facts.ts';

/** What was fetched back from the buyer after a return or for an exchange. */
export function collectionRows(
  vault: SeedVault,
  rows: Rows,
  parcel: Parcel,
  back: NonNullable<HistoryOrder['afterSale']>,
): void {
  const { order, fact, buyer, recipient } = parcel;
  const id = idFrom(`collection:${back.key}`);
  const [takenAtMs, handedOverAtMs] = [back.collectedAt.getTime(), back.checkedAt.getTime()];
  const lines = back.kind === 'exchange' ? parcel.lines.slice(0, 1) : parcel.lines;
  rows.Collection.add({
    id,
    afterSaleId: afterSaleId(back.key),
    orderId: orderId(order.key),
    kind: back.kind,
    buyerAccountId: buyer,
    carrierPartyId: parcel.carrierPartyId,
    sellerPartyId: parcel.sellerPartyId,
    sellerName: publicNameOf(parcel.seller),
    toDivisionCode: parcel.address.divisionCode,
    recipientSealed: vault.seal(buyer, JSON.stringify(recipient)),
    refundFen: back.kind === 'return' ? order.goodsFen : 0,
    lines: toJson(lines.map(({ skuId: sku, title, units }) => ({ skuId: sku, title, units, accessories: '' }))),
    state: 'handed-over',
    createdAtMs: back.approvedAt.getTime(),
    courierId: courierId(fact.courierKey),
    courierAccountId: accountId(fact.courierKey),
    appointedAtMs: back.approvedAt.getTime() + HOUR_MS,
    agreedAtMs: takenAtMs,
    agreedPlace: sealTextWith(vault.seal, buyer, recipient.address),
    identityCheckedAtMs: takenAtMs - 5 * MINUTE_MS,
    settledAtMs: takenAtMs - 4 * MINUTE_MS,
    refundForm: back.kind === 'return' ? 'original' : 'exchange',
    inspectedAtMs: takenAtMs - 3 * MINUTE_MS,
    meetsRule: true,
    inspectionNote: sealTextWith(vault.seal, buyer, back.reason),
    recordedAtMs: takenAtMs - 2 * MINUTE_MS,
    condition: sealTextWith(vault.seal, buyer, '外包装完好'),
    accessories: sealTextWith(vault.seal, buyer, '无附件'),
    courierSignedAtMs: takenAtMs - MINUTE_MS,
    consumerSignedAtMs: takenAtMs - MINUTE_MS,
    consumerSignatureSealed: vault.seal(buyer, JSON.stringify({ name: recipient.name, atMs: takenAtMs })),
    takenAtMs,
    centreAtMs: handedOverAtMs,
    centrePlace: '退换货中心',
    centreDueAtMs: takenAtMs + RETURN_HOURS * HOUR_MS,
    listChecked: true,
    conditionOk: true,
    centreNote: NO_TEXT,
    carrierHandedAtMs: handedOverAtMs,
    sellerReceivedAtMs: handedOverAtMs,
    handedOverAtMs,
  });
}
