import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { codLifecycle } from './cod.lifecycle.ts';
import { contentsCaseLifecycle } from './contents-case.lifecycle.ts';
import type { ContentsCaseKind, VisitOutcome } from './delivery.policy.ts';
import type { TimeDoubt } from './done.policy.ts';

/** Outer packaging intact, contents short or damaged: the carrier settles it with the consignor (8.5.4.3.cg). */
export const ContentsCase = defineEntity({
  name: 'ContentsCase',
  tableName: 'ContentsCase',
  properties: {
    id: column.id().primary(),
    shipmentId: column.id(),
    carrierPartyId: column.reference(),
    sellerPartyId: column.reference(),
    kind: column.code<ContentsCaseKind>(),
    outerIntact: column.flag(),
    note: column.sealedText(),
    state: column.state(contentsCaseLifecycle),
    /** The buyer or the courier; the texts are sealed under this account. */
    openedBy: column.reference(),
    openedAtMs: column.time(),
    consignorContactedAtMs: column.time().nullable(),
    settlement: column.sealedText().nullable(),
    settledAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['shipmentId', 'kind'] }],
  indexes: [
    { properties: ['openedAtMs'] },
    { properties: ['settledAtMs'] },
    { properties: ['carrierPartyId', 'state'] },
    { properties: ['state', 'openedAtMs'] },
    { properties: ['state', 'id'] },
  ],
});

/** A courier was at the door: what came of it, with the photo that they took there. */
export const DoorVisit = defineEntity({
  name: 'DoorVisit',
  tableName: 'DoorVisit',
  properties: {
    id: column.id().primary(),
    shipmentId: column.id(),
    /** Of the visits to this door, the first or a later one. */
    number: column.integer(),
    outcome: column.code<VisitOutcome>(),
    atMs: column.time(),
    /** Done without a network: what the phone said, when we heard of it, and why only that counts. */
    saidAtMs: column.time().nullable(),
    arrivedAtMs: column.time().nullable(),
    timeDoubt: column.code<TimeDoubt>().nullable(),
    courierAccountId: column.reference(),
    buyerAccountId: column.reference(),
    /** The photos, data URLs, sealed under the buyer. */
    photosSealed: column.sealed().columnType('mediumtext'),
    /** Nobody was home: when the courier comes again; null where the goods went back. */
    againAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['shipmentId', 'number'] }],
});

/** Cash taken at the door, to be paid back to the seller by the contract's day (8.2.az, 8.5.3.ca). */
export const CodRemittance = defineEntity({
  name: 'CodRemittance',
  tableName: 'CodRemittance',
  properties: {
    id: column.id().primary(),
    shipmentId: column.id(),
    /** The reversal of the record before this one; empty for the first, so that a parcel has one at a time. */
    afterReversalId: column.reference().default(''),
    carrierPartyId: column.reference(),
    sellerPartyId: column.reference(),
    amountFen: column.fen(),
    state: column.state(codLifecycle).default('owed'),
    collectedAtMs: column.time(),
    dueAtMs: column.time(),
    remittedAtMs: column.time().nullable(),
    /** When the operator was told that it is overdue. */
    overdueToldAtMs: column.time().nullable(),
    /** What shows it: the provider's number of the transfer, or the bank's of one into the seller's own bank. */
    reference: column.line(64).nullable(),
    /** Of the record whose number is on a transfer that the statement shows: that transfer, so that each pays once. */
    transferKey: column.line(160).nullable().unique(),
    /** When the carrier said that it paid into the seller's own bank account, or that this record is wrong. */
    saidAtMs: column.time().nullable(),
    /** When whoever can answer it was told of it again. */
    remindedAtMs: column.time().nullable(),
    /** When the seller said that nothing came, or that nothing is wrong with it. */
    contestedAtMs: column.time().nullable(),
    /** When it was first found that what the carrier said had come had not: saying so again pauses nothing. */
    missedAtMs: column.time().nullable(),
    /** Who of finance found that it came, or that the record is wrong. */
    foundBy: column.reference().nullable(),
    /** Who said that it was recorded wrongly, and what was wrong, sealed under the carrier. */
    doubtedBy: column.reference().nullable(),
    doubtReason: column.sealedText().nullable(),
  },
  uniques: [{ properties: ['shipmentId', 'afterReversalId'] }],
  indexes: [
    { properties: ['carrierPartyId', 'dueAtMs'] },
    // At every quote: whether a carrier still owes any, whatever it has paid back in years.
    { properties: ['carrierPartyId', 'state', 'dueAtMs'] },
    { properties: ['collectedAtMs'] },
    { properties: ['remittedAtMs'] },
    { properties: ['dueAtMs'] },
    { properties: ['state', 'dueAtMs'] },
  ],
});

/** Takes back what was recorded wrongly: the record stays, this stands against it. */
export const CodReversal = defineEntity({
  name: 'CodReversal',
  tableName: 'CodReversal',
  properties: {
    id: column.id().primary(),
    remittanceId: column.id().unique(),
    carrierPartyId: column.reference(),
    amountFen: column.fen(),
    /** Sealed under the carrier. */
    reason: column.sealedText(),
    reversedBy: column.reference(),
    reversedAtMs: column.time(),
  },
});
