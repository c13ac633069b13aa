import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { merchantLifecycle } from './merchant.lifecycle.ts';

/** A seller's own account at the payment provider: the provider holds the money, never the platform. */
export const MerchantAccount = defineEntity({
  name: 'MerchantAccount',
  properties: {
    id: column.id().primary(),
    partyId: column.reference().unique(),
    /** The provider's number for it. */
    merchant: column.code().unique(),
    state: column.state(merchantLifecycle),
    inGoodStanding: column.flag(),
    /** Of the payment provider with which the contract is; null where it was opened before that was kept. */
    providerPartyId: column.reference().nullable(),
    providerInGoodStanding: column.flag(),
    contractNumber: column.line(80),
    contractValidUntil: column.date(),
    /** Sealed under the party: who deals with the provider, who keeps the payment password (7.4.r-s). */
    contactName: column.sealed(),
    passwordKeeperName: column.sealed().nullable(),
    /** Null where the contract gives the password to the provider. */
    passwordDueAtMs: column.time().nullable().index(),
    openedAtMs: column.time().index(),
  },
  indexes: [{ properties: ['providerPartyId'] }],
});
