import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { ContractKind } from './contract.policy.ts';

/** A contract between two parties, on file with its term. */
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
    fileId: column.id().nullable(),
    signedBy: column.reference(),
    signedAtMs: column.time(),
  },
  uniques: [{ properties: ['partyId', 'withPartyId', 'kind', 'number'] }],
  indexes: [{ properties: ['withPartyId'] }, { properties: ['kind', 'validUntil'] }],
});
