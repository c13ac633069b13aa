import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { codLifecycle } from './cod.lifecycle.ts';
import { contentsCaseLifecycle } from './contents-case.lifecycle.ts';
import type { ContentsCaseKind } from './delivery.policy.ts';

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
  indexes: [{ properties: ['carrierPartyId', 'state'] }, { properties: ['state', 'openedAtMs'] }],
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
    reference: column.line(64).nullable(),
  },
  uniques: [{ properties: ['shipmentId', 'afterReversalId'] }],
  indexes: [
    { properties: ['carrierPartyId', 'dueAtMs'] },
    { properties: ['collectedAtMs'] },
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
