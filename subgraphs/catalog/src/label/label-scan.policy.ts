import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';

/** So long it is kept where and when a label was looked at. */
export const LABEL_SCANS_KEPT_DAYS = 365;
/** Of one label no more scans are kept: what more of them would say is said by then. */
export const LABEL_SCANS_MAX = 200;
/** Who packs it, who sells it, who buys it, whom it is given to: more provinces than these one bag does not see. */
const PROVINCES_MAX = 4;
/** A bag is looked at when it is packed, bought, opened, and shown around. */
const [SCANS_A_DAY_MAX, SCANS_MAX] = [20, 60];

/** Why it is doubted that a label is on one bag only. */
export const LABEL_DOUBT_CAUSES = {
  'far-apart': '这个码在很短的时间里，在相隔很远的地方都被扫过',
  'many-places': '这个码在好几个省都被扫过，一袋货走不了这么多地方',
  often: '这个码被扫的次数太多，不像一袋货',
} as const;
export type LabelDoubtCause = keyof typeof LABEL_DOUBT_CAUSES;

export interface Scan {
  atMs: number;
  /** Four digits of a division code: a city. Null where nobody said. */
  placeCode: string | null;
}

/** Where each province's capital lies: latitude, longitude (GB/T 2260, first two digits). */
const CAPITALS: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  11: [39.9, 116.4],
  12: [39.1, 117.2],
  13: [38.0, 114.5],
  14: [37.9, 112.5],
  15: [40.8, 111.7],
  21: [41.8, 123.4],
  22: [43.9, 125.3],
  23: [45.8, 126.6],
  31: [31.2, 121.5],
  32: [32.1, 118.8],
  33: [30.3, 120.2],
  34: [31.8, 117.2],
  35: [26.1, 119.3],
  36: [28.7, 115.9],
  37: [36.7, 117.0],
  41: [34.8, 113.6],
  42: [30.6, 114.3],
  43: [28.2, 113.0],
  44: [23.1, 113.3],
  45: [22.8, 108.4],
  46: [20.0, 110.3],
  50: [29.6, 106.5],
  51: [30.7, 104.1],
  52: [26.6, 106.7],
  53: [25.0, 102.7],
  54: [29.7, 91.1],
  61: [34.3, 108.9],
  62: [36.1, 103.8],
  63: [36.6, 101.8],
  64: [38.5, 106.2],
  65: [43.8, 87.6],
  71: [25.0, 121.6],
  81: [22.3, 114.2],
  82: [22.2, 113.5],
};
const KILOMETRES_A_DEGREE = 111;
/** Somebody may stand at the near ends of two provinces. */
const PROVINCE_KILOMETRES = 500;
/** An aeroplane's. */
const KILOMETRES_AN_HOUR = 800;

const provinceOf = (placeCode: string): string => placeCode.slice(0, 2);
/** In how many hours the fastest bag comes from one to the other. */
function leastHours(from: string, to: string): number {
  const [a, b] = [CAPITALS[provinceOf(from)], CAPITALS[provinceOf(to)]];
  if (!a || !b || a === b) return 0;
  const narrowing = Math.cos((((a[0] + b[0]) / 2) * Math.PI) / 180);
  const kilometres = KILOMETRES_A_DEGREE * Math.hypot(a[0] - b[0], (a[1] - b[1]) * narrowing);
  return Math.max(0, kilometres - PROVINCE_KILOMETRES) / KILOMETRES_AN_HOUR;
}

/** Whether one bag can have been at all of these scans, oldest first; null where it can. */
export function doubtIn(scans: readonly Scan[]): LabelDoubtCause | null {
  const placed = scans.flatMap(({ atMs, placeCode }) => (placeCode === null ? [] : [{ atMs, placeCode }]));
  const isTooFar = placed.some((scan, i) => {
    const before = placed[i - 1];
    return before && scan.atMs - before.atMs < leastHours(before.placeCode, scan.placeCode) * HOUR_MS;
  });
  if (isTooFar) return 'far-apart';
  if (new Set(placed.map(({ placeCode }) => provinceOf(placeCode))).size > PROVINCES_MAX) return 'many-places';
  const isDense = scans.some((scan, i) => {
    const last = scans[i + SCANS_A_DAY_MAX];
    return last && last.atMs - scan.atMs < DAY_MS;
  });
  return isDense || scans.length > SCANS_MAX ? 'often' : null;
}
