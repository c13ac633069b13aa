import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { advanceLifecycle, recoveryLifecycle } from './advance.lifecycle.ts';

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

export const Recovery = defineEntity({
  name: 'Recovery',
  properties: {
    id: column.id().primary(),
    advanceId: column.id().unique(),
    partyId: column.reference().index(),
    amountFen: column.fen(),
    /** Of it, what settlements have set off, and what those under way are about to. */
    setOffFen: column.fen(),
    settingOffFen: column.fen(),
    state: column.state(recoveryLifecycle),
    /** From when on the return that is under way is asked about; null while none is. */
    askedFromMs: column.time().nullable(),
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
    openedAtMs: column.time().index(),
    recoveredAtMs: column.time().nullable(),
    /** When the provider gave up to return it: from then on it is set off. */
    returnFailedAtMs: column.time().nullable(),
    lastError: column.line(200).nullable(),
  },
  indexes: [{ properties: ['state', 'openedAtMs'] }],
});
