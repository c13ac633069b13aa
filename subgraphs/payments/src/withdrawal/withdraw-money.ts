import { lockRows } from '@heitu/kit/data/only-one';
import { must } from '@heitu/kit/rules/checked';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { amountFen, asScalar, identifier, z } from '@heitu/kit/rules/validate';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { mutation } from '../context.ts';
import { availableFenOf, partiesWithMoney } from '../holdings/holdings.loader.ts';
import { MerchantAccount } from '../merchant/merchant.entity.ts';
import { hashedNumber } from '../payment/numbers.ts';
import { askMoneyAgainInMs } from '../provider.policy.ts';
import { sendWithdrawal } from './send-withdrawals.ts';
import { Withdrawal } from './withdrawal.entity.ts';
import { withdrawalLifecycle } from './withdrawal.lifecycle.ts';
import { withdrawalsById } from './withdrawal.loader.ts';
import { WITHDRAWAL_FEN_MIN } from './withdrawal.policy.ts';
import { WithdrawalView } from './withdrawal.view.ts';
import { ACCOUNT_HOLDERS } from '../merchant/merchant.policy.ts';

/**
 * A party has what is settled paid from its account at the provider to the bank account that the provider knows. The
 * platform never touches it (9.2.cn).
 */
export const withdrawMoney = mutation({
  name: 'withdrawMoney',
  description: "Has the provider pay money that is available on a party's account there to the party's own bank.",
  may: permit.role(...ACCOUNT_HOLDERS),
  input: z.object({
    partyId: identifier().describe('Whose account.'),
    amountFen: asScalar(SafeInt, amountFen(1)).describe('How much; not more than is available.'),
  }),
  requestId: 'must',
  remembers: 'by-hand',
  refusals: {
    NOT_FOUND,
    TOO_LITTLE: { message: `一次最少提${WITHDRAWAL_FEN_MIN / 100}元` },
    NOT_ENOUGH: { message: '能提的钱没有这么多。还冻着的，等买家收到货、过了退货期才能提', clause: '9.2.cn' },
    UNDER_WAY: { message: '上一笔还在办，到了银行再提下一笔' },
  },
  shows: rowAfter(WithdrawalView, withdrawalsById),
  async run(context, { partyId, amountFen: fen }, refuse) {
    const mine = partiesWithMoney(context) ?? [];
    if (!mine.includes(partyId)) return refuse('NOT_FOUND');
    if (fen < WITHDRAWAL_FEN_MIN) return refuse('TOO_LITTLE', 'amountFen');
    const opened = await context.transaction(async (tx) => {
      // Two who ask at once do it one after the other.
      if (!(await lockRows(tx, MerchantAccount, { partyId }))) return refuse('NOT_FOUND');
      const own = await tx.em.findOne(MerchantAccount, { partyId });
      if (!own) return refuse('NOT_FOUND');
      const { merchant } = own;
      if ((await tx.em.count(Withdrawal, { openFor: merchant })) > 0) return refuse('UNDER_WAY');
      if (fen > (await availableFenOf(tx, partyId))) return refuse('NOT_ENOUGH', 'amountFen');
      const id = context.newId();
      const nowMs = context.clock.now();
      await tx.em.insert(Withdrawal, {
        id,
        partyId,
        merchant,
        amountFen: fen,
        outRequestNo: hashedNumber('W', id),
        state: withdrawalLifecycle.initial,
        openFor: merchant,
        askedBy: context.actor.id,
        createdAtMs: nowMs,
        nextAtMs: nowMs + askMoneyAgainInMs(0),
        attempts: 0,
      });
      tx.audit({ type: 'withdrawal', id, clause: '9.2.cn' });
      return ok({ id });
    }, context.request);
    if (!opened.ok) return opened;
    const row = await context.rows
      .selectFrom('Withdrawal')
      .selectAll()
      .where('id', '=', opened.value.id)
      .executeTakeFirst();
    const withdrawal = must(row, 'the withdrawal that was opened');
    if (withdrawal.state === 'due' && withdrawal.attempts === 0) await sendWithdrawal(context, withdrawal);
    return ok({ id: withdrawal.id });
  },
});
