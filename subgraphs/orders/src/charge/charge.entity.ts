import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { chargeDifferenceLifecycle } from './charge.lifecycle.ts';
import type { ChargeFinding, ChargeKind } from './charge.kinds.ts';

/** What was charged on a day in China, held against what was marked when it was ordered (7.3.5.b). */
export const ChargeDay = defineEntity({
  name: 'ChargeDay',
  properties: {
    date: column.date().primary(),
    dueAtMs: column.time(),
    comparedAtMs: column.time().nullable(),
    lines: column.integer().default(0),
    differing: column.integer().default(0),
    unjudged: column.integer().default(0),
    deliveries: column.integer().default(0),
    deliveriesDiffering: column.integer().default(0),
    deliveriesUnjudged: column.integer().default(0),
    /** Of orders that were settled on this day: what carriers and stations got. */
    shares: column.integer().default(0),
    sharesDiffering: column.integer().default(0),
  },
  indexes: [{ properties: ['comparedAtMs', 'dueAtMs'] }],
});

/** One charge that differs: of a line, or of an order's delivery. */
export const ChargeDifference = defineEntity({
  name: 'ChargeDifference',
  properties: {
    id: column.id().primary(),
    date: column.date(),
    kind: column.code<ChargeKind>(),
    finding: column.code<ChargeFinding>(),
    state: column.state(chargeDifferenceLifecycle),
    orderId: column.reference().index(),
    orderNumber: column.line(24),
    /** A line is compared once; an order's delivery by its order, what others got of it by their share. */
    chargeId: column.reference().unique(),
    lineId: column.reference().nullable(),
    partyId: column.reference(),
    buyerAccountId: column.reference(),
    /** Who got it of the seller; null where the buyer was charged. */
    receiverPartyId: column.reference().nullable(),
    goods: column.line(),
    /** For one unit, or for the delivery. */
    chargedFen: column.fen(),
    markedFen: column.fen().nullable(),
    /** What the label or the tariff said, where words differ or as it is shown. */
    marked: column.line().nullable(),
    quantity: column.integer(),
    refundKey: column.line(80).nullable().unique(),
    refundFen: column.fen().nullable(),
    refundDueAtMs: column.time().nullable(),
    foundAtMs: column.time(),
    dueAtMs: column.time(),
    endedAtMs: column.time().nullable(),
    /** What finance found out; sealed under the seller. */
    note: column.sealedText().nullable(),
  },
  indexes: [
    { properties: ['foundAtMs', 'id'] },
    { properties: ['state', 'dueAtMs'] },
    { properties: ['date', 'id'] },
    { properties: ['partyId', 'date'] },
  ],
});
