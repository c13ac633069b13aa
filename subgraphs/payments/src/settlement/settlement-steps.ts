import { lockRows } from '@heitu/kit/data/only-one';
import { ok } from '@heitu/kit/rules/outcome';
import { FEE_KINDS } from '../books/books.policy.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer, type Leg } from '../ledger/post-transfer.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { askedAgain } from '../provider.policy.ts';
import { Settlement } from './settlement.entity.ts';
import { endSetOff, setOffLegs, type SetOff } from './set-off.ts';
import { settlements } from './settlement.moves.ts';

export type SettlementStep = { id: string; orderId: string; partyId: string; attempts: number } & SetOff;

export async function finish(
  context: PaymentsContext,
  row: SettlementStep,
  amounts: { refundedFen: number; commissionFen: number; setOffFen: number; netFen: number },
): Promise<void> {
  await context.transaction(async (tx) => {
    // Whoever books a fee takes the part first: it comes out of what is frozen, after the settlement from the seller.
    await lockRows(tx, PaymentPart, { orderId: row.orderId });
    const feeFen = await frozenFeesOf(tx, row);
    const netFen = amounts.netFen - feeFen;
    const set = { ...amounts, feeFen, netFen, settledAtMs: context.clock.now(), nextAtMs: null, lastError: null };
    if ((await settlements.bySystem(context, tx, 'settle', { id: row.id }, set)) > 0) {
      postTransfer(context, tx, {
        key: `settle:${row.id}`,
        kind: 'settlement',
        orderId: row.orderId,
        legs: [released(row.partyId, netFen)],
      });
      postTransfer(context, tx, {
        key: `platform-fee:${row.id}`,
        kind: 'platform-fee',
        orderId: row.orderId,
        legs: [{ from: account.frozen(row.partyId), to: account.commission, amountFen: amounts.commissionFen }],
      });
      postTransfer(context, tx, {
        key: `set-off:${row.id}`,
        kind: 'set-off',
        orderId: row.orderId,
        legs: setOffLegs(row.partyId, amounts.setOffFen),
      });
      await endSetOff(context, tx, row, amounts.setOffFen);
    }
    return ok(null);
  });
}
/** Below zero where a fee is still to come back of a payment that was refunded whole. */
function released(partyId: string, netFen: number): Leg {
  const [frozen, seller] = [account.frozen(partyId), account.seller(partyId)];
  return netFen < 0
    ? { from: seller, to: frozen, amountFen: -netFen }
    : { from: frozen, to: seller, amountFen: netFen };
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
export async function fail(context: PaymentsContext, row: SettlementStep, lastError: string): Promise<void> {
  context.log.error({ settlementId: row.id, lastError }, 'a settlement failed; finance must look');
  await context.transaction(async (tx) => {
    const set = { nextAtMs: null, lastError: lastError.slice(0, 200) };
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

/** Another replica may have settled it meanwhile: then nothing is asked. */
export async function asks(context: PaymentsContext, row: SettlementStep, commissionFen: number): Promise<boolean> {
  const outcome = await context.transaction(async (tx) =>
    ok((await tx.em.nativeUpdate(Settlement, underWay(row), { commissionFen })) > 0),
  );
  return outcome.ok && outcome.value;
}
