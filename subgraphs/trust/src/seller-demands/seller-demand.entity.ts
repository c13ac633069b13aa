import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { sellerDemandLifecycle } from './seller-demand.lifecycle.ts';

/** A buyer's demand for the seller's true name, address and contact; one for a complaint (Consumer Law 44). */
export const SellerDemand = defineEntity({
  name: 'SellerDemand',
  properties: {
    id: column.id().primary(),
    complaintId: column.id().unique(),
    accountId: column.reference(),
    partyId: column.reference(),
    state: column.state(sellerDemandLifecycle),
    askedAtMs: column.time(),
    dueAtMs: column.time(),
    endedAtMs: column.time().nullable(),
    endedBy: column.reference().nullable(),
    /** JSON of the name, address and contact, as they were given: sealed under the seller. */
    sellerSealed: column.sealed().nullable(),
  },
  indexes: [{ properties: ['state', 'dueAtMs', 'id'] }, { properties: ['askedAtMs', 'id'] }],
});
