import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { TimeDoubt } from '../delivery/done.policy.ts';

/** A printed code that stands for a seller's side of a handover, where nobody there has a phone that works. */
export const HandoverCard = defineEntity({
  name: 'HandoverCard',
  tableName: 'HandoverCard',
  properties: {
    id: column.id().primary(),
    sellerPartyId: column.reference(),
    /** The seller while it is in force, then null: the unique key gives a seller one card at a time. */
    inForceFor: column.reference().nullable().unique(),
    issuedAtMs: column.time(),
    issuedBy: column.reference(),
    withdrawnAtMs: column.time().nullable(),
    withdrawnBy: column.reference().nullable(),
  },
  indexes: [{ properties: ['sellerPartyId', 'issuedAtMs'] }],
});

/** Somebody at the seller's signed a goods document on the courier's screen, and the seller's card was scanned. */
export const CardSignature = defineEntity({
  name: 'CardSignature',
  tableName: 'CardSignature',
  properties: {
    /** Its goods document's. */
    id: column.id().primary(),
    cardId: column.id().index(),
    shipmentId: column.id().index(),
    sellerPartyId: column.reference(),
    courierAccountId: column.reference(),
    /** Who signed, and keeps the seller's copy. */
    signer: column.sealedText(),
    /** The ink, a data URL, sealed under the seller; gone when the records of the trade are. */
    inkSealed: column.sealed().nullable(),
    /** Of name and ink: what the signature in the goods document holds of them. */
    signedHash: column.line(64),
    /** The photos, data URLs, sealed under the seller. */
    photosSealed: column.sealed().columnType('mediumtext').nullable(),
    atMs: column.time(),
    /** Done without a network: what the phone said, when we heard of it, and why only that counts. */
    saidAtMs: column.time().nullable(),
    arrivedAtMs: column.time().nullable(),
    timeDoubt: column.code<TimeDoubt>().nullable(),
    /** Until then the seller can say that it was not so. */
    objectByMs: column.time(),
    objectedAtMs: column.time().nullable(),
  },
});
