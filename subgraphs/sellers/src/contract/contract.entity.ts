import { defineEntity } from '@mikro-orm/core';
import type { AnyContractTerms } from '@heitu/events/sellers.contract-signed.v1';
import { column } from '@heitu/kit/data/entities';
import { contractLifecycle } from './contract.lifecycle.ts';
import type { ContractKind } from './contract.policy.ts';

/** A contract between two parties, with its terms and its two days. What was signed never changes. */
export const Contract = defineEntity({
  name: 'Contract',
  properties: {
    id: column.id().primary(),
    partyId: column.id(),
    withPartyId: column.id(),
    kind: column.code<ContractKind>(),
    number: column.line(100),
    validFrom: column.date(),
    validUntil: column.date(),
    terms: column.json<AnyContractTerms>(),
    fileId: column.id().nullable(),
    state: column.state(contractLifecycle),
    offeredAtMs: column.time(),
    /** Who signed for the party that filed it, and for the other side; when both had. */
    signedBy: column.reference(),
    countersignedBy: column.reference().nullable(),
    signedAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['partyId', 'withPartyId', 'kind', 'number'] }],
  indexes: [
    { properties: ['withPartyId'] },
    { properties: ['kind', 'validUntil'] },
    { properties: ['state', 'validUntil'] },
    { properties: ['state', 'offeredAtMs'] },
  ],
});
