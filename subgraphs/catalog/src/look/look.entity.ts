import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { LookCause } from '@heitu/standard';
import type { CopyRuleName } from '../copy/copy.rules.ts';
import { lookLifecycle } from './look.lifecycle.ts';

/** One person's look at what a product shows, from its publication to the end of an appeal (6.5.b). */
export const PublicLook = defineEntity({
  name: 'PublicLook',
  properties: {
    id: column.id().primary(),
    productId: column.reference().index(),
    partyId: column.reference(),
    cause: column.code<LookCause>(),
    state: column.state(lookLifecycle),
    /** While somebody is to look: the product, so that it waits once. */
    openFor: column.line(64).nullable().unique(),
    /** What was shown: a text that somebody passed is not looked at again. */
    contentHash: column.line(64),
    /** By which version of the word rules it was judged before. */
    rulesVersion: column.integer(),
    openedAtMs: column.time(),
    lookDueAtMs: column.time(),
    lookedAtMs: column.time().nullable(),
    lookedByAccountId: column.reference().nullable(),
    rule: column.code<CopyRuleName>().nullable(),
    /** Sealed under the seller, as what follows is. */
    reason: column.sealedText().nullable(),
    appealDueAtMs: column.time().nullable(),
    appeal: column.sealedText().nullable(),
    answerDueAtMs: column.time().nullable(),
    answer: column.sealedText().nullable(),
    answeredAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'lookDueAtMs', 'id'] }, { properties: ['openedAtMs', 'id'] }],
});
