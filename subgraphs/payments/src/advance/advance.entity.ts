import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { advanceLifecycle, recoveryLifecycle } from './advance.lifecycle.ts';
import type { RecoveryEnd } from './recovery.policy.ts';

export const Advance = defineEntity({
  name: 'Advance',
  properties: {
    id: column.id().primary(),
    complaintId: column.reference().unique(),
    orderId: column.reference(),
    partyId: column.reference().index(),
    /** By what the money reaches the buyer: a refund of the order, or a compensation that is none. */
    refundId: column.id().nullable().unique(),
    compensationId: column.id().nullable().unique(),
    amountFen: column.fen(),
    state: column.state(advanceLifecycle),
    createdAtMs: column.time().index(),
    paidAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'createdAtMs'] }],
});

/** What a party owes: the platform for what it advanced, or a seller for goods of an order that nobody had paid. */
export const Recovery = defineEntity({
  name: 'Recovery',
  properties: {
    id: column.id().primary(),
    /** Null where nobody paid first. */
    advanceId: column.id().nullable().unique(),
    /** Of a debt that no advance tells of: what it is for, as a compensation's key would be, and the order. */
    caseKey: column.reference().nullable().unique(),
    orderId: column.reference().nullable(),
    partyId: column.reference().index(),
    /** Who is owed it. Empty: the platform. */
    creditorPartyId: column.reference().default('').index(),
    amountFen: column.fen(),
    /** Of it, what settlements have set off and a deposit has paid, and what those under way are about to. */
    setOffFen: column.fen(),
    settingOffFen: column.fen(),
    state: column.state(recoveryLifecycle),
    /** From when on the return that is under way is asked about; null while none is. */
    askedFromMs: column.time().nullable(),
    /** The refund at the provider that it is returned of; the advance may have gone another way since. */
    returnOf: column.line(64).nullable(),
    /** When the provider is called or asked next, or it is looked what a deposit pays; null where neither is. */
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
    openedAtMs: column.time().index(),
    recoveredAtMs: column.time().nullable(),
    /** When the provider gave up to return it: from then on it is set off. */
    returnFailedAtMs: column.time().nullable(),
    lastError: column.line(200).nullable(),
    /** Where nothing here collects it: how it has ended, by what finance found, and who proposed and confirmed that. */
    endHow: column.code<RecoveryEnd>().nullable(),
    endReason: column.line(200).nullable(),
    proposedBy: column.reference().nullable(),
    proposedAtMs: column.time().nullable(),
    /** Where a party is owed it: who of it agreed to exactly that. */
    creditorAgreedBy: column.reference().nullable(),
    creditorAgreedAtMs: column.time().nullable(),
    /** When it was reminded of what it is asked. */
    endRemindedAtMs: column.time().nullable(),
    /** Till then it is taken out of nothing, since it has come by another way, as was said for the first time. */
    pausedUntilMs: column.time().nullable(),
    endedBy: column.reference().nullable(),
    endedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'openedAtMs'] }],
});
