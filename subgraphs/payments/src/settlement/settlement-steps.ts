import { lockRows } from '@heitu/kit/data/only-one';
import { ok } from '@heitu/kit/rules/outcome';
import { creditorPurse, endReserved, paidOffLeg } from '../advance/debt.ts';
import { PLATFORM_CREDITOR } from '../advance/recovery.policy.ts';
import { FEE_KINDS } from '../books/books.policy.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import type { GrowerShareRow } from '../grower/net-off.ts';
import { endForGrowers, takeForGrowers, type Openids } from '../grower/share-with-growers.ts';
import { account } from '../ledger/account.ts';
import { legOf, postTransfer } from '../ledger/post-transfer.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { askedAgain } from '../provider.policy.ts';
import { openReturns } from '../share/open-returns.ts';
import type { SharesOwed } from '../share/owed-shares.ts';
import { isKept, receiverPurse } from '../share/share-legs.ts';
import { profitShares } from '../share/share.moves.ts';
import { carryOn, sumOf, takeShares, type ShareRow } from '../share/take-shares.ts';
import { RECEIVERS_MAX } from '../wechatpay/payment-channel.ts';
import { Settlement } from './settlement.entity.ts';
import { endSetOff, setOffLegs, type SetOff } from './set-off.ts';
import { settlements } from './settlement.moves.ts';

export type SettlementStep = {
  id: string;
  orderId: string;
  partyId: string;
  attempts: number;
  /** To whom it sets off; null where it does not, or to the platform. */
  creditorPartyId?: string | null;
} & SetOff;

/** How a settlement has ended: the amounts, and who got a share of it and who did not. */
export interface Ended {
  amounts: {
    refundedFen: number;
    commissionFen: number;
    sharedFen: number;
    setOffFen: number;
    netFen: number;
  };
  got: readonly ShareRow[];
  notGot: readonly ShareRow[];
  growers: { got: readonly GrowerShareRow[]; notGot: readonly GrowerShareRow[] };
}

export async function finish(context: PaymentsContext, row: SettlementStep, ended: Ended): Promise<void> {
  const { amounts, got, notGot, growers } = ended;
  const orderIds = [...new Set([row.orderId, ...got.map(({ orderId }) => orderId)])].toSorted();
  await context.transaction(async (tx) => {
    // Whoever books a fee takes the part first: it comes out of what is frozen, after the settlement from the seller.
    await lockRows(tx, PaymentPart, { orderId: { $in: orderIds } });
    const feeFen = await frozenFeesOf(tx, row);
    const netFen = amounts.netFen - feeFen;
    const set = { ...amounts, feeFen, netFen, settledAtMs: context.clock.now(), nextAtMs: null, lastError: null };
    if ((await settlements.bySystem(context, tx, 'settle', { id: row.id }, set)) === 0) return ok(null);
    const of = { orderId: row.orderId };
    postTransfer(context, tx, {
      ...of,
      key: `settle:${row.id}`,
      kind: 'settlement',
      // Below zero where a fee is still to come back of a payment that was refunded whole.
      legs: [legOf(account.frozen(row.partyId), account.seller(row.partyId), netFen)],
    });
    for (const share of got) await bookShare(context, tx, row, share);
    for (const share of notGot) await putBack(context, tx, share);
    await endForGrowers(context, tx, row, growers);
    if (amounts.setOffFen > 0)
      postTransfer(context, tx, {
        ...of,
        key: `set-off:${row.id}`,
        kind: 'set-off',
        legs: setOffLegs(row.partyId, row.creditorPartyId ?? PLATFORM_CREDITOR, amounts.setOffFen),
      });
    await endSetOff(context, tx, row, amounts.setOffFen);
    // Some of it may have gone back to the buyer meanwhile.
    for (const orderId of orderIds) await openReturns(context, tx, orderId);
    return ok(null);
  });
}

async function bookShare(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { orderId, partyId }: SettlementStep,
  share: ShareRow,
): Promise<void> {
  const { id, kind, amountFen } = share;
  await profitShares.bySystem(context, tx, 'share', { id }, { sharedAtMs: context.clock.now() });
  const { recoveryId, toPartyId } = share;
  const own = receiverPurse({ ...share, toPartyId: null });
  if (!isKept(share)) {
    const legs = [{ from: account.frozen(partyId), to: own, amountFen }];
    postTransfer(context, tx, { key: `share:${id}`, kind, orderId, legs });
  }
  if (recoveryId === null || toPartyId === null) return;
  // What its receiver gets and owes goes on to whom it is owed.
  const passed = isKept(share) ? [] : [{ from: own, to: creditorPurse(toPartyId), amountFen }];
  const legs = [...passed, paidOffLeg({ partyId: share.partyId, creditorPartyId: toPartyId }, amountFen)];
  postTransfer(context, tx, { key: `share-owed:${id}`, kind: 'set-off', orderId, legs });
  await endReserved(context, tx, recoveryId, { takenFen: amountFen, paidFen: amountFen });
}

/** Others get theirs out of a later order; the platform goes without its fee, and finance looks why. */
async function putBack(context: PaymentsContext, tx: PaymentsTransaction, share: ShareRow): Promise<void> {
  if (share.kind === 'platform-fee') await profitShares.bySystem(context, tx, 'drop', { id: share.id });
  else await carryOn(context, tx, share);
}

/** What the provider has taken out of the order's frozen money for itself. */
async function frozenFeesOf(tx: PaymentsTransaction, { orderId, partyId }: SettlementStep): Promise<number> {
  const row = await tx.rows
    .selectFrom('LedgerTransfer as t')
    .innerJoin('LedgerEntry as e', 'e.transferId', 't.id')
    .select(({ fn }) => fn.sum<number | null>('e.amountFen').as('fen'))
    .where('t.orderId', '=', orderId)
    .where('t.kind', 'in', FEE_KINDS)
    .where('e.account', '=', account.frozen(partyId))
    .executeTakeFirst();
  return -Number(row?.fen ?? 0);
}
/** `endsAtMs`: when it ends by itself; null where only people can find out what the provider did. */
export async function fail(
  context: PaymentsContext,
  row: SettlementStep,
  lastError: string,
  endsAtMs: number | null,
): Promise<void> {
  context.log.error({ settlementId: row.id, lastError }, 'a settlement failed; finance must look');
  await context.transaction(async (tx) => {
    const set = { nextAtMs: endsAtMs, lastError: lastError.slice(0, 200) };
    await settlements.bySystem(context, tx, 'fail', { id: row.id }, set);
    return ok(null);
  });
}
/** What is neither settled nor failed: its end is asked about again. */
const underWay = ({ id }: SettlementStep) => ({ id, nextAtMs: { $ne: null } });
export async function later(
  context: PaymentsContext,
  row: SettlementStep,
  changes: { lastError?: string },
): Promise<void> {
  await context.transaction(async (tx) => {
    await tx.em.nativeUpdate(Settlement, underWay(row), { ...changes, ...askedAgain(context, row) });
    return ok(null);
  });
}
/** The provider has it, or it went to the provider again. */
export async function sharing(
  context: PaymentsContext,
  row: SettlementStep,
  changes: { lastError?: null },
): Promise<void> {
  await context.transaction(async (tx) => {
    await settlements.bySystem(context, tx, 'share', { id: row.id }, { ...changes, ...askedAgain(context, row) });
    return ok(null);
  });
}

/** What a settlement shares, with whom. */
export interface Asked {
  shares: readonly ShareRow[];
  growers: readonly GrowerShareRow[];
}
/** Beside those, and the platform, which may set something off. */
const receiversLeft = (shares: readonly ShareRow[]): number =>
  RECEIVERS_MAX - 1 - new Set(shares.map(({ merchant }) => merchant)).size;

/**
 * Writes down what is shared, and that the provider is asked for it, before it is: null where another replica has
 * settled it meanwhile, and nothing is asked.
 */
export async function asks(
  context: PaymentsContext,
  row: SettlementStep,
  { owed, maxFen }: SharesOwed,
  openids: Openids,
): Promise<Asked | null> {
  const outcome = await context.transaction(async (tx) => {
    const attempts = row.attempts + 1;
    if ((await tx.em.nativeUpdate(Settlement, underWay(row), { attempts })) === 0) return ok(null);
    const shares = await takeShares(context, tx, row, owed, maxFen - row.setOffFen);
    const commissionFen = sumOf(shares.filter(({ kind }) => kind === 'platform-fee'));
    await tx.em.nativeUpdate(Settlement, { id: row.id }, { commissionFen });
    const left = { maxFen: maxFen - row.setOffFen - sumOf(shares), receiversMax: receiversLeft(shares) };
    return ok({ shares, growers: await takeForGrowers(context, tx, row, openids, left) });
  });
  return outcome.ok ? outcome.value : null;
}
