import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { depositLifecycle } from './deposit.lifecycle.ts';

/** What a party put up at the provider for what it may come to owe; the provider holds it, never the platform. */
export const Deposit = defineEntity({
  name: 'Deposit',
  properties: {
    id: column.id().primary(),
    partyId: column.reference().unique(),
    /** The provider's number of its account. */
    merchant: column.code().unique(),
    /** By its contract. */
    requiredFen: column.fen(),
    contractNumber: column.line(80),
    /** As the provider last said, less what was paid out of it since. */
    heldFen: column.fen(),
    state: column.state(depositLifecycle),
    shortSinceMs: column.time().nullable(),
    looks: column.integer().default(0),
    lookedAtMs: column.time().nullable(),
    nextLookAtMs: column.time().index(),
    agreedAtMs: column.time().index(),
  },
});
