/** Why units came in or went out, as people read it. */
export const MOVEMENT_KINDS = {
  inbound: '入库',
  picked: '拣货出库',
  used: '做成别的批次',
  returned: '退回入库',
  'written-off': '报损',
  loss: '盘亏',
  found: '盘盈',
} as const;
export type MovementKind = keyof typeof MOVEMENT_KINDS;

export const ADJUSTMENT_UNITS_MAX = 1_000_000;

export interface LotOnHand {
  lotId: string;
  lotCode: string;
  skuId: string;
  onHand: number;
  producedOn: string;
  expiresOn: string | null;
  blocked: boolean;
}
export interface Assignment {
  lineId: string;
  skuId: string;
  units: number;
  lot: LotOnHand;
}

/**
 * What spoils first leaves first: by expiry (none is last), then by production, then by id so that the answer is always
 * the same.
 */
const firstExpiredFirst = (a: LotOnHand, b: LotOnHand): number =>
  (a.expiresOn ?? '9999').localeCompare(b.expiresOn ?? '9999') ||
  a.producedOn.localeCompare(b.producedOn) ||
  (a.lotId < b.lotId ? -1 : 1);

/** A lot may leave on its last day, not after it. */
export const mayLeave = (lot: LotOnHand, today: string): boolean =>
  !lot.blocked && lot.onHand > 0 && (lot.expiresOn === null || lot.expiresOn >= today);

/**
 * First expired, first out; blocked, recalled and expired lots are skipped. `short` names the SKUs that the lots do not
 * cover.
 */
export function assignLots(
  lines: readonly { lineId: string; skuId: string; units: number }[],
  lots: readonly LotOnHand[],
  today: string,
): { assignments: Assignment[]; short: { skuId: string; units: number }[] } {
  const usable = lots
    .filter((lot) => mayLeave(lot, today))
    .sort(firstExpiredFirst)
    .map((lot) => ({ lot, left: lot.onHand }));
  const assignments: Assignment[] = [];
  const short: { skuId: string; units: number }[] = [];
  for (const { lineId, skuId, units } of lines) {
    let missing = units;
    for (const one of usable) {
      const taken = one.lot.skuId === skuId ? Math.min(missing, one.left) : 0;
      if (taken === 0) continue;
      one.left -= taken;
      missing -= taken;
      assignments.push({ lineId, skuId, units: taken, lot: one.lot });
    }
    if (missing > 0) short.push({ skuId, units: missing });
  }
  return { assignments, short };
}

/**
 * Units per key, keys in order: whoever locks several rows locks them in this order, so that two never wait for each
 * other.
 */
export function unitsInOrder<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  unitsOf: (item: T) => number,
): [string, number][] {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + unitsOf(item));
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Which of an order's parcels: what was sent first, what an exchange sent, or any of them. */
export type SentParcel = 'first' | 'any' | { afterSaleId: string };
export const sentWith = <Sent extends { afterSaleId: string | null }>(
  sent: readonly Sent[],
  parcel: SentParcel,
): Sent[] =>
  sent.filter((row) => parcel === 'any' || row.afterSaleId === (parcel === 'first' ? null : parcel.afterSaleId));

export interface WantedBack {
  by: 'lineId' | 'lotId';
  id: string;
  units: number;
}
/** What of each sent lot comes back: at most what of it is still out. Lots of which nothing does are left out. */
export function shareOut<Sent extends { lineId: string; lotId: string; units: number; returnedUnits: number }>(
  sent: readonly Sent[],
  wanted: readonly WantedBack[],
): { row: Sent; units: number }[] {
  const left = wanted.map((one) => ({ ...one }));
  const shares = sent.map((row) => {
    let units = 0;
    for (const one of left) {
      if (row[one.by] !== one.id) continue;
      const taken = Math.min(one.units, row.units - row.returnedUnits - units);
      one.units -= taken;
      units += taken;
    }
    return { row, units };
  });
  return shares.filter(({ units }) => units !== 0);
}
