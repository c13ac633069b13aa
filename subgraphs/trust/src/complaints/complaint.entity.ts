import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { ClauseRef } from '@heitu/standard';
import { complaintLifecycle, type StepAction, type StepBy } from './complaint.lifecycle.ts';
import type { AnswererKind, ComplaintKind, Remedy, ServiceChannel } from './complaint.policy.ts';
import { reviewLifecycle } from './review.lifecycle.ts';

export const Complaint = defineEntity({
  name: 'Complaint',
  properties: {
    id: column.id().primary(),
    number: column.code(),
    accountId: column.reference(),
    orderId: column.reference().nullable(),
    /** The seller of the order; null where no order is named. */
    partyId: column.reference().nullable(),
    carrierPartyId: column.reference().nullable(),
    /** Who has to answer: a party, or the operator itself (empty). */
    answererPartyId: column.reference(),
    answererKind: column.code<AnswererKind>(),
    kind: column.code<ComplaintKind>(),
    channel: column.code<ServiceChannel>(),
    wanted: column.code<Remedy>(),
    wantedFen: column.fen().nullable(),
    orderFen: column.fen().nullable(),
    /** Under the consumer's key. */
    textSealed: column.sealed(),
    /** Who called, where staff took it down: under the same key, which without an order is the complaint's own. */
    callerName: column.sealedText().nullable(),
    callerPhone: column.sealedText().nullable(),
    /** Files: what the consumer photographed. */
    photoIds: column.json<string[]>().nullable(),
    state: column.state(complaintLifecycle),
    /**
     * Order and kind until it is closed, then null (`openComplaintKey`): the unique key allows one open complaint of a
     * kind for an order.
     */
    openFor: column.line(120).nullable().unique(),
    filedAtMs: column.time(),
    answerDueAtMs: column.time(),
    answeredAtMs: column.time().nullable(),
    answeredInTime: column.flag().nullable(),
    /** Sealed, as the text it answers, under the consumer. */
    answer: column.sealedText().nullable(),
    answerRemedy: column.code<Remedy>().nullable(),
    answerFen: column.fen().nullable(),
    escalatedAtMs: column.time().nullable(),
    escalatedBy: column.code<'consumer' | 'system'>().nullable(),
    decidedAtMs: column.time().nullable(),
    /** Whoever decided moves no money for it. */
    decidedBy: column.reference().nullable(),
    liablePartyId: column.reference().nullable(),
    finding: column.sealedText().nullable(),
    decisionClause: column.code<ClauseRef>().nullable(),
    compensationFen: column.fen().nullable(),
    responseDueAtMs: column.time().nullable(),
    liableAccepted: column.flag().nullable(),
    advanceId: column.reference().nullable(),
    recoveryId: column.reference().nullable(),
    advancedFen: column.fen().nullable(),
    settleDueAtMs: column.time(),
    closedAtMs: column.time().nullable(),
    remedy: column.code<Remedy>().nullable(),
  },
  uniques: [{ properties: ['number'] }],
  indexes: [
    { properties: ['escalatedAtMs'] },
    { properties: ['decidedAtMs'] },
    { properties: ['closedAtMs'] },
    { properties: ['answerDueAtMs'] },
    { properties: ['accountId', 'id'] },
    { properties: ['orderId'] },
    { properties: ['answererPartyId', 'state'] },
    { properties: ['partyId', 'filedAtMs'] },
    { properties: ['liablePartyId', 'state'] },
    { properties: ['state', 'answerDueAtMs'] },
    { properties: ['state', 'filedAtMs'] },
    { properties: ['filedAtMs', 'id'] },
    { properties: ['settleDueAtMs', 'id'] },
  ],
});

/** What happened to it, in order: the consumer sees who did what when. */
export const ComplaintStep = defineEntity({
  name: 'ComplaintStep',
  properties: {
    id: column.id().primary(),
    complaintId: column.id(),
    action: column.code<StepAction>(),
    byRole: column.code<StepBy>(),
    atMs: column.time(),
  },
  indexes: [{ properties: ['complaintId', 'id'] }],
});

/** One per order. */
export const Review = defineEntity({
  name: 'Review',
  properties: {
    id: column.id().primary(),
    orderId: column.reference(),
    accountId: column.reference(),
    partyId: column.reference(),
    shopId: column.reference(),
    stars: column.integer(),
    /** Sealed under its author, and readable to all while it is shown. */
    text: column.sealedText(),
    /** Files: shown with the review, once a person has looked. */
    photoIds: column.json<string[]>().nullable(),
    state: column.state(reviewLifecycle),
    /** Sealed under its author as well. */
    heldReason: column.sealedText().nullable(),
    /** Sealed under the seller who gave it. */
    reply: column.sealedText().nullable(),
    createdAtMs: column.time(),
  },
  uniques: [{ properties: ['orderId'] }],
  indexes: [
    { properties: ['accountId', 'id'] },
    { properties: ['partyId', 'createdAtMs'] },
    { properties: ['state', 'id'] },
    { properties: ['state', 'createdAtMs'] },
    { properties: ['createdAtMs'] },
  ],
});

/** The products a review speaks of. */
export const ReviewedProduct = defineEntity({
  name: 'ReviewedProduct',
  properties: {
    id: column.id().primary(),
    reviewId: column.id(),
    productId: column.reference(),
    stars: column.integer(),
    isShown: column.flag(),
  },
  indexes: [{ properties: ['productId', 'isShown', 'reviewId'] }, { properties: ['reviewId'] }],
});

/** How a product is rated, written with each review that is shown or taken down: no page adds them up. */
export const ProductRating = defineEntity({
  name: 'ProductRating',
  properties: {
    productId: column.reference().primary(),
    reviewCount: column.integer(),
    starsTotal: column.integer(),
  },
});
