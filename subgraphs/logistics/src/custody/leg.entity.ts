import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { celsius } from '../temperature/celsius.column.ts';
import { legLifecycle } from './leg.lifecycle.ts';
import type { LegKind } from './leg.policy.ts';

/**
 * The goods pass from one to another, signed by both (8.4.2.bj): between courier, store and station, to the buyer, and
 * back to the seller. From the seller they come by a goods document (Handover): together they are the chain of
 * custody.
 */
export const CustodyLeg = defineEntity({
  name: 'CustodyLeg',
  tableName: 'CustodyLeg',
  properties: {
    id: column.id().primary(),
    /** A parcel, or what was fetched back from its buyer: one of them. */
    shipmentId: column.id().nullable(),
    collectionId: column.id().nullable(),
    carrierPartyId: column.reference(),
    /** The carrier's store, or the village station; neither at a door. */
    facilityId: column.id().nullable(),
    stationPartyId: column.reference().nullable(),
    kind: column.code<LegKind>(),
    state: column.state(legLifecycle),
    /** The goods while the leg is open, then null: the unique key allows one open leg for them. */
    openFor: column.id().nullable().unique(),
    /** Whoever gave the goods had no phone that worked: whoever took them signed alone, and has them since. */
    takenAlone: column.flag().default(false),
    sealNumber: column.line(40).nullable(),
    openedAtMs: column.time(),
    signByMs: column.time(),
    givenBy: column.reference().nullable(),
    givenAtMs: column.time().nullable(),
    givenUnits: column.integer().nullable(),
    givenSealWhole: column.flag().nullable(),
    givenCelsius: celsius().nullable(),
    givenSignature: column.blind().nullable(),
    takenBy: column.reference().nullable(),
    takenAtMs: column.time().nullable(),
    takenUnits: column.integer().nullable(),
    takenSealWhole: column.flag().nullable(),
    takenCelsius: celsius().nullable(),
    takenSignature: column.blind().nullable(),
  },
  indexes: [
    { properties: ['shipmentId', 'openedAtMs'] },
    { properties: ['collectionId', 'openedAtMs'] },
    { properties: ['state', 'signByMs'] },
  ],
});
