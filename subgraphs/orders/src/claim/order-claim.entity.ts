import type { ClaimAbout, ClaimCause, ProposedClaim } from '@heitu/events/logistics.shipment-refused.v1';
import type { claimDecided } from '@heitu/events/trust.claim-decided.v1';
import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { PayloadOf } from '@heitu/kit/messages/event';

export type DecidedShare = PayloadOf<typeof claimDecided>['shares'][number];

/** Money that waits until it is known who bears it: of a refused parcel, an after-sale request, a short weight. */
export const OrderClaim = defineEntity({
  name: 'OrderClaim',
  properties: {
    /** What it is about: the order, whose own parcel was refused, the request, the weigh-in, or the collection. */
    id: column.reference().primary(),
    about: column.code<ClaimAbout>(),
    orderId: column.reference().index(),
    /** Empty where no parcel has to do with it. */
    shipmentId: column.reference(),
    cause: column.code<ClaimCause>(),
    openedAtMs: column.time(),
    /** The goods are back and nobody can sell them again; or the request's refund is due. */
    payableAtMs: column.time().nullable(),
    decidedAtMs: column.time().nullable(),
    shares: column.json<DecidedShare[]>().nullable(),
    settledAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['settledAtMs', 'openedAtMs'] }],
});

/**
 * What was signed for had been out of its range on the way, and who had it then: kept for a buyer who asks money back
 * for its quality.
 */
export const OrderBreach = defineEntity({
  name: 'OrderBreach',
  properties: {
    /** The order; of an exchange's parcel, the request. */
    id: column.reference().primary(),
    shipmentId: column.reference(),
    claim: column.json<ProposedClaim>(),
    foundAtMs: column.time(),
  },
});
