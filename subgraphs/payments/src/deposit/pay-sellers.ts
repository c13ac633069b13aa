import { depositPaidSeller } from '@heitu/events/payments.deposit-paid-seller.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { Recovery } from '../advance/advance.entity.ts';
import { creditorPurse, endReserved, leftOfDebt, openDebtsOf, paidOffLeg, reserveDebt } from '../advance/debt.ts';
import { COLLECT_AGAIN_MS, COMPENSATION_WITHIN_MS, PLATFORM_CREDITOR } from '../advance/recovery.policy.ts';
import { billNumber } from '../compensation/compensate.ts';
import { Compensation } from '../compensation/compensation.entity.ts';
import { compensationLifecycle, TO_SELLER } from '../compensation/compensation.lifecycle.ts';
import { compensations } from '../compensation/compensation.moves.ts';
import { debtOf } from '../compensation/loss.ts';
import { fromDeposit } from '../compensation/rail.policy.ts';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { depositOf, takeFromDeposit } from './deposit-of.ts';
import { Deposit } from './deposit.entity.ts';
import { depositLifecycle } from './deposit.lifecycle.ts';
import { LOOK_EVERY_MS } from './deposit.policy.ts';

type Debt = Pick<RowOf<'Recovery'>, 'id' | 'partyId' | 'orderId'>;

/**
 * Job: what a party owes a seller, and no settlement has set off in its time, is paid out of what that party has put up
 * (6.6.d). What is not there stays owed and is set off on; each day it is looked whether there is more.
 */
export async function paySellers(context: PaymentsContext): Promise<void> {
  const due = await context.rows
    .selectFrom('Recovery')
    .select(['id', 'partyId', 'orderId'])
    .where('state', '=', 'open')
    .where('advanceId', 'is', null)
    .where('creditorPartyId', '!=', PLATFORM_CREDITOR)
    .where('nextAtMs', '<=', context.clock.now())
    .orderBy('nextAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, (debt) => context.transaction(async (tx) => ok(await payOut(context, tx, debt))));
}

/** Takes so much of the debt and of the deposit, once, and writes the intent; a job then calls the provider. */
async function payOut(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, partyId, orderId }: Debt,
): Promise<void> {
  const nowMs = context.clock.now();
  const lookAt = (nextAtMs: number) => tx.em.nativeUpdate(Recovery, { id, state: 'open' }, { nextAtMs });
  // Of one deposit one after the other: each reads what those before it have left.
  const deposit = await depositOf(tx, partyId);
  const [debt] = deposit ? await openDebtsOf({ rows: tx.rows, clock: context.clock }, partyId, id) : [];
  const amountFen = deposit && debt ? fromDeposit({ amountFen: leftOfDebt(debt), depositFen: deposit.freeFen }) : 0;
  if (!deposit || !debt || amountFen === 0) return void (await lookAt(nowMs + LOOK_EVERY_MS));
  // A settlement has just taken of it: what that leaves is looked at in the next round.
  if (!(await reserveDebt(tx, debt, amountFen))) return;
  const complaintId = debtOf(id, await timesPaid(tx, id));
  const dueAtMs = nowMs + COMPENSATION_WITHIN_MS;
  await tx.em.insert(Compensation, {
    id: context.newId(),
    complaintId,
    recoveryId: id,
    orderId: orderId ?? '',
    partyId,
    source: TO_SELLER,
    depositOf: deposit.merchant,
    toMerchant: debt.merchant,
    outBillNo: billNumber(complaintId, 0),
    amountFen,
    reason: '货损赔付商家',
    state: compensationLifecycle.initial,
    dueAtMs,
    nextAtMs: nowMs,
    createdAtMs: nowMs,
  });
  tx.audit({ type: 'recovery', id, clause: '6.6.d' });
  await lookAt(dueAtMs);
}

/** So often was it tried to pay this debt: the key of the next time, which only one can have. */
async function timesPaid({ rows }: PaymentsTransaction, recoveryId: string): Promise<number> {
  const { times } = await rows
    .selectFrom('Compensation')
    .select(({ fn }) => fn.countAll<number>().as('times'))
    .where('recoveryId', '=', recoveryId)
    .executeTakeFirstOrThrow();
  return Number(times);
}

type Paid = Pick<RowOf<'Compensation'>, 'id' | 'orderId' | 'partyId' | 'depositOf' | 'amountFen'> & {
  recoveryId: string;
};

/** The seller has it: so much is owed no more. */
export async function bookForSeller(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, recoveryId, orderId, partyId, amountFen }: Paid,
): Promise<void> {
  const owed = await tx.rows
    .selectFrom('Recovery')
    .select(['partyId', 'creditorPartyId'])
    .where('id', '=', recoveryId)
    .executeTakeFirstOrThrow();
  postTransfer(context, tx, {
    key: `compensation:${id}`,
    kind: 'from-deposit',
    orderId,
    legs: [
      { from: account.deposit(partyId), to: creditorPurse(owed.creditorPartyId), amountFen },
      paidOffLeg(owed, amountFen),
    ],
  });
  await takeFromDeposit(context, tx, partyId, amountFen);
  await endReserved(context, tx, recoveryId, { takenFen: amountFen, paidFen: amountFen });
  await tellPaid(tx, { recoveryId, orderId, partyId, amountFen });
}

/** Whose deposit paid hears how much is left of it, and until when it is filled up; the seller, what has come. */
async function tellPaid(
  tx: PaymentsTransaction,
  { recoveryId, orderId, partyId, amountFen }: Pick<Paid, 'recoveryId' | 'orderId' | 'partyId' | 'amountFen'>,
): Promise<void> {
  const debt = await tx.rows
    .selectFrom('Recovery')
    .select(['creditorPartyId', 'amountFen', 'setOffFen'])
    .where('id', '=', recoveryId)
    .executeTakeFirstOrThrow();
  const deposit = await tx.rows
    .selectFrom('Deposit')
    .select(['heldFen', 'requiredFen', 'state', 'shortSinceMs'])
    .where('partyId', '=', partyId)
    .executeTakeFirstOrThrow();
  const { heldFen, requiredFen } = deposit;
  tx.publish(
    depositPaidSeller,
    { type: 'recovery', id: recoveryId },
    {
      recoveryId,
      orderId,
      creditorPartyId: debt.creditorPartyId,
      debtorPartyId: partyId,
      amountFen,
      leftFen: debt.amountFen - debt.setOffFen,
      heldFen,
      requiredFen,
      fillUpDueAtMs: depositLifecycle.dueAtMs(deposit),
    },
  );
}

/** The provider has not paid it: it is owed as before, settlements set it off, and finance sees it. */
export async function dropForSeller(
  context: PaymentsContext,
  { id, recoveryId, depositOf: merchant, amountFen }: Paid,
  lastError: string,
): Promise<void> {
  context.log.warn({ compensationId: id, recoveryId, lastError }, 'a deposit has not paid a seller; it stays owed');
  const nowMs = context.clock.now();
  await context.transaction(async (tx) => {
    const set = { lastError, nextAtMs: null };
    if ((await compensations.bySystem(context, tx, 'drop', { id }, set)) === 0) return ok(null);
    await endReserved(context, tx, recoveryId, { takenFen: amountFen, paidFen: 0 });
    await tx.em.nativeUpdate(Recovery, { id: recoveryId, state: 'open' }, { nextAtMs: nowMs + COLLECT_AGAIN_MS });
    // What it holds is less than was thought.
    if (merchant) await tx.em.nativeUpdate(Deposit, { merchant }, { nextLookAtMs: nowMs });
    return ok(null);
  });
}
