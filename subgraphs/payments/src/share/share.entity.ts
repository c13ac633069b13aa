import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { shareLifecycle, shareReturnLifecycle } from './share.lifecycle.ts';
import type { ShareKind } from './share.policy.ts';

/** What one other gets of what a buyer paid for an order. */
export const ProfitShare = defineEntity({
  name: 'ProfitShare',
  properties: {
    id: column.id().primary(),
    /** Of which it is owed; it may be shared out of a later order of the same seller. */
    orderId: column.reference().index(),
    payerPartyId: column.reference(),
    /** Empty: the platform's own. */
    partyId: column.reference(),
    merchant: column.code(),
    kind: column.code<ShareKind>(),
    amountFen: column.fen(),
    /** Of it, what went back to the seller or is about to: never above amountFen. */
    returningFen: column.fen(),
    state: column.state(shareLifecycle),
    /** The settlement that shares it; null while it is carried. */
    settlementId: column.id().nullable().index(),
    /** What its receiver owes and this pays off: then whoever is owed that gets it. Empty: the platform. */
    recoveryId: column.id().nullable().index(),
    toPartyId: column.reference().nullable(),
    createdAtMs: column.time().index(),
    sharedAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['amountFen', 'id'] },
    { properties: ['payerPartyId', 'state', 'createdAtMs'] },
    { properties: ['partyId', 'createdAtMs'] },
  ],
});

/** What goes back of a share. */
export const ShareReturn = defineEntity({
  name: 'ShareReturn',
  properties: {
    id: column.id().primary(),
    shareId: column.id().index(),
    /** Of the settlement that shared it: there the provider's lines of it belong. */
    orderId: column.reference(),
    payerPartyId: column.reference().index(),
    partyId: column.reference(),
    kind: column.code<ShareKind>(),
    amountFen: column.fen(),
    outReturnNo: p.string().length(32).unique(),
    /** So many numbers of it the provider has closed; none of them is used again. */
    closedNumbers: column.integer(),
    state: column.state(shareReturnLifecycle),
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer(),
    lastError: column.line(200).nullable(),
    createdAtMs: column.time().index(),
    returnedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'createdAtMs'] }],
});
