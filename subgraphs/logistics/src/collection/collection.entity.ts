import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { collectionLifecycle } from './collection.lifecycle.ts';
import type { CollectionKind, CollectionLine, RefundForm } from './collection.policy.ts';

/** A return or exchange fetched from the consumer on the seller's instruction (8.6). */
export const Collection = defineEntity({
  name: 'Collection',
  tableName: 'Collection',
  properties: {
    id: column.id().primary(),
    afterSaleId: column.reference().unique(),
    orderId: column.reference(),
    kind: column.code<CollectionKind>(),
    buyerAccountId: column.reference(),
    sellerPartyId: column.reference(),
    carrierPartyId: column.reference(),
    sellerName: column.line(),
    recipientSealed: column.sealed(),
    toDivisionCode: column.code(),
    refundFen: column.fen(),
    lines: column.json<CollectionLine[]>(),
    state: column.state(collectionLifecycle),
    createdAtMs: column.time(),
    courierId: column.id().nullable(),
    courierAccountId: column.reference().nullable(),
    codeAttempts: column.integer().default(0),
    /** How often the courier was given new codes after a lock. */
    codeRound: column.integer().default(0),
    appointedAtMs: column.time().nullable(),
    agreedAtMs: column.time().nullable(),
    agreedPlace: column.sealedText().nullable(),
    identityCheckedAtMs: column.time().nullable(),
    settledAtMs: column.time().nullable(),
    refundForm: column.line().$type<RefundForm>().nullable(),
    inspectedAtMs: column.time().nullable(),
    meetsRule: column.flag().nullable(),
    inspectionNote: column.sealedText().nullable(),
    recordedAtMs: column.time().nullable(),
    condition: column.sealedText().nullable(),
    accessories: column.sealedText().nullable(),
    courierSignedAtMs: column.time().nullable(),
    consumerSignedAtMs: column.time().nullable(),
    consumerSignatureSealed: column.sealed().nullable(),
    takenAtMs: column.time().nullable(),
    /** At the return centre (8.6.ci). */
    centreAtMs: column.time().nullable(),
    centrePlace: column.line().nullable(),
    centreDueAtMs: column.time().nullable(),
    listChecked: column.flag().nullable(),
    conditionOk: column.flag().nullable(),
    centreNote: column.sealedText().nullable(),
    carrierHandedAtMs: column.time().nullable(),
    sellerReceivedAtMs: column.time().nullable(),
    handedOverAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['carrierPartyId', 'state', 'id'] },
    { properties: ['sellerPartyId', 'id'] },
    { properties: ['buyerAccountId', 'id'] },
    { properties: ['courierAccountId', 'id'] },
    { properties: ['state', 'createdAtMs'] },
  ],
});
