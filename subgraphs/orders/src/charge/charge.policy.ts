import { OFFER_WRITTEN_MS } from '@heitu/standard';
import { QUOTE_VALID_MS } from '../quote/quote.policy.ts';
import type { ChargeFinding } from './charge.kinds.ts';

export interface ChargedLine {
  title: string;
  specification: string;
  unitFen: number;
  placedAtMs: number;
}
export interface LabelThen {
  name: string;
  specification: string | null;
  retailFen: number;
}
export interface LabelAnswer {
  label: LabelThen | null;
  /** The price of the label that the buyer confirmed; until when that was in force, null where it still was. */
  chargedFen: number | null;
  chargedUntilMs: number | null;
}

/**
 * What a line was charged against the label in force when it was ordered (7.3.5.b); null where it is the same. An offer
 * binds its seller for its fifteen minutes: who confirmed a lower price that was marked then is charged it rightly. A
 * price that was lowered meanwhile is the buyer's gain: nobody pays more than the label says when the order is placed.
 */
export function judgeLine(line: ChargedLine, { label, chargedFen, chargedUntilMs }: LabelAnswer): ChargeFinding | null {
  if (!label) return 'no-label';
  if (line.unitFen > label.retailFen) return 'above';
  const wasOffered =
    chargedFen === line.unitFen &&
    (chargedUntilMs === null || chargedUntilMs >= line.placedAtMs - QUOTE_VALID_MS - OFFER_WRITTEN_MS);
  if (line.unitFen < label.retailFen) return wasOffered ? null : 'below';
  // An offer shows the words of its own label.
  if (chargedUntilMs !== null && wasOffered) return null;
  return line.title === label.name && line.specification === label.specification ? null : 'words';
}

/**
 * What was charged for delivery against the carrier's tariff when it was ordered (7.3.5.d); a lower fee of the offer
 * that its buyer confirmed is charged rightly.
 */
export function judgeDelivery(
  chargedFen: number,
  { feeFen, offeredFen }: { feeFen: number | null; offeredFen: number | null },
): ChargeFinding | null {
  if (feeFen === null) return 'no-label';
  if (chargedFen > feeFen) return 'above';
  return chargedFen === feeFen || chargedFen === offeredFen ? null : 'below';
}

/** What of a line is still to be given back: units that come back take their whole price with them. */
export const overchargeFen = (
  { unitFen, labelFen }: { unitFen: number; labelFen: number },
  { quantity, claimedUnits }: { quantity: number; claimedUnits: number },
): number => Math.max(unitFen - labelFen, 0) * Math.max(quantity - claimedUnits, 0);
