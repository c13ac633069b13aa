import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { askLater } from '../ask-later.ts';
import type { PaymentsContext, RowOf } from '../context.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import type { WithdrawalStanding } from '../wechatpay/payment-channel.ts';
import { Withdrawal } from './withdrawal.entity.ts';
import { withdrawalLifecycle } from './withdrawal.lifecycle.ts';
import { withdrawals } from './withdrawal.moves.ts';
import { ASK_ABOUT_BOUNCE_MS, ASK_ABOUT_SENT_MS } from './withdrawal.policy.ts';

type Row = RowOf<'Withdrawal'>;
const REMARK = '货款提现';

/**
 * Job: asks what became of money that goes to a bank. What the provider does not know is sent again under the same
 * number, so that even a repeat pays once; what no bank has sent back in time has arrived.
 */
export async function sendWithdrawals(context: PaymentsContext): Promise<void> {
  const { rows, clock, services } = context;
  const due = await rows
    .selectFrom('Withdrawal')
    .selectAll()
    .where('nextAtMs', '<=', clock.now())
    .orderBy('nextAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, async (row) => {
    const known = await services.channel.queryWithdrawal(row.outRequestNo, row.merchant);
    if (known.ok) return takeStanding(context, row, known.value);
    if (known.error.meaning === 'not-found' && row.state === 'due') return sendWithdrawal(context, row);
    return askLater(context, 'Withdrawal', row, known.error.code);
  });
}

/** Asks the provider for it; what it refuses stays in the account. */
export async function sendWithdrawal(context: PaymentsContext, row: Row): Promise<void> {
  const { merchant, outRequestNo, amountFen } = row;
  const answer = await context.services.channel.withdraw({ merchant, outRequestNo, amountFen, remark: REMARK });
  if (answer.ok) return takeStanding(context, row, answer.value);
  const { code, message, outcome, retryable } = answer.error;
  if (outcome === 'unknown' || retryable) return askLater(context, 'Withdrawal', row, code);
  return end(context, row, 'fail', message || code);
}

async function takeStanding(context: PaymentsContext, row: Row, standing: WithdrawalStanding): Promise<void> {
  const { state, amountFen, withdrawId, bank, accountTail, reason } = standing;
  // An answer may be wrong for once, however well signed it is: the next one is waited for.
  if (amountFen !== null && amountFen !== row.amountFen) return askLater(context, 'Withdrawal', row, 'AMOUNT_DIFFERS');
  if (state === 'failed') return end(context, row, 'fail', reason ?? 'FAIL');
  if (state === 'returned') return end(context, row, 'return', reason ?? 'REFUND');
  const nowMs = context.clock.now();
  const told = { withdrawId, ...(bank && { bank }), ...(accountTail && { accountTail }), lastError: null };
  await context.transaction(async (tx) => {
    if (state === 'processing') {
      const set = { ...told, attempts: row.attempts + 1, nextAtMs: nowMs + ASK_ABOUT_SENT_MS };
      if ((await withdrawals.bySystem(context, tx, 'send', { id: row.id }, set)) === 0)
        await tx.em.nativeUpdate(Withdrawal, { id: row.id, nextAtMs: { $ne: null } }, set);
      return ok(null);
    }
    const paid = { ...told, openFor: null, paidAtMs: nowMs, nextAtMs: nowMs + ASK_ABOUT_BOUNCE_MS };
    if ((await withdrawals.bySystem(context, tx, 'pay', { id: row.id }, paid)) > 0) return ok(null);
    const isOver = row.state === 'paid' && (withdrawalLifecycle.dueAtMs(row) ?? Infinity) <= nowMs;
    if (isOver) await withdrawals.bySystem(context, tx, 'arrive', { id: row.id }, { nextAtMs: null });
    else
      await tx.em.nativeUpdate(
        Withdrawal,
        { id: row.id, nextAtMs: { $ne: null } },
        { nextAtMs: Math.min(nowMs + ASK_ABOUT_BOUNCE_MS, withdrawalLifecycle.dueAtMs(row) ?? Infinity) },
      );
    return ok(null);
  });
}

/** Once, however often the provider says so; the money is where it was. */
const end = async (context: PaymentsContext, { id }: Row, how: 'fail' | 'return', why: string): Promise<void> => {
  await context.transaction(async (tx) => {
    const set = { openFor: null, nextAtMs: null, lastError: why.slice(0, 200) };
    return ok(await withdrawals.bySystem(context, tx, how, { id }, set));
  });
};
