import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { BuyingErrand, QuoteParcel } from './quote-parcel.ts';

/** An offer to one buyer, never changed: only marked as used, once. */
export const Quote = defineEntity({
  name: 'Quote',
  properties: {
    id: column.id().primary(),
    accountId: column.reference().index(),
    /** The recipient as the address book had it; moved to the orders when the quote is used. */
    recipientSealed: column.sealed().nullable(),
    /** A keyed hash of the address, for the checkout. */
    addressKey: column.blind().nullable(),
    divisionCode: column.code(),
    parcels: column.json<QuoteParcel[]>(),
    /** Null where the buyer buys themselves. */
    errand: column.json<BuyingErrand>().nullable(),
    goodsFen: column.fen(),
    deliveryFen: column.fen(),
    totalFen: column.fen(),
    createdAtMs: column.time(),
    expiresAtMs: column.time(),
    usedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['usedAtMs', 'expiresAtMs'] }],
});
