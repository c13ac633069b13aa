import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { ids } from '../input-fields.ts';
import { askTrade } from './ask-trade.ts';
import { reconciliationCases } from './case.moves.ts';
import { isOfTrade, MISSING_HERE } from './case.policy.ts';
import { findRefusals } from './found-payment.ts';
import { ReconciliationCase } from './reconciliation.entity.ts';

/**
 * Finance has both sides asked about a difference of a payment or a refund: it is closed where they say the same now,
 * and keeps the row that shows it. Nobody closes one by words (9.2.cp).
 */
export const settleCase = mutation({
  name: 'settleReconciliationCase',
  description:
    'Asks our books and the provider about what differed, and closes it where both say the same now, not by words.',
  may: permit.role('finance'),
  input: z.object({
    caseId: ids.reconciliationCase(),
    note: line(500).describe('What was found, at most 500 characters.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_BY_WORDS: {
      message: '账和支付机构的还不一致，不能只写说明就办结：请记一笔更正，或等支付机构改好了再核对',
      clause: '9.2.cp',
    },
    MONEY_STILL_THERE: {
      message: '这笔钱在支付机构、不在平台的账上，不能只写说明就办结：请提议退给买家或补记到订单，办完后自动办结',
      clause: '9.2.cp',
    },
    PROVIDER_BUSY: findRefusals.PROVIDER_BUSY,
  },
  shows: asItIs(PaymentsDone),
  async run(context, { caseId, note }, refuse) {
    const asked = await context.rows
      .selectFrom('ReconciliationCase')
      .select(['kind', 'reference', 'outTradeNo', 'theirFen'])
      .where('id', '=', caseId)
      .executeTakeFirst();
    if (!asked) return refuse('NOT_FOUND');
    if (!isOfTrade(asked.kind)) return refuse('NOT_BY_WORDS');
    const now = await askTrade(context, asked);
    if (now === 'unknown') return refuse('PROVIDER_BUSY');
    return context.transaction(async (tx) => {
      const difference = await tx.em.findOne(ReconciliationCase, { id: caseId });
      if (!difference) return refuse('NOT_FOUND');
      const set = { note, provenBy: now.row, settledAtMs: context.clock.now() };
      const refused = await reconciliationCases.move(context, tx, 'settle', difference, refuse, { set, reason: note });
      if (refused) return refused;
      if (now.row !== null && now.ourFen === now.theirFen) return ok({ id: caseId });
      // Undone with what was just written.
      return refuse(asked.kind === MISSING_HERE && now.ourFen === null ? 'MONEY_STILL_THERE' : 'NOT_BY_WORDS');
    });
  },
});
