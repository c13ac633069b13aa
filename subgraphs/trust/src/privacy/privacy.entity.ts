import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { NoticeParts } from './purposes.policy.ts';
import { assessmentLifecycle } from './assessment.lifecycle.ts';
import { correctionLifecycle, type CorrectionField } from './correction.lifecycle.ts';
import { dataRequestLifecycle, type DataRequestKind } from './data-request.lifecycle.ts';

/** One version of the information-protection notice; never changed once published (10.2). */
export const Notice = defineEntity({
  name: 'Notice',
  properties: {
    version: column.integer().primary(),
    parts: column.json<NoticeParts>(),
    contentHash: column.line(64),
    publishedBy: column.reference(),
    publishedAtMs: column.time(),
    /** From when on it binds. */
    effectiveAtMs: column.time(),
    /** Why it bound without having been public for seven days. */
    atOnceBecause: column.line(200).nullable(),
  },
});

export const NoticeAcceptance = defineEntity({
  name: 'NoticeAcceptance',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    version: column.integer(),
    contentHash: column.line(64),
    atMs: column.time(),
  },
  uniques: [{ properties: ['accountId', 'version'] }],
  indexes: [{ properties: ['version'] }],
});

/** The person's choice now, one row per purpose. */
export const Consent = defineEntity({
  name: 'Consent',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    purpose: column.code(),
    granted: column.flag(),
    noticeVersion: column.integer(),
    atMs: column.time(),
  },
  uniques: [{ properties: ['accountId', 'purpose'] }],
  indexes: [{ properties: ['purpose', 'granted'] }],
});

/** Every choice ever made; only added to. */
export const ConsentReceipt = defineEntity({
  name: 'ConsentReceipt',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    purpose: column.code(),
    granted: column.flag(),
    noticeVersion: column.integer(),
    noticeHash: column.line(64),
    atMs: column.time(),
  },
  indexes: [{ properties: ['accountId'] }, { properties: ['atMs'] }],
});

export const Address = defineEntity({
  name: 'Address',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    nameSealed: column.sealed(),
    phoneSealed: column.sealed(),
    detailSealed: column.sealed(),
    divisionCode: column.code(),
    isDefault: column.flag(),
    createdAtMs: column.time(),
    changedAtMs: column.time(),
  },
  indexes: [{ properties: ['accountId'] }],
});

/** Somebody else's look at a person's data, recorded before the answer; refused looks too (10.4). */
export const PersonalDataRead = defineEntity({
  name: 'PersonalDataRead',
  properties: {
    id: column.id().primary(),
    /** The audit entry that this is the index of: a request that shows several people's data is one entry. */
    entryId: column.id(),
    /** The account whose data it is, or the party or supplier that the data was filed for. */
    subjectId: column.reference(),
    sender: column.code(),
    operation: column.line(80),
    /** Field names, with commas between. */
    fields: column.line(),
    readerKind: column.code(),
    readerId: column.reference(),
    readerRoles: column.line(),
    readerParties: column.line(),
    delegatorId: column.reference().nullable(),
    clause: column.code().nullable(),
    refused: column.flag(),
    atMs: column.time(),
  },
  indexes: [{ properties: ['subjectId', 'id'] }, { properties: ['entryId'] }, { properties: ['atMs'] }],
});

/** A person's request for a copy or for erasure (PIPL 45, 47). */
export const DataRequest = defineEntity({
  name: 'DataRequest',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    kind: column.code<DataRequestKind>(),
    state: column.state(dataRequestLifecycle),
    note: column.line(),
    requestedAtMs: column.time(),
    dueAtMs: column.time(),
    doneAtMs: column.time().nullable(),
    /** Records of trade are kept until then whatever is asked (E-Commerce Law 31). */
    holdUntilMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['requestedAtMs'] },
    { properties: ['doneAtMs'] },
    { properties: ['accountId', 'state'] },
    { properties: ['state', 'dueAtMs'] },
  ],
});

/** What a person asked to have put right, and cannot change alone (PIPL 46). */
export const Correction = defineEntity({
  name: 'Correction',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    field: column.code<CorrectionField>(),
    /** Of a name that was filed. */
    partyId: column.reference().nullable(),
    value: column.sealedText(),
    reason: column.sealedText(),
    photoIds: column.json<string[]>().nullable(),
    /** Account, field and party until it is decided, then null: the unique key keeps one of them open. */
    openFor: column.line(160).nullable().unique(),
    state: column.state(correctionLifecycle),
    askedAtMs: column.time(),
    dueAtMs: column.time(),
    decidedAtMs: column.time().nullable(),
    decidedBy: column.reference().nullable(),
    answer: column.sealedText().nullable(),
  },
  indexes: [
    { properties: ['accountId', 'id'] },
    { properties: ['state', 'dueAtMs', 'id'] },
    { properties: ['askedAtMs', 'id'] },
  ],
});

/** How a use of personal data was assessed before it began (PIPL 55, 56); kept for good. */
export const ImpactAssessment = defineEntity({
  name: 'ImpactAssessment',
  properties: {
    id: column.id().primary(),
    purpose: column.code(),
    lawful: column.text(),
    risks: column.text(),
    measures: column.text(),
    validUntil: column.date(),
    state: column.state(assessmentLifecycle),
    recordedAtMs: column.time(),
    recordedBy: column.reference(),
    reviewedAtMs: column.time().nullable(),
    reviewedBy: column.reference().nullable(),
  },
  indexes: [{ properties: ['state', 'validUntil'] }, { properties: ['recordedAtMs', 'id'] }],
});
