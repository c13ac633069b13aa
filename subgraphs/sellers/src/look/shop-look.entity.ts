import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { LookCause, WordRuleName } from '@heitu/standard';
import { shopLookLifecycle } from './shop-look.lifecycle.ts';

/** One person's look at what a shop says and shows of itself, to the end of an appeal (6.5.b). */
export const ShopLook = defineEntity({
  name: 'ShopLook',
  properties: {
    id: column.id().primary(),
    shopId: column.id().index(),
    partyId: column.id(),
    cause: column.code<LookCause>(),
    state: column.state(shopLookLifecycle),
    /** While somebody is to look: the shop, so that it waits once. */
    openFor: column.line(64).nullable().unique(),
    /** What was shown: what somebody passed is not looked at again. */
    contentHash: column.line(64),
    /** By which version of the word rules it was judged before. */
    rulesVersion: column.integer(),
    openedAtMs: column.time(),
    lookDueAtMs: column.time(),
    lookedAtMs: column.time().nullable(),
    lookedByAccountId: column.reference().nullable(),
    rule: column.code<WordRuleName>().nullable(),
    /** Sealed under the party, as what follows is. */
    reason: column.sealedText().nullable(),
    appealDueAtMs: column.time().nullable(),
    appeal: column.sealedText().nullable(),
    answerDueAtMs: column.time().nullable(),
    answer: column.sealedText().nullable(),
    answeredAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'lookDueAtMs', 'id'] }, { properties: ['openedAtMs', 'id'] }],
});
