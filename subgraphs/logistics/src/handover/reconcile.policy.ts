import type { ShipmentLine } from '../shipment/shipment.policy.ts';
import { documentHashOf } from './handover.policy.ts';

/** By when what does not agree is cleared up. */
export const RESOLVE_WORKING_DAYS = 5;

/** What can disagree between two books. */
export const MISMATCH_KINDS = {
  altered: '单据被改动过',
  'missing-at-seller': '商家没有这笔订单',
  'missing-at-carrier': '没有交接',
  units: '件数不一致',
  objected: '用交货卡交的货，商家说不对',
} as const;
export type MismatchKind = keyof typeof MISMATCH_KINDS;
export interface Mismatched {
  kind: MismatchKind;
  text: string;
}

export interface SellerOrder {
  orderId: string;
  partyId: string;
  lines: readonly { skuId: string; quantity: number }[];
}
export interface CarrierDocument {
  number: string;
  orderNumber: string;
  /** Not empty for an exchange's parcel, which holds only what is exchanged. */
  afterSaleId: string;
  documentHash: string;
  text: string;
  lines: ShipmentLine[];
}

/** What does not agree between a signed document and the seller's order; empty where all does. */
export function compareDocuments(
  document: CarrierDocument,
  order: SellerOrder | null,
  sellerPartyId: string,
): Mismatched[] {
  const at = `单据${document.number}（订单${document.orderNumber}）`;
  if (documentHashOf(document.text) !== document.documentHash)
    return [{ kind: 'altered', text: `${at}：单据内容被改动过` }];
  if (!order || order.partyId !== sellerPartyId)
    return [{ kind: 'missing-at-seller', text: `${at}：商家没有这笔订单` }];
  const ordered = new Map<string, number>();
  for (const line of order.lines) ordered.set(line.skuId, (ordered.get(line.skuId) ?? 0) + line.quantity);
  const carried = new Map<string, ShipmentLine & { units: number }>();
  for (const line of document.lines)
    carried.set(line.skuId, { ...line, units: (carried.get(line.skuId)?.units ?? 0) + line.units });
  const wrong = [...carried.values()]
    .filter((line) =>
      document.afterSaleId ? line.units > (ordered.get(line.skuId) ?? 0) : line.units !== ordered.get(line.skuId),
    )
    .map((line): Mismatched => ({
      kind: 'units',
      text: `${at}：${line.title}，交接${line.units}件，商家${ordered.get(line.skuId) ?? 0}件`.slice(0, 500),
    }));
  const left = document.afterSaleId
    ? []
    : [...ordered.keys()]
        .filter((skuId) => !carried.has(skuId))
        .map((skuId): Mismatched => ({ kind: 'missing-at-carrier', text: `${at}：商家的${skuId}没有交接` }));
  return [...wrong, ...left];
}
