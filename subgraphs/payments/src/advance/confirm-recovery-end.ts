import { asItIs } from '@heitu/kit/rules/mutation';
import { must } from '@heitu/kit/rules/checked';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation, type PaymentsTransaction } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { paidOffLeg } from './debt.ts';
import { recoveries } from './advance.moves.ts';
import { tellOfEnd } from './tell-of-end.ts';
import { asksCreditor, BUYER_DEBTOR, PLATFORM_CREDITOR } from './recovery.policy.ts';

/**
 * The second person agrees, after whoever is owed it: what is left of it is owed no more, and the books say whose loss
 * it is (6.6.d).
 */
export const confirmRecoveryEnd = mutation({
  name: 'confirmRecoveryEnd',
  description: 'A second person confirms how a claim has ended: nothing of it is collected any more.',
  may: permit.role('finance', 'operator-admin'),
  input: z.object({ recoveryId: identifier().describe('What is owed.') }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_PROPOSED: { message: '还没有人提出怎么了结', clause: '6.6.d' },
    CREDITOR_NOT_AGREED: {
      message: '这笔是欠商家的，先要商家在自己的页面上同意；没答复就继续追。平台愿意承担的，改提由平台付给商家',
      clause: '6.6.d',
    },
    SAME_PERSON: { message: '了结要第二个人确认，不能自己确认自己提的', clause: '6.6.d' },
    SETTING_OFF: { message: '正有一笔结算在抵扣它，或者保证金正在付，等那一笔完了再了结', clause: '6.6.d' },
  },
  shows: asItIs(PaymentsDone),
  run: (context, { recoveryId: id }, refuse) =>
    context.transaction(async (tx) => {
      const recovery = await tx.rows.selectFrom('Recovery').selectAll().where('id', '=', id).executeTakeFirst();
      if (!recovery) return refuse('NOT_FOUND');
      if (recovery.proposedBy === context.actor.id) return refuse('SAME_PERSON');
      if (recovery.settingOffFen > 0) return refuse('SETTING_OFF');
      if (recovery.state === 'open' && asksCreditor(recovery) && recovery.creditorAgreedAtMs === null)
        return refuse('CREDITOR_NOT_AGREED');
      const { partyId, creditorPartyId, setOffFen, proposedAtMs, endHow } = recovery;
      const refused = await recoveries.move(context, tx, 'end', recovery, refuse, {
        // Exactly what was proposed and what is left now.
        where: { settingOffFen: 0, setOffFen, proposedAtMs, endHow, creditorAgreedAtMs: recovery.creditorAgreedAtMs },
        set: { endedBy: context.actor.id, endedAtMs: context.clock.now(), nextAtMs: null },
      });
      if (refused) return refused;
      tellOfEnd(tx, 'ended', recovery);
      const amountFen = recovery.amountFen - setOffFen;
      const isPlatforms = creditorPartyId === PLATFORM_CREDITOR;
      const from = partyId === BUYER_DEBTOR ? account.buyers : account.bankOf(partyId);
      // What a party is owed goes from one bank to another, outside of all accounts, unless the platform pays it.
      const came = endHow === 'received' && isPlatforms;
      const paid = endHow === 'platform-pays' && !isPlatforms;
      postTransfer(context, tx, {
        key: `ended:${id}`,
        kind: 'recovery',
        orderId: must(recovery.orderId ?? (await orderOf(tx, recovery.advanceId)), 'the order of a claim'),
        legs: [
          ...(came ? [{ from, to: account.platformBank, amountFen }] : []),
          ...(paid ? [{ from: account.platformBank, to: account.bankOf(creditorPartyId), amountFen }] : []),
          paidOffLeg({ partyId, creditorPartyId }, amountFen),
        ],
      });
      return ok({ id });
    }),
});

async function orderOf(
  { rows }: PaymentsTransaction,
  advanceId: string | null | undefined,
): Promise<string | undefined> {
  const advance = await rows
    .selectFrom('Advance')
    .select('orderId')
    .where('id', '=', advanceId ?? '')
    .executeTakeFirst();
  return advance?.orderId;
}
