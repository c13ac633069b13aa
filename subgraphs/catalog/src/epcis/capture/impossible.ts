import { keysOf } from '@heitu/kit/rules/checked';
import { eventIdOf, type Namespaces } from '../event-hash.ts';
import { MASS_GRAMS, VOLUME_MILLILITRES } from './capture.policy.ts';
import { lotsNamedBy, type NamedLot } from './named-lots.ts';
import type { LotToTellOf } from './lots-to-tell-of.ts';
import { LISTS, type ToldEventContent } from './told-event.ts';

/** An id by which anybody sees that the event is as it was issued. */
const HASHED_ID = /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/i;
/** A lot as a whole: none of its bags, nor what it was before it was packed. */
const WHOLE_LOT = /^[^#]*\/(?:trace|10)\/[^/?#]+(?:\?[^#]*)?$/;
const DESTROYED = /(?:^|[-:])destroy(?:ing|ed)$/;

/**
 * What no event can say, whoever tells it; null where there is nothing. Who declares an event wrong says it once more
 * as it was.
 */
export function impossible(event: ToldEventContent, namespaces: Namespaces): string | null {
  if (event.errorDeclaration !== undefined) return null;
  for (const list of LISTS)
    for (const [at, { quantity }] of event[list]?.entries() ?? [])
      if (quantity !== undefined && !(quantity > 0)) return `${list}/${at}/quantity: is more than zero`;
  const { eventID } = event;
  if (eventID === undefined || !HASHED_ID.test(eventID)) return null;
  const hashed = eventIdOf(event, namespaces);
  return eventID.toLowerCase() === hashed.toLowerCase() ? null : `eventID: is not the hash of this event, ${hashed}`;
}

type Counted = 'packs' | 'g' | 'ml';
/** How much of what an amount says; null where no lot is measured so. */
function amountOf(quantity: number, uom: string | undefined): { counted: Counted; amount: number } | null {
  if (uom === undefined) return { counted: 'packs', amount: quantity };
  const [grams, millilitres] = [MASS_GRAMS.get(uom), VOLUME_MILLILITRES.get(uom)];
  if (grams !== undefined) return { counted: 'g', amount: quantity * grams };
  return millilitres === undefined ? null : { counted: 'ml', amount: quantity * millilitres };
}
/** How much of a lot there was when it was made; of what nobody wrote down, any amount. */
const madeOf = ({ units, weightGrams, netMillilitres }: LotToTellOf): Readonly<Record<Counted, number>> => ({
  packs: units,
  g: units * weightGrams,
  ml: netMillilitres === null ? Infinity : units * netMillilitres,
});

/**
 * What an event cannot say of lots of this platform: that there is more of one than was made; that all of one is
 * destroyed which anybody can buy, since its page would say so to whoever scans a bag. Its seller takes it off sale or
 * calls it back first; some packs that broke in a store are the store's word.
 */
export function impossibleOfLots(
  event: ToldEventContent,
  publicUrl: string,
  lotOf: (lot: NamedLot) => LotToTellOf | null,
): string | null {
  if (event.errorDeclaration !== undefined) return null;
  const isDestroyed = [event.bizStep, event.disposition].some((word) => DESTROYED.test(word ?? ''));
  const wholeLot = (thing: string): LotToTellOf | null => {
    const [named] = WHOLE_LOT.test(thing) ? lotsNamedBy([thing], publicUrl) : [];
    return named ? lotOf(named) : null;
  };
  const onSale = (lot: LotToTellOf) =>
    `${lot.code} is on sale: its seller takes it off sale before all of it is destroyed`;
  for (const list of LISTS) {
    const sums = new Map<string, Record<Counted, number>>();
    for (const { epcClass, quantity, uom } of event[list] ?? []) {
      const lot = wholeLot(epcClass);
      if (!lot) continue;
      const told = quantity === undefined ? null : amountOf(quantity, uom);
      if (quantity !== undefined && !told) return `${list}: ${uom} is no measure of a lot here`;
      const sum = sums.get(lot.id) ?? { packs: 0, g: 0, ml: 0 };
      if (told) sum[told.counted] += told.amount;
      sums.set(lot.id, sum);
      const made = madeOf(lot);
      for (const counted of keysOf(made))
        if (sum[counted] > made[counted])
          return `${list}: ${sum[counted]} ${counted} of ${lot.code}, of which there are ${made[counted]}`;
      const isAll = told === null || keysOf(made).some((counted) => sum[counted] >= made[counted]);
      if (isDestroyed && isAll && lot.state === 'released') return onSale(lot);
    }
  }
  if (!isDestroyed) return null;
  const named = [...(event.epcList ?? []), ...(event.childEPCs ?? []), event.parentID ?? ''];
  const sold = named.map(wholeLot).find((lot) => lot?.state === 'released');
  return sold ? onSale(sold) : null;
}
