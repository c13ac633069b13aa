import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { askAgainInMs } from '../provider.policy.ts';
import { Settlement } from './settlement.entity.ts';
import { settlementLifecycle } from './settlement.lifecycle.ts';

export type SettlementStep = { id: string; orderId: string; partyId: string; attempts: number };

export async function finish(
  context: PaymentsContext,
  row: SettlementStep,
  amounts: { refundedFen: number; commissionFen: number; netFen: number },
): Promise<void> {
  await context.transaction(async (tx) => {
    const changed = await tx.em.nativeUpdate(
      Settlement,
      { id: row.id, state: { $in: ['due', 'sharing'] } },
      {
        ...amounts,
        state: settlementLifecycle.to('settle'),
        settledAtMs: context.clock.now(),
        nextAtMs: null,
        lastError: null,
      },
    );
    if (changed > 0) {
      postTransfer(context, tx, {
        key: `settle:${row.id}`,
        kind: 'settlement',
        orderId: row.orderId,
        legs: [
          { from: account.frozen(row.partyId), to: account.seller(row.partyId), amountFen: amounts.netFen },
          { from: account.frozen(row.partyId), to: account.commission, amountFen: amounts.commissionFen },
        ],
      });
    }
    return ok(null);
  });
}
export async function fail(context: PaymentsContext, row: SettlementStep, lastError: string): Promise<void> {
  context.log.error({ settlementId: row.id, lastError }, 'a settlement failed; finance must look');
  await context.transaction(async (tx) => {
    await tx.em.nativeUpdate(
      Settlement,
      { id: row.id, state: { $in: ['due', 'sharing'] } },
      { state: settlementLifecycle.to('fail'), nextAtMs: null, lastError: lastError.slice(0, 200) },
    );
    return ok(null);
  });
}
export async function later(
  context: PaymentsContext,
  row: SettlementStep,
  changes: { state?: string; lastError?: string | null },
): Promise<void> {
  await context.transaction(async (tx) => {
    await tx.em.nativeUpdate(
      Settlement,
      { id: row.id, state: { $in: ['due', 'sharing'] } },
      {
        ...changes,
        attempts: row.attempts + 1,
        nextAtMs: context.clock.now() + askAgainInMs(Math.min(row.attempts, 6)) / 5,
      },
    );
    return ok(null);
  });
}

/** Another replica may have settled it meanwhile: then nothing is asked. */
export async function asks(context: PaymentsContext, row: SettlementStep, fee: number): Promise<boolean> {
  const outcome = await context.transaction(async (tx) =>
    ok(
      (await tx.em.nativeUpdate(
        Settlement,
        { id: row.id, state: { $in: ['due', 'sharing'] } },
        { commissionFen: fee },
      )) > 0,
    ),
  );
  return outcome.ok && outcome.value;
}
