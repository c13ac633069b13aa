import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { longestMatch } from './division.policy.ts';
import { feeOf, type Price } from './offer.policy.ts';
import { PastRate, PastStationOff } from './past-tariff.entity.ts';
import type { TariffMoment, TariffThen } from './area.view.ts';
import type { Storage } from '@heitu/standard';

type Keeping = Pick<LogisticsContext, 'clock' | 'newId'>;
interface Place {
  carrierPartyId: string;
  storage: Storage;
  divisionCode: string;
}

/** Nothing holds there any longer by a rate of its own. */
export const endRate = ({ clock }: Pick<LogisticsContext, 'clock'>, tx: LogisticsTransaction, place: Place) =>
  tx.em.nativeUpdate(PastRate, { ...place, untilMs: null }, { untilMs: clock.now() });

/** From now on this rate holds there, and what held before is kept. */
export async function keepRate(context: Keeping, tx: LogisticsTransaction, place: Place, price: Price): Promise<void> {
  await endRate(context, tx, place);
  const { firstGrams, firstKilogramFen, stepGrams, perKilogramFen } = price;
  const stated = { firstGrams, firstKilogramFen, stepGrams, perKilogramFen };
  const fromMs = context.clock.now();
  await tx.em.insert(PastRate, { id: context.newId(), ...place, ...stated, fromMs, untilMs: null });
}

export async function keepStationOff(
  context: Keeping,
  tx: LogisticsTransaction,
  carrierPartyId: string,
  offFen: number,
): Promise<void> {
  const fromMs = context.clock.now();
  await tx.em.nativeUpdate(PastStationOff, { carrierPartyId, untilMs: null }, { untilMs: fromMs });
  await tx.em.insert(PastStationOff, { id: context.newId(), carrierPartyId, offFen, fromMs, untilMs: null });
}

/** One question takes so many parcels; rates and discounts come with a query each. */
const TARIFFS_ASKED_MAX = 500;

/** What the carrier's tariff said of each parcel when it was ordered and when it was offered; null: it had none. */
export async function tariffsThen(context: LogisticsContext, all: readonly TariffMoment[]): Promise<TariffThen[]> {
  const asked = all.slice(0, TARIFFS_ASKED_MAX);
  const carriers = [...new Set(asked.map(({ carrierPartyId }) => carrierPartyId))];
  if (carriers.length === 0) return [];
  const rates = await context.rows.selectFrom('PastRate').selectAll().where('carrierPartyId', 'in', carriers).execute();
  const offs = await context.rows
    .selectFrom('PastStationOff')
    .selectAll()
    .where('carrierPartyId', 'in', carriers)
    .execute();
  return asked.map((parcel) => {
    const feeAt = (moment: string): number | null => {
      const atMs = Number(moment);
      const held = (row: { carrierPartyId: string; fromMs: number; untilMs: number | null }): boolean =>
        row.carrierPartyId === parcel.carrierPartyId && row.fromMs <= atMs && (row.untilMs ?? Infinity) > atMs;
      const rate = longestMatch(
        rates.filter((row) => row.storage === parcel.storage && held(row)),
        parcel.toDivisionCode,
      );
      if (!rate) return null;
      const offFen = parcel.isToStation ? (offs.find(held)?.offFen ?? 0) : 0;
      return Math.max(0, feeOf(rate, parcel.weightGrams) - offFen);
    };
    return { key: parcel.key, feeFen: feeAt(parcel.atMs), offeredFen: feeAt(parcel.offeredAtMs) };
  });
}
