import { defineEntity } from '@mikro-orm/core';
import type { ContractTerms } from '@heitu/events/sellers.contract-signed.v1';
import { column } from '@heitu/kit/data/entities';

export type AgreedKind = 'delivery' | 'station';
/** Each kind has its own, and all may be left out. */
export type AgreedTerms = ContractTerms<'delivery'> & ContractTerms<'station'>;
/** What a seller has signed with its carrier or a station, as sellers said it: what stands in it never changes. */
export const AgreedContract = defineEntity({
  name: 'AgreedContract',
  tableName: 'AgreedContract',
  properties: {
    contractId: column.id().primary(),
    sellerPartyId: column.id(),
    withPartyId: column.id(),
    kind: column.code<AgreedKind>().default('delivery'),
    validFrom: column.date(),
    validUntil: column.date(),
    signedAtMs: column.time(),
    terms: column.json<AgreedTerms>(),
  },
  indexes: [{ properties: ['sellerPartyId', 'withPartyId', 'validUntil'] }],
});
