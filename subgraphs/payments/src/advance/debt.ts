import { againOf, twiceOf } from '../compensation/loss.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer, type Leg } from '../ledger/post-transfer.ts';
import { Recovery } from './advance.entity.ts';
import { recoveryLifecycle } from './advance.lifecycle.ts';
import { recoveries } from './advance.moves.ts';
import { BUYER_DEBTOR, depositPaysAtMs, PLATFORM_CREDITOR } from './recovery.policy.ts';

/** Who owes whom how much. */
interface Owed {
  partyId: string;
  creditorPartyId: string;
}

/** What is owed to somebody stands against whoever owes it, until it is paid off. */
const claimsOf = (creditorPartyId: string): string =>
  creditorPartyId === PLATFORM_CREDITOR ? account.claims : account.owedTo(creditorPartyId);
const claimedFrom = (partyId: string): string =>
  partyId === BUYER_DEBTOR ? account.claimedFromBuyers : account.claimedFrom(partyId);
export const owedLeg = ({ partyId, creditorPartyId }: Owed, amountFen: number): Leg => ({
  from: claimedFrom(partyId),
  to: claimsOf(creditorPartyId),
  amountFen,
});
export const paidOffLeg = ({ partyId, creditorPartyId }: Owed, amountFen: number): Leg => ({
  from: claimsOf(creditorPartyId),
  to: claimedFrom(partyId),
  amountFen,
});
/** Where what pays it off goes: what the platform is owed it had laid out, a seller gets it into its own account. */
export const creditorPurse = (creditorPartyId: string): string =>
  creditorPartyId === PLATFORM_CREDITOR ? account.platformFunds : account.seller(creditorPartyId);

/**
 * Goods of an order that nobody had paid were lost or spoiled with somebody on the way: no buyer is owed anything, its
 * seller is. Nothing is paid first: it comes out of what the liable party gets next (6.6.d). Once for each case.
 */
export async function openDebt(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  debt: Owed & { caseKey: string; orderId: string; amountFen: number },
): Promise<void> {
  const { caseKey, orderId, amountFen } = debt;
  if (amountFen === 0 || (await tx.em.findOne(Recovery, { caseKey }))) return;
  const id = await keepDebt(context, tx, debt);
  postTransfer(context, tx, { key: `owed:${id}`, kind: 'owed', orderId, legs: [owedLeg(debt, amountFen)] });
  tx.audit({ type: 'order', id: orderId, clause: '6.6.d' });
}

async function keepDebt(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  debt: Owed & { caseKey: string; orderId: string; amountFen: number },
): Promise<string> {
  const id = context.newId();
  await tx.em.insert(Recovery, {
    id,
    ...debt,
    setOffFen: 0,
    settingOffFen: 0,
    state: recoveryLifecycle.initial,
    nextAtMs: depositPaysAtMs(debt, context.clock.now()),
    openedAtMs: context.clock.now(),
  });
  return id;
}

/** A buyer got the same money twice: of a refund, or of a compensation. */
export const oweTwice = (
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, ...of }: { id: string; orderId: string; amountFen: number },
): Promise<void> =>
  openDebt(context, tx, {
    caseKey: twiceOf(id),
    ...of,
    partyId: BUYER_DEBTOR,
    creditorPartyId: PLATFORM_CREDITOR,
  });

/**
 * What a party owes and no return of the provider is under way for, the oldest first, or this one alone; the account of
 * whoever is owed it. Not what has come by another way, as one person has just said: another looks at that first.
 */
export const openDebtsOf = ({ rows, clock }: Pick<PaymentsContext, 'rows' | 'clock'>, partyId: string, id?: string) =>
  rows
    .selectFrom('Recovery as v')
    .leftJoin('Advance as a', 'a.id', 'v.advanceId')
    .leftJoin('MerchantAccount as m', 'm.partyId', 'v.creditorPartyId')
    .select(['v.id', 'v.partyId', 'v.creditorPartyId', 'v.amountFen', 'v.setOffFen', 'v.settingOffFen', 'm.merchant'])
    .where('v.partyId', '=', partyId)
    .$if(id !== undefined, (query) => query.where('v.id', '=', id ?? ''))
    .where('v.state', '=', 'open')
    .where((eb) =>
      eb.or([
        eb('v.advanceId', 'is', null),
        // Of what its buyer has, and no return of the provider can bring.
        eb.and([
          eb('a.state', '=', 'paid'),
          eb.or([eb('a.compensationId', 'is not', null), eb('v.returnFailedAtMs', 'is not', null)]),
        ]),
      ]),
    )
    .whereRef('v.amountFen', '>', (eb) => eb('v.setOffFen', '+', eb.ref('v.settingOffFen')))
    .where((eb) =>
      eb.or([
        eb('v.endHow', 'is', null),
        eb('v.endHow', '!=', 'received'),
        eb('v.pausedUntilMs', 'is', null),
        eb('v.pausedUntilMs', '<=', clock.now()),
      ]),
    )
    // A seller without an account at the provider can be given nothing there.
    .where((eb) => eb.or([eb('v.creditorPartyId', '=', PLATFORM_CREDITOR), eb('m.merchant', 'is not', null)]))
    .orderBy('v.openedAtMs')
    .orderBy('v.id')
    .limit(DEBTS_MAX)
    .execute();
export type OpenDebt = Awaited<ReturnType<typeof openDebtsOf>>[number];
/** So many of one party are paid off at once. */
const DEBTS_MAX = 20;
export const leftOfDebt = ({ amountFen, setOffFen, settingOffFen }: OpenDebt): number =>
  amountFen - setOffFen - settingOffFen;

/** Takes so much of it for whoever pays it off; false where another has taken of it meanwhile. */
export async function reserveDebt(tx: PaymentsTransaction, debt: OpenDebt, fen: number): Promise<boolean> {
  const { id, setOffFen, settingOffFen } = debt;
  const row = await tx.rows
    .updateTable('Recovery')
    .set({ settingOffFen: settingOffFen + fen })
    .where('id', '=', id)
    .where('settingOffFen', '=', settingOffFen)
    .where('setOffFen', '=', setOffFen)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return Number(row.numUpdatedRows) > 0;
}

/** What was taken of it has ended: so much is paid off, all that was taken or nothing. */
export async function endReserved(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  id: string,
  { takenFen, paidFen }: { takenFen: number; paidFen: number },
): Promise<void> {
  await tx.rows
    .updateTable('Recovery')
    .set((eb) => ({
      settingOffFen: eb('settingOffFen', '-', takenFen),
      setOffFen: eb('setOffFen', '+', paidFen),
    }))
    .where('id', '=', id)
    .execute();
  const whole = await tx.rows
    .selectFrom('Recovery')
    .select('id')
    .where('id', '=', id)
    .whereRef('setOffFen', '=', 'amountFen')
    .executeTakeFirst();
  const set = { recoveredAtMs: context.clock.now(), nextAtMs: null };
  if (whole) await recoveries.bySystem(context, tx, 'recover', { id }, set);
}

/**
 * What had paid it off went back to where it came from, `because` of this: so much of it is owed again. Where two
 * people have ended the rest meanwhile, that stays ended, and this is a debt of its own.
 */
export async function reviveDebt(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  id: string,
  { fen, orderId, because }: { fen: number; orderId: string; because: string },
): Promise<Owed> {
  const revived = await tx.rows
    .updateTable('Recovery')
    .set((eb) => ({ setOffFen: eb('setOffFen', '-', fen) }))
    .where('id', '=', id)
    .where('state', '!=', 'closed')
    .executeTakeFirst();
  const owed = await tx.rows
    .selectFrom('Recovery')
    .select(['partyId', 'creditorPartyId'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const again = { recoveredAtMs: null, nextAtMs: depositPaysAtMs(owed, context.clock.now()) };
  if (Number(revived.numUpdatedRows) > 0) await recoveries.bySystem(context, tx, 'reopen', { id }, again);
  else await keepDebt(context, tx, { ...owed, caseKey: againOf(because), orderId, amountFen: fen });
  return owed;
}
