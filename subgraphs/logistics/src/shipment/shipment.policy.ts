import type { ContractTerms } from '@heitu/events/sellers.contract-signed.v1';
import { jsonOf, keysOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { STORAGE_TITLES, type ClauseRef, type Storage } from '@heitu/standard';
import { intersect, type Range } from '../temperature/range.policy.ts';

/** A parcel that nobody has fetched so many working days after it was due is given up: its seller has the goods. */
export const FETCH_AT_LAST_WORKING_DAYS = 7;
/** One that its carrier has brought to nobody so many working days after it was due counts as lost. */
export const LOST_WORKING_DAYS = 10;

export interface ShipmentLine {
  skuId: string;
  title: string;
  specification: string;
  units: number;
  weightGrams: number;
  valueFen: number;
  storage: Storage;
  temperatureCelsiusMin: number | null;
  temperatureCelsiusMax: number | null;
  shelfLifeDays: number | null;
  lots: { lotId: string; lotCode: string; units: number; producedOn: string; expiresOn: string | null }[];
}
/** The two that hand goods over: who has them, and who signs for them. */
export const SIDES = { seller: '商家', carrier: '配送单位' } as const;
export type Side = keyof typeof SIDES;
const recipient = z.object({ name: z.string(), phone: z.string(), address: z.string() });
export type Recipient = z.output<typeof recipient>;
/** Who gets a parcel, of the opened seal. */
export const recipientIn = (text: string): Recipient => jsonOf(recipient, text);
const signature = z.object({ name: z.string() });
export const signerIn = (text: string): string => jsonOf(signature, text).name;

/**
 * 8.4.3.bo: what an unstated range is taken to be. GB/T 24616-2019: chilled below 8 ℃ and above freezing, frozen at -18
 * ℃ or below.
 */
export const STORAGE_RANGES = {
  ambient: null,
  chilled: { min: 0, max: 8 },
  frozen: { min: -40, max: -18 },
} as const satisfies Readonly<Record<Storage, Range | null>>;
type Ranges = Readonly<Record<Storage, Range | null>>;
/** What is said of a range, and of the rest what is usual. */
const within = (usual: Range, min?: number | null, max?: number | null): Range => ({
  min: min ?? Math.min(usual.min, max ?? usual.min),
  max: max ?? Math.max(usual.max, min ?? usual.max),
});
/** A contract of carriage may say a narrower range for what is unstated; a wider one changes nothing. */
export const rangesBy = (terms: ContractTerms<'delivery'>): Ranges => ({
  ambient: null,
  chilled: narrowed(STORAGE_RANGES.chilled, terms.chilledCelsiusMin, terms.chilledCelsiusMax),
  frozen: narrowed(STORAGE_RANGES.frozen, terms.frozenCelsiusMin, terms.frozenCelsiusMax),
});
const narrowed = (usual: Range, min?: number, max?: number): Range =>
  intersect([usual, { min: min ?? usual.min, max: max ?? usual.max }]) ?? usual;
const COLDEST_LAST = keysOf(STORAGE_TITLES);

/**
 * The parcel's own needs: the coldest storage named, and the range that suits every line; `fits` is false where no
 * range does.
 */
export function needsOf(
  lines: readonly ShipmentLine[],
  usualRanges: Ranges = STORAGE_RANGES,
): { storage: Storage; range: Range | null; fits: boolean } {
  const storage = COLDEST_LAST.findLast((one) => lines.some((line) => line.storage === one)) ?? 'ambient';
  const ranges = lines.flatMap((line): Range[] => {
    const usual = usualRanges[line.storage];
    if (usual === null) return [];
    return [within(usual, line.temperatureCelsiusMin, line.temperatureCelsiusMax)];
  });
  const range = intersect(ranges);
  // Frozen and chilled goods in one parcel: the frozen range wins, and the handover shows the conflict.
  return range === null && ranges.length > 0
    ? { storage, range: usualRanges[storage], fits: false }
    : { storage, range, fits: true };
}

export const lotsOf = (lines: readonly ShipmentLine[]): { lotId: string; units: number }[] => {
  const units = new Map<string, number>();
  for (const lot of lines.flatMap((line) => line.lots)) units.set(lot.lotId, (units.get(lot.lotId) ?? 0) + lot.units);
  return [...units].map(([lotId, count]) => ({ lotId, units: count }));
};
export const trackingNumberOf = (id: string): string => `HT${id}`;

/** How soon after the first parcel came on a vehicle its load is looked at. */
export const LOAD_CHECK_MS_MAX = 4 * HOUR_MS;
/** A round is long over by then: it stands as one whose load nobody looked at. */
export const LOAD_CHECK_AT_LAST_MS = 48 * HOUR_MS;
/** 8.4.3.bm-bn: what is looked at before a vehicle leaves. */
export const LOAD_CHECK_POINTS = [
  { point: 'secured', label: '货物固定、不挤压', clause: '8.4.3.bm' },
  { point: 'segregated', label: '生熟、串味、重货轻货分开', clause: '8.4.3.bm' },
  { point: 'clean', label: '车厢干净、无异味', clause: '8.4.3.bn' },
  { point: 'lawful', label: '车辆证照随车、未超载', clause: '8.4.3.bn' },
] as const satisfies readonly { point: string; label: string; clause: ClauseRef }[];
export type LoadPoint = (typeof LOAD_CHECK_POINTS)[number]['point'];

/**
 * How soon refused goods are back in the carrier's depot, and from there with the seller, where their contract does not
 * say.
 */
export const BRING_BACK_WORKING_DAYS = 1;
export const GIVE_BACK_WORKING_DAYS = 2;
/** In the `where` of every act that moves a parcel towards its buyer: a stop that came first wins. */
export const NOT_STOPPED = { stoppedAtMs: null } as const;
