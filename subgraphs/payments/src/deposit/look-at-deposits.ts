import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { account } from '../ledger/account.ts';
import { legOf, postTransfer } from '../ledger/post-transfer.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { Deposit } from './deposit.entity.ts';
import { LOOK_AGAIN_MS, LOOK_EVERY_MS } from './deposit.policy.ts';
import { deposits } from './deposit.moves.ts';

/** Job: asks the provider what each party still has put up, and books what came or went since. */
export async function lookAtDeposits(context: PaymentsContext): Promise<void> {
  const due = await context.rows
    .selectFrom('Deposit')
    .selectAll()
    .where('nextLookAtMs', '<=', context.clock.now())
    .orderBy('nextLookAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, async (row) => {
    const askedAtMs = context.clock.now();
    const answer = await context.services.channel.deposit(row.merchant);
    if (!answer.ok)
      context.log.warn({ depositId: row.id, code: answer.error.code }, 'a deposit could not be asked for');
    await context.transaction(async (tx) => {
      const nextLookAtMs = askedAtMs + LOOK_AGAIN_MS;
      const { looks } = row;
      if ((await tx.em.nativeUpdate(Deposit, { id: row.id, looks }, { looks: looks + 1, nextLookAtMs })) === 0)
        return ok(null);
      if (answer.ok) await take(context, tx, row, { heldFen: answer.value.availableFen, askedAtMs });
      return ok(null);
    });
  });
}

/**
 * While something is being paid out of it, its balance there is between two amounts: that look changes nothing, and the
 * next one sees the end.
 */
async function take(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  row: RowOf<'Deposit'>,
  { heldFen, askedAtMs }: { heldFen: number; askedAtMs: number },
): Promise<void> {
  const moving = await tx.rows
    .selectFrom('Compensation')
    .select('id')
    .where('depositOf', '=', row.merchant)
    .where((eb) => eb.or([eb('state', 'in', ['due', 'sent']), eb('paidAtMs', '>=', askedAtMs)]))
    .executeTakeFirst();
  if (moving) return;
  const cameFen = heldFen - row.heldFen;
  postTransfer(context, tx, {
    key: `deposit:${row.id}:${row.looks}`,
    kind: 'deposit',
    orderId: '',
    legs: [legOf(account.putUpBy(row.partyId), account.deposit(row.partyId), cameFen)],
  });
  const nextLookAtMs = askedAtMs + LOOK_EVERY_MS;
  await tx.em.nativeUpdate(Deposit, { id: row.id }, { heldFen, lookedAtMs: askedAtMs, nextLookAtMs });
  await judge(context, tx, { ...row, heldFen });
}

/** Whether it still covers what was agreed. */
export async function judge(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, heldFen, requiredFen }: { id: string; heldFen: number; requiredFen: number },
): Promise<void> {
  if (heldFen >= requiredFen) await deposits.bySystem(context, tx, 'fill-up', { id }, { shortSinceMs: null });
  else await deposits.bySystem(context, tx, 'fall-short', { id }, { shortSinceMs: context.clock.now() });
}
