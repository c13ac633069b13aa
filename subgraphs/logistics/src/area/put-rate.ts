import type { Storage } from '@heitu/standard';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { heldLately } from '../tariff/tariff.policy.ts';
import { Rate } from './area.entity.ts';
import { longestMatch } from './division.policy.ts';
import type { Price } from './offer.policy.ts';
import { keepRate } from './past-tariffs.ts';

interface Place {
  carrierPartyId: string;
  storage: Storage;
  divisionCode: string;
}
type Charged = Price & { hours: number };
/** What of a row is the tariff. */
export const tariffOf = (row: Charged): Charged => {
  const { firstGrams, firstKilogramFen, stepGrams, perKilogramFen, hours } = row;
  return { firstGrams, firstKilogramFen, stepGrams, perKilogramFen, hours };
};

/** What delivering to a place costs now, or cost in the last days; null: nobody is used to anything there. */
export async function priceHeld(
  { clock }: Pick<LogisticsContext, 'clock'>,
  tx: LogisticsTransaction,
  { carrierPartyId, storage, divisionCode }: Place,
): Promise<(Price & { hours?: number }) | null> {
  const rates = await tx.em.find(Rate, { carrierPartyId, storage });
  const now = longestMatch(rates, divisionCode);
  if (now) return now;
  const kept = await tx.rows
    .selectFrom('PastRate')
    .selectAll()
    .where('carrierPartyId', '=', carrierPartyId)
    .where('storage', '=', storage)
    .execute();
  return heldLately(kept, divisionCode, clock.now());
}

/** From now on this is charged there. */
export async function putRate(
  context: Pick<LogisticsContext, 'clock' | 'newId'>,
  tx: LogisticsTransaction,
  place: Place,
  price: Charged,
): Promise<string> {
  const change = { ...price, changedAtMs: context.clock.now() };
  const earlier = await tx.em.findOne(Rate, { ...place });
  const id = earlier?.id ?? context.newId();
  if (earlier) await tx.em.nativeUpdate(Rate, { id }, change);
  else await tx.em.insert(Rate, { id, ...place, ...change });
  await keepRate(context, tx, place, price);
  return id;
}
