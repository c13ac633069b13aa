import { defineEntity } from '@mikro-orm/core';
import type { AnyContractTerms, ContractKind } from '@heitu/events/sellers.contract-signed.v1';
import { column } from '@heitu/kit/data/entities';

/** What two parties have signed about money, as sellers said it: what stands in it never changes. */
export const AgreedContract = defineEntity({
  name: 'AgreedContract',
  tableName: 'AgreedContract',
  properties: {
    contractId: column.id().primary(),
    kind: column.code<ContractKind>(),
    number: column.line(100),
    partyId: column.id(),
    withPartyId: column.id(),
    validFrom: column.date(),
    validUntil: column.date(),
    signedAtMs: column.time(),
    terms: column.json<AnyContractTerms>(),
  },
  indexes: [{ properties: ['partyId', 'kind', 'validUntil'] }, { properties: ['withPartyId', 'kind', 'validUntil'] }],
});
