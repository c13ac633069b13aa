import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { withdrawalLifecycle } from './withdrawal.lifecycle.ts';

/** Money that a party asked the provider to pay to its bank. What left its account is booked from the statement. */
export const Withdrawal = defineEntity({
  name: 'Withdrawal',
  tableName: 'Withdrawal',
  properties: {
    id: column.id().primary(),
    partyId: column.reference(),
    merchant: column.code(),
    amountFen: column.fen(),
    outRequestNo: p.string().length(32).unique(),
    /** The provider's. */
    withdrawId: column.line(64).nullable().index(),
    /** To which bank, as the provider says; the number's last digits. */
    bank: column.line(100).nullable(),
    accountTail: column.line(8).nullable(),
    state: column.state(withdrawalLifecycle),
    /** Of one account only one is under way, until the provider has paid or refused it. */
    openFor: column.code().nullable().unique(),
    askedBy: column.reference(),
    createdAtMs: column.time(),
    paidAtMs: column.time().nullable(),
    /** When the statement has told of it: then it is in the books. */
    bookedAtMs: column.time().nullable(),
    nextAtMs: column.time().nullable().index(),
    attempts: column.integer().default(0),
    lastError: column.line(200).nullable(),
  },
  indexes: [{ properties: ['partyId', 'createdAtMs'] }, { properties: ['state', 'createdAtMs'] }],
});
