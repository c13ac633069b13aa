import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { DocumentType } from './document-types.table.ts';
import { documentLifecycle, filingLifecycle } from './filing.lifecycle.ts';
import type { FilingKind, ReReviewOutcome } from './filing.policy.ts';

/** A licence, certificate, rule or record of a party or of a supplier. */
export const Document = defineEntity({
  name: 'Document',
  properties: {
    id: column.id().primary(),
    partyId: column.id().nullable(),
    supplierId: column.id().nullable(),
    type: column.code<DocumentType>(),
    number: column.line(100),
    issuer: column.line(100),
    validFrom: column.date(),
    validUntil: column.date().nullable(),
    fileId: column.id().nullable(),
    state: column.state(documentLifecycle),
    /** The filing with which it is, or was, under review. */
    filingId: column.id().nullable(),
    addedBy: column.reference(),
    remindedAtMs: column.time().nullable(),
    createdAtMs: column.time(),
  },
  indexes: [
    { properties: ['partyId', 'state'] },
    { properties: ['supplierId', 'state'] },
    { properties: ['filingId'] },
    { properties: ['fileId'] },
    { properties: ['state', 'validUntil'] },
  ],
});

/** One application for filing, renewal included, and how it was decided. */
export const Filing = defineEntity({
  name: 'Filing',
  properties: {
    id: column.id().primary(),
    partyId: column.id(),
    kind: column.code<FilingKind>(),
    state: column.state(filingLifecycle),
    /** The party's id while under review, so that a party has one open filing. */
    openFor: column.id().nullable().unique(),
    submittedBy: column.reference(),
    submittedAtMs: column.time(),
    decidedBy: column.reference().nullable(),
    decidedAtMs: column.time().nullable(),
    reason: column.sealedText().nullable(),
    validUntil: column.date().nullable(),
  },
  indexes: [
    { properties: ['partyId', 'id'] },
    { properties: ['state', 'id'] },
    { properties: ['submittedAtMs', 'id'] },
  ],
});

/** A periodic look at an approved party (6.4). */
export const ReReview = defineEntity({
  name: 'ReReview',
  properties: {
    id: column.id().primary(),
    partyId: column.id(),
    reviewedBy: column.reference(),
    outcome: column.code<ReReviewOutcome>(),
    reason: column.sealedText(),
    wasDueAtMs: column.time().nullable(),
    reviewedAtMs: column.time(),
  },
  indexes: [{ properties: ['partyId', 'id'] }, { properties: ['reviewedAtMs'] }],
});

/** What a party was told ahead of time. */
export const Reminder = defineEntity({
  name: 'Reminder',
  properties: {
    id: column.id().primary(),
    partyId: column.id(),
    documentId: column.id().nullable(),
    supplierId: column.id().nullable(),
    text: column.line(),
    dueOn: column.date(),
    atMs: column.time(),
  },
  indexes: [{ properties: ['partyId', 'id'] }],
});
