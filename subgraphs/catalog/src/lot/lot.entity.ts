import { defineEntity } from '@mikro-orm/core';
import type { LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import { column } from '@heitu/kit/data/entities';
import type { RecallCaller, RecallHazard, RecallLevel, Role } from '@heitu/standard';
import { laboratoryLifecycle } from './laboratory.lifecycle.ts';
import { lotLifecycle } from './lot.lifecycle.ts';
import type { InspectionItem } from '../standard/indicator.policy.ts';
import type { BoughtIn, CertificateType, InspectingParty, ResultType } from './lot.policy.ts';
import { certificateLifecycle, inspectionLifecycle } from './paper.lifecycle.ts';

/** One purchase or harvest of one SKU, as registered on arrival (7.3.2). */
export const Lot = defineEntity({
  name: 'Lot',
  properties: {
    id: column.id().primary(),
    /** Printed on the bag, and what its QR code holds. */
    code: column.line(40).unique(),
    skuId: column.reference(),
    productId: column.reference(),
    shopId: column.reference(),
    partyId: column.reference(),
    supplierId: column.reference(),
    /** Sealed under the seller, as all that is not printed on the goods. */
    supplierName: column.sealedText(),
    units: column.integer(),
    /** Labels for single bags: the serial that was given last, and how many of them were spoiled. */
    labelsPrinted: column.integer().default(0),
    labelsVoid: column.integer().default(0),
    producedOn: column.date(),
    expiresOn: column.date().nullable(),
    /** As marked on the goods (7.3.2.e): printed on each bag, so in the open, until the seller is forgotten. */
    trademark: column.line(80).nullable(),
    markedName: column.line(120).nullable(),
    producerName: column.line(120).nullable(),
    producerAddress: column.line(200).nullable(),
    /** What it is known by (7.3.2.f). */
    quality: column.line(80).nullable(),
    specification: column.line(80).nullable(),
    features: column.line(500).nullable(),
    usage: column.line(500).nullable(),
    complaintContact: column.line(120).nullable(),
    state: column.state(lotLifecycle),
    blockReason: column.sealedText().nullable(),
    /** What stopped it last; null where nothing did, or it was stopped before this was written down. */
    stopCause: column.code<LotStopCause>().nullable(),
    registeredAtMs: column.time(),
    releasedAtMs: column.time().nullable(),
    blockedAtMs: column.time().nullable(),
    /** By when somebody decides, while it is held. */
    holdDueAtMs: column.time().nullable(),
    /** Somebody let it be sold although its harvest was early by what had been recorded until then. */
    clearedAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['skuId', 'state'] },
    { properties: ['productId', 'state', 'producedOn'] },
    { properties: ['partyId', 'registeredAtMs', 'id'] },
    { properties: ['state', 'expiresOn'] },
    { properties: ['state', 'registeredAtMs'] },
    { properties: ['registeredAtMs'] },
  ],
});

/** Who filed a paper, and who else has decided on it. */
const decision = () => ({
  filedByAccountId: column.reference(),
  acceptDueAtMs: column.time(),
  decidedAtMs: column.time().nullable(),
  decidedByAccountId: column.reference().nullable(),
  decidedByRole: column.code<Role>().nullable(),
});

/** A paper that goes with a lot (7.3.2.b-d). */
export const Certificate = defineEntity({
  name: 'Certificate',
  properties: {
    id: column.id().primary(),
    lotId: column.reference().index(),
    partyId: column.reference(),
    type: column.code<CertificateType>(),
    number: column.line(80),
    issuer: column.line(120),
    issuedOn: column.date(),
    validUntil: column.date().nullable(),
    /** Of a purchase: its issuer is the supplier, and its day that of the purchase. */
    boughtIn: column.json<BoughtIn>().nullable(),
    /** Nothing is filed without its scan; papers from before have none. */
    fileId: column.reference().nullable(),
    addedAtMs: column.time(),
    state: column.state(certificateLifecycle),
    ...decision(),
    /** Why it was sent back. */
    returnReason: column.sealedText().nullable(),
  },
  indexes: [{ properties: ['fileId'] }, { properties: ['state', 'acceptDueAtMs'] }],
});

/** What an inspection of a lot found (7.3.6). */
export const Inspection = defineEntity({
  name: 'Inspection',
  properties: {
    id: column.id().primary(),
    lotId: column.reference().index(),
    partyId: column.reference(),
    inspectingParty: column.code<InspectingParty>(),
    resultType: column.code<ResultType>(),
    laboratory: column.line(120),
    /** Null where none of its figures was compared with a limit. */
    passed: column.flag().nullable(),
    inspectedOn: column.date(),
    fileId: column.reference().nullable(),
    items: column.json<InspectionItem[]>(),
    recordedAtMs: column.time(),
    /** The filed laboratory; a supplier's or the seller's own has none. */
    laboratoryId: column.reference().nullable(),
    /** As on the report; reports from before have none. */
    reportNumber: column.line(80).nullable(),
    sampleName: column.line(120).nullable(),
    sampledOn: column.date().nullable(),
    state: column.state(inspectionLifecycle),
    ...decision(),
    /** Why it was sent back. */
    returnReason: column.sealedText().nullable(),
  },
  indexes: [
    { properties: ['fileId'] },
    { properties: ['laboratory', 'reportNumber'] },
    { properties: ['recordedAtMs'] },
    { properties: ['state', 'acceptDueAtMs'] },
  ],
});

/** Which goods a report is about: a number of a laboratory is given one time. */
export const ReportNumber = defineEntity({
  name: 'ReportNumber',
  properties: {
    /** Laboratory and number. */
    key: column.line(210).primary(),
    partyId: column.reference(),
    productId: column.reference(),
    producedOn: column.date(),
  },
});

/** What a seller or farmer found by looking and measuring, where the law asks for no laboratory: shown as that. */
export const SelfCheck = defineEntity({
  name: 'SelfCheck',
  properties: {
    id: column.id().primary(),
    lotId: column.reference().index(),
    partyId: column.reference(),
    /** Who looked. */
    checkedBy: column.sealedText(),
    checkedOn: column.date(),
    fileId: column.reference(),
    items: column.json<InspectionItem[]>(),
    passed: column.flag(),
    recordedAtMs: column.time(),
    recordedByAccountId: column.reference(),
  },
});

/** A laboratory with its accreditation: whoever is not filed here gives no report (7.3.6.c). */
export const Laboratory = defineEntity({
  name: 'Laboratory',
  properties: {
    id: column.id().primary(),
    name: column.line(120),
    /** CMA or CNAS. */
    accreditationNumber: column.line(40),
    /** What it is accredited to measure, by name. */
    scope: column.json<readonly string[]>(),
    /** From when until when; those from before say no first day. */
    validFrom: column.date().nullable(),
    validUntil: column.date(),
    /** The certificate with its list; those from before have none. */
    fileId: column.reference().nullable(),
    /** Name and last day, while it was not sent back: one certificate is filed once. */
    filedAs: column.line(140).nullable().unique(),
    registeredAtMs: column.time(),
    state: column.state(laboratoryLifecycle),
    ...decision(),
    /** Why it was sent back. */
    returnReason: column.line(200).nullable(),
  },
  indexes: [{ properties: ['name'] }, { properties: ['fileId'] }, { properties: ['state', 'validUntil'] }],
});

/** What a lot was made from: one row for each lot that went into it. */
export const LotSource = defineEntity({
  name: 'LotSource',
  properties: {
    lotId: column.reference().primary(),
    sourceLotId: column.reference().primary().index(),
    /** So many packs of it went in; null where nobody said. */
    units: column.integer().nullable(),
  },
});

/** A lot that was called back: the one that was meant, or one made from it. Orders carries the case out. */
export const Recall = defineEntity({
  name: 'Recall',
  properties: {
    id: column.id().primary(),
    /** The recall of the lot that was meant; its own for that one. Of before, none. */
    caseId: column.reference().nullable().index(),
    lotId: column.reference().index(),
    partyId: column.reference(),
    level: column.code<RecallLevel>().nullable(),
    hazard: column.code<RecallHazard>().nullable(),
    caller: column.code<RecallCaller>().nullable(),
    /** Of the authority's order. */
    orderNumber: column.line(80).nullable(),
    reason: column.sealedText(),
    calledByAccountId: column.reference(),
    atMs: column.time(),
  },
});
