import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
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
    const set = { ...amounts, settledAtMs: context.clock.now(), nextAtMs: null, lastError: null };
    if ((await settlements.bySystem(context, tx, 'settle', { id: row.id }, set)) > 0) {
      postTransfer(context, tx, {
        key: `settle:${row.id}`,
        kind: 'settlement',
        orderId: row.orderId,
        legs: [
          { from: account.frozen(row.partyId), to: account.seller(row.partyId), amountFen: amounts.netFen },
          { from: account.frozen(row.partyId), to: account.commission, amountFen: amounts.commissionFen },
          ...setOffLegs(row.partyId, amounts.setOffFen),
        ],
      });
      await endSetOff(context, tx, row, amounts.setOffFen);
    }
    return ok(null);
  });
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
