import { DAY_MS } from '@heitu/kit/rules/clock';
import { yuan } from '@heitu/kit/rules/money';
import { costIn, risenPercent, type CostBasis } from '@heitu/kit/rules/rise';
import { RISE_PERCENT_MAX, SHARP_RISE, STORAGE_TITLES, TARIFF_NOTICE_DAYS, type Storage } from '@heitu/standard';
import { longestMatch } from '../area/division.policy.ts';
import { feeOf, type Price } from '../area/offer.policy.ts';

export const TARIFF_CHANGE_KINDS = {
  rate: '涨运费',
  withdrawal: '取消一个地方的运费',
  'station-off': '到服务站少收的钱变少',
} as const;
export type TariffChangeKind = keyof typeof TARIFF_CHANGE_KINDS;

/** What a rate says; of a station's discount only `offFen`. */
export interface Tariff {
  price?: Price & { hours: number };
  offFen?: number;
}
/** A rate as it was kept, from when until when. */
export interface HeldRate extends Price {
  divisionCode: string;
  fromMs: number;
  untilMs: number | null;
}

export const NOTICE_MS = TARIFF_NOTICE_DAYS * DAY_MS;

/** No parcel weighs more. */
const GRAMS_MAX = 100_000;
const STEPS_MAX = 2000;
/**
 * The weights from which on a tariff takes more. Between two of them it takes the same and no other tariff takes less,
 * so that it is dearest there; of steps of a few grams each only so many.
 */
function weightsOf({ firstGrams, stepGrams }: Price): number[] {
  const steps = Math.max(0, Math.ceil((GRAMS_MAX - firstGrams) / stepGrams));
  const stride = Math.max(1, Math.ceil(steps / STEPS_MAX));
  const count = Math.ceil(steps / stride);
  return [1, ...Array.from({ length: count }, (_, i) => firstGrams + i * stride * stepGrams + 1)];
}

/** By how many percent a tariff is dearer, at the weight where it rises most; 0 where it is dearer at none. */
export function risePercent(after: Price, beforeFen: (grams: number) => number | null): number {
  let most = 0;
  for (const grams of weightsOf(after)) {
    const fen = beforeFen(grams);
    if (fen !== null) most = Math.max(most, risenPercent(feeOf(after, grams), fen, RISE_PERCENT_MAX));
  }
  return most;
}

/** The same of a discount at stations, by what one kilogram costs there at each rate. */
export const offRisePercent = (rates: readonly Price[], offFen: number, beforeFen: number): number => {
  const atStation = (rate: Price, off: number): number => Math.max(0, feeOf(rate, 1000) - off);
  const risen = rates.map((rate) =>
    risenPercent(atStation(rate, offFen), atStation(rate, beforeFen), RISE_PERCENT_MAX),
  );
  return Math.max(0, ...risen);
};

export const heldAt = (rates: readonly HeldRate[], place: string, atMs: number): HeldRate | null =>
  longestMatch(
    rates.filter(({ fromMs, untilMs }) => fromMs <= atMs && (untilMs ?? Infinity) > atMs),
    place,
  );

/** What the last days' tariff of a place was, where it has none now: to take it back and up again is to raise it. */
export function heldLately(rates: readonly HeldRate[], place: string, nowMs: number): HeldRate | null {
  const now = heldAt(rates, place, nowMs);
  if (now) return now;
  const ends = rates.flatMap(({ divisionCode, untilMs }) =>
    untilMs !== null && untilMs > nowMs - NOTICE_MS && place.startsWith(divisionCode) ? [untilMs] : [],
  );
  return ends.length === 0 ? null : heldAt(rates, place, Math.max(...ends) - 1);
}

/** What carrying so much to a place cost in the days before an emergency; null: nobody carried it. */
export function feeBefore(
  rates: readonly HeldRate[],
  place: string,
  { basis, startsAtMs }: { basis: CostBasis; startsAtMs: number },
): (grams: number) => number | null {
  const fromMs = startsAtMs - SHARP_RISE.days * DAY_MS;
  const changes = rates.flatMap(({ fromMs: sinceMs, untilMs }) => [sinceMs, untilMs ?? sinceMs]);
  const moments = [...new Set([fromMs, ...changes.filter((atMs) => atMs > fromMs && atMs < startsAtMs)])].toSorted(
    (a, b) => a - b,
  );
  const held = moments.map((atMs) => ({ rate: heldAt(rates, place, atMs), fromMs: atMs }));
  return (grams) =>
    costIn(
      held.map(({ rate, fromMs: sinceMs }) => ({ fen: rate && feeOf(rate, grams), fromMs: sinceMs })),
      basis,
      fromMs,
      startsAtMs,
    );
}

const weight = (grams: number): string => (grams >= 1000 ? `${grams / 1000}公斤` : `${grams}克`);
/** As whoever pays it reads it. */
export function tariffText({ price, offFen }: Tariff): string {
  if (!price) return `比送到家少收${yuan(offFen ?? 0)}元`;
  const { firstGrams, firstKilogramFen, stepGrams, perKilogramFen } = price;
  const first = `${weight(firstGrams)}以内${yuan(firstKilogramFen)}元`;
  return perKilogramFen === 0 ? first : `${first}，每加${weight(stepGrams)}加${yuan(perKilogramFen)}元`;
}
export const rateTitle = (storage: Storage, place: string): string => `${STORAGE_TITLES[storage]}的货送到${place}`;
export const STATION_TITLE = '送到服务站的包裹';
