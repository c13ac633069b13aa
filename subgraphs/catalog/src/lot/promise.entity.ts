import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { PromiseBasis } from './promise.policy.ts';

/** 承诺达标合格证 of a lot, given one time; it stands as long as the lot does. Kept for two years at least. */
export const ConformityPromise = defineEntity({
  name: 'ConformityPromise',
  properties: {
    /** The lot's: each has one. */
    id: column.id().primary(),
    number: column.line(60).unique(),
    partyId: column.reference(),
    basis: column.code<PromiseBasis>(),
    /** As it was given: `120 件，每件 500克`. */
    quantity: column.line(120),
    signedBy: column.sealedText(),
    givenAtMs: column.time(),
    givenByAccountId: column.reference(),
  },
});
