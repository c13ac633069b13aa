import type { FreshPoints } from './handover.policy.ts';
import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { celsius } from '../temperature/celsius.column.ts';
import { handoverLifecycle } from './handover.lifecycle.ts';
import type { MismatchKind } from './reconcile.policy.ts';
import type { StoreRecord } from './store-record.policy.ts';

/** The goods document of a takeover from the seller (8.4.1): written once, then only signed. */
export const Handover = defineEntity({
  name: 'Handover',
  tableName: 'Handover',
  properties: {
    id: column.id().primary(),
    number: column.line(40).unique(),
    shipmentId: column.id().index(),
    sellerPartyId: column.reference(),
    carrierPartyId: column.reference(),
    /** Under whose key the document is sealed. */
    buyerAccountId: column.reference(),
    state: column.state(handoverLifecycle),
    /** The shipment while the document is open, else null: the unique key allows one open document for a parcel. */
    openFor: column.id().nullable().unique(),
    cold: column.flag(),
    units: column.integer(),
    goodsFen: column.fen(),
    facilityTemperatureCelsius: celsius().nullable(),
    /** What the store's thermometer said; null where the figure was typed, and of goods that are not fresh. */
    storeRecord: column.json<StoreRecord>().nullable(),
    productTemperatureCelsius: celsius().nullable(),
    points: column.json<FreshPoints>(),
    /** Signed by both in time; false where it lapsed, null while it is open and where it was voided by hand. */
    complete: column.flag().nullable(),
    /** Canonical JSON of the whole document, sealed; gone when the records of the trade are. */
    documentSealed: column.sealed().nullable(),
    documentHash: column.line(64),
    openedAtMs: column.time(),
    inWindow: column.flag().nullable(),
    sellerSignedAtMs: column.time().nullable(),
    sellerAccountId: column.reference().nullable(),
    sellerCustodian: column.sealedText().nullable(),
    sellerSignature: column.blind().nullable(),
    /** The seller's card was scanned, and somebody signed on the courier's screen (card/). */
    sellerCardId: column.id().nullable(),
    carrierSignedAtMs: column.time().nullable(),
    carrierAccountId: column.reference().nullable(),
    carrierCustodian: column.sealedText().nullable(),
    carrierSignature: column.blind().nullable(),
    completedAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['openedAtMs'] },
    { properties: ['completedAtMs'] },
    { properties: ['carrierPartyId', 'openedAtMs'] },
    { properties: ['sellerPartyId', 'carrierPartyId', 'completedAtMs'] },
    { properties: ['sellerAccountId', 'openedAtMs'] },
    { properties: ['carrierAccountId', 'openedAtMs'] },
  ],
});

/** One comparison of a pair's documents, item by item (8.4.2.bl). */
export const Reconciliation = defineEntity({
  name: 'Reconciliation',
  tableName: 'Reconciliation',
  properties: {
    id: column.id().primary(),
    carrierPartyId: column.reference(),
    sellerPartyId: column.reference(),
    /** It was not compared: the seller says that this one is not so. */
    objectedHandoverId: column.id().nullable().unique(),
    fromMs: column.time(),
    toMs: column.time(),
    documents: column.integer(),
    matched: column.integer(),
    doneAtMs: column.time(),
    doneBy: column.reference(),
  },
  indexes: [
    { properties: ['carrierPartyId', 'sellerPartyId', 'doneAtMs'] },
    { properties: ['carrierPartyId', 'doneAtMs'] },
    { properties: ['doneAtMs'] },
  ],
});

export const Mismatch = defineEntity({
  name: 'Mismatch',
  tableName: 'Mismatch',
  properties: {
    id: column.id().primary(),
    reconciliationId: column.id().index(),
    handoverId: column.id(),
    /** When the books were compared. */
    foundAtMs: column.time().nullable(),
    kind: column.code<MismatchKind>(),
    /** Sealed under the carrier, as what was done about it. */
    text: column.sealedText(),
    resolution: column.sealedText().nullable(),
    resolvedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['resolvedAtMs', 'foundAtMs'] }],
});
