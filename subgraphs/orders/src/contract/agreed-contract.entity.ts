import { defineEntity } from '@mikro-orm/core';
import type { ContractTerms } from '@heitu/events/sellers.contract-signed.v1';
import { column } from '@heitu/kit/data/entities';

/** What a seller and the platform have signed, as sellers said it: what stands in it never changes. */
export const AgreedContract = defineEntity({
  name: 'AgreedContract',
  tableName: 'AgreedContract',
  properties: {
    contractId: column.id().primary(),
    partyId: column.id(),
    validFrom: column.date(),
    validUntil: column.date(),
    signedAtMs: column.time(),
    terms: column.json<ContractTerms<'platform-service'>>(),
  },
  indexes: [{ properties: ['partyId', 'validUntil'] }],
});
