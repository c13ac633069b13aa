import type { FoundPart } from './found-part.ts';
import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { reconciliationCaseLifecycle, reconciliationLifecycle, remedyLifecycle } from './case.lifecycle.ts';
import type { DifferenceKind, RemedyKind } from './case.policy.ts';

export const Reconciliation = defineEntity({
  name: 'Reconciliation',
  properties: {
    id: column.id().primary(),
    date: column.date().unique(),
    state: column.state(reconciliationLifecycle),
    paymentCount: column.integer(),
    refundCount: column.integer(),
    ourPaidFen: column.fen(),
    theirPaidFen: column.fen(),
    ourRefundedFen: column.fen(),
    theirRefundedFen: column.fen(),
    /** When it was compared, or first waited to be. */
    atMs: column.time(),
    /** When its bill is asked for next; null unless it waits for it. */
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
  },
});

export const ReconciliationCase = defineEntity({
  name: 'ReconciliationCase',
  properties: {
    id: column.id().primary(),
    date: column.date().index(),
    kind: column.code<DifferenceKind>(),
    reference: p.string().length(64),
    /** Of which payment a refund is, by the bill; null where it is of none, or only the books have it. */
    outTradeNo: p.string().length(64).nullable(),
    ourFen: column.fen().nullable(),
    theirFen: column.fen().nullable(),
    state: column.state(reconciliationCaseLifecycle),
    note: column.line(500).nullable(),
    /** What was proposed last to deal with it. */
    remedyId: column.id().nullable().index(),
    /** Who proposed to correct the books by it; null where nobody had to. */
    proposedBy: column.reference().nullable(),
    /** When a remedy or a correction was proposed last. */
    proposedAtMs: column.time().nullable(),
    /** By how much the books were corrected; null where they were not. */
    correctedFen: column.fen().nullable(),
    /** The row that shows that the difference is gone; null until it is, or where it was closed before this was kept. */
    provenBy: column.line(80).nullable(),
    openedAtMs: column.time(),
    settledAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['date', 'kind', 'reference'] }],
  indexes: [{ properties: ['state', 'openedAtMs'] }, { properties: ['openedAtMs'] }],
});

/** What is done about a payment that the provider has and we have not: proposed by one person, confirmed by another. */
export const CaseRemedy = defineEntity({
  name: 'CaseRemedy',
  properties: {
    id: column.id().primary(),
    /** Of the payment, at the provider. */
    number: column.line(64),
    /** The same while it is proposed or under way, so that there is one at a time; null once it has ended. */
    liveNumber: column.line(64).nullable().unique(),
    kind: column.code<RemedyKind>(),
    state: column.state(remedyLifecycle),
    paidAtMs: column.time(),
    /** As the provider had it when it was proposed. */
    parts: column.json<FoundPart[]>(),
    /** Its orders are here and deal with the money; false: they are lost, and the money goes back without them. */
    withOrders: column.flag().nullable(),
    reason: column.line(200),
    proposedBy: column.reference(),
    proposedAtMs: column.time(),
    decidedBy: column.reference().nullable(),
    decidedAtMs: column.time().nullable(),
    endedAtMs: column.time().nullable(),
    /** When it is looked at next; null unless it is under way. */
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
  },
  indexes: [{ properties: ['state', 'proposedAtMs'] }],
});
