import type { claimOpened } from '@heitu/events/orders.claim-opened.v1';
import type { ClaimAbout, ClaimCause, HolderPart, ProposedClaim } from '@heitu/events/logistics.shipment-refused.v1';
import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { ClauseRef } from '@heitu/standard';
import { claimLifecycle } from './claim.lifecycle.ts';
import type { ClaimAnswer, ClaimFixed } from './claim.policy.ts';

/** What the buyer weighed; the photos are orders'. */
export type WeighedGoods = NonNullable<PayloadOf<typeof claimOpened>['weighed']>;

/**
 * Who is liable for a parcel that was refused, or for what is refunded of one that was not, as the records say, and as
 * it is settled in the end.
 */
export const Claim = defineEntity({
  name: 'Claim',
  properties: {
    id: column.id().primary(),
    number: column.code().unique(),
    about: column.code<ClaimAbout>(),
    /** One for a refused parcel, an after-sale request, a weigh-in. */
    aboutId: column.reference().unique(),
    /** Empty where no parcel has to do with it. */
    shipmentId: column.reference(),
    orderId: column.reference().index(),
    orderNumber: column.line(64),
    /** Empty where nobody here knows whose order it is. */
    buyerAccountId: column.reference(),
    /** Whose claim it is. */
    sellerPartyId: column.reference(),
    cause: column.code<ClaimCause>(),
    /** Of a refused parcel goods and delivery; else what is asked back. */
    amountFen: column.fen(),
    /** Who had the goods when, and how warm they were. */
    held: column.json<ProposedClaim['held']>(),
    weighed: column.json<WeighedGoods>().nullable(),
    clause: column.code<ClauseRef>(),
    state: column.state(claimLifecycle),
    openedAtMs: column.time(),
    answerDueAtMs: column.time(),
    decideDueAtMs: column.time().nullable(),
    /** The mediator's: kept from whoever confirms it. */
    decidedBy: column.reference().nullable(),
    decidedAtMs: column.time().nullable(),
    /** Sealed under the seller, whose claim it is. */
    finding: column.sealedText().nullable(),
    reviewDueAtMs: column.time().nullable(),
    confirmedBy: column.reference().nullable(),
    /** Why the second person sent it back. */
    reviewNote: column.sealedText().nullable(),
    fixed: column.code<ClaimFixed>().nullable(),
    fixedAtMs: column.time().nullable(),
    settledAtMs: column.time().nullable(),
    /** Its buyer had paid nothing: what others bear is owed to the seller. */
    toSeller: column.flag().nullable(),
  },
  indexes: [
    { properties: ['state', 'answerDueAtMs'] },
    { properties: ['state', 'decideDueAtMs'] },
    { properties: ['state', 'reviewDueAtMs'] },
    { properties: ['state', 'fixedAtMs'] },
    { properties: ['openedAtMs', 'id'] },
  ],
});

/** What one party bears of a claim, and what it says to that. */
export const ClaimShare = defineEntity({
  name: 'ClaimShare',
  properties: {
    id: column.id().primary(),
    claimId: column.id(),
    part: column.code<HolderPart>(),
    partyId: column.reference(),
    /** As the records say. */
    permille: column.integer(),
    /** As the mediator says, where it was contested. */
    decidedPermille: column.integer().nullable(),
    answer: column.code<ClaimAnswer>().nullable(),
    answeredAtMs: column.time().nullable(),
    /** Sealed under the party. */
    text: column.sealedText().nullable(),
    photoIds: column.json<string[]>().nullable(),
    /** What it came to. */
    amountFen: column.fen().nullable(),
  },
  uniques: [{ properties: ['claimId', 'partyId'] }],
  indexes: [{ properties: ['partyId', 'claimId'] }],
});
