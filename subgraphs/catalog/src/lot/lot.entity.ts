import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { lotLifecycle } from './lot.lifecycle.ts';
import type { CertificateType, InspectingParty, InspectionItem, ResultType } from './lot.policy.ts';

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
    registeredAtMs: column.time(),
    releasedAtMs: column.time().nullable(),
    blockedAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['skuId', 'state'] },
    { properties: ['productId', 'state', 'producedOn'] },
    { properties: ['partyId', 'registeredAtMs', 'id'] },
    { properties: ['state', 'expiresOn'] },
    { properties: ['registeredAtMs'] },
  ],
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
    fileId: column.reference().nullable(),
    addedAtMs: column.time(),
  },
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
    passed: column.flag(),
    inspectedOn: column.date(),
    fileId: column.reference().nullable(),
    items: column.json<InspectionItem[]>(),
    recordedAtMs: column.time(),
  },
  indexes: [{ properties: ['recordedAtMs'] }],
});

export const Recall = defineEntity({
  name: 'Recall',
  properties: {
    id: column.id().primary(),
    lotId: column.reference().index(),
    partyId: column.reference(),
    reason: column.sealedText(),
    calledByAccountId: column.reference(),
    atMs: column.time(),
  },
});
