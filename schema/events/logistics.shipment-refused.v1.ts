import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** What somebody who had the goods may have to answer for. */
export const claimCause = z.enum(['temperature', 'damage', 'shortage', 'late']);
export type ClaimCause = z.output<typeof claimCause>;
/** Who can have goods on their way. */
export const holderPart = z.enum(['seller', 'carrier', 'station']);
export type HolderPart = z.output<typeof holderPart>;

/** The reason of a parcel that turns round since its goods are called back: nobody refused it. */
export const RECALLED = 'recalled';
/** The reason of a parcel that nobody fetched at the station in time. */
export const UNFETCHED = 'unfetched';

/** The reason of a parcel whose courier came twice at the agreed hour, and nobody was home. */
export const NOBODY_HOME = 'nobody-home';

/** What readings and handovers say of who is liable for goods. */
export const proposedClaim = z.object({
  cause: claimCause,
  sellerPartyId: z.string(),
  /** Of a refused parcel goods and delivery, as they were offered. */
  amountFen: z.int(),
  /** Who had the goods, one after the other, and for how long they were out of their range meanwhile. */
  held: z.array(
    z.object({
      part: holderPart,
      partyId: z.string(),
      /** The vehicle's plate, or the store's name. */
      where: z.string().optional(),
      fromMs: z.int(),
      toMs: z.int(),
      minutesOut: z.int(),
      worstCelsius: z.number().nullable(),
      isWatched: z.boolean(),
    }),
  ),
  /** Who bears how much by the rules; a thousand together. */
  shares: z.array(z.object({ part: holderPart, partyId: z.string(), permille: z.int() })),
  clause: z.string(),
});
export type ProposedClaim = z.output<typeof proposedClaim>;

/**
 * What a claim is about: a parcel that was refused, an after-sale request about goods that were signed for, what their
 * buyer has weighed, an exchange's parcel that was refused, or what was spoiled on its way back to the seller.
 */
export const claimAbout = z.enum(['parcel', 'after-sale', 'weigh-in', 'exchange', 'return']);
export type ClaimAbout = z.output<typeof claimAbout>;

/**
 * Refused at the door with a reason; the goods go back. `note` only in events of before: what people write is asked of
 * logistics. `claim`: what readings and handovers say of who is liable, where the reason is one that somebody who had
 * the goods answers for.
 */
export const shipmentRefused = defineEvent('logistics.shipment-refused.v1', {
  consumers: ['orders', 'trust'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    carrierPartyId: z.string(),
    reason: z.string(),
    note: z.string().optional(),
    atMs: z.int(),
    claim: proposedClaim.optional(),
    /** Of an exchange's second parcel, the request: orders knows what it is worth, and opens the claim. */
    afterSaleId: z.string().nullish(),
  }),
});
