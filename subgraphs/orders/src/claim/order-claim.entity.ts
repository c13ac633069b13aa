import type { ClaimCause } from '@heitu/events/logistics.shipment-refused.v1';
import type { claimDecided } from '@heitu/events/trust.claim-decided.v1';
import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { PayloadOf } from '@heitu/kit/messages/event';

export type DecidedShare = PayloadOf<typeof claimDecided>['shares'][number];

/** A parcel that was refused for what somebody on its way answers for: its money waits until it is known who. */
export const OrderClaim = defineEntity({
  name: 'OrderClaim',
  properties: {
    /** One for an order: its own parcel. */
    id: column.reference().primary(),
    shipmentId: column.reference().unique(),
    cause: column.code<ClaimCause>(),
    openedAtMs: column.time(),
    /** The goods are back, and nobody can sell them again. */
    returnedAtMs: column.time().nullable(),
    decidedAtMs: column.time().nullable(),
    shares: column.json<DecidedShare[]>().nullable(),
    settledAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['settledAtMs', 'openedAtMs'] }],
});
