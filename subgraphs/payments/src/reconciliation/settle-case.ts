import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { ids } from '../input-fields.ts';
import { reconciliationCases } from './case.moves.ts';
import { isCorrectable, MISSING_HERE } from './case.policy.ts';
import { isPaidHere } from './paid-here.ts';
import { ReconciliationCase } from './reconciliation.entity.ts';

/**
 * Finance closes a difference with what was found. Not by words alone where the provider has money that our books do
 * not.
 */
export const settleCase = mutation({
  name: 'settleReconciliationCase',
  description:
    'Finance closes a difference with what was found. Words alone are refused where the provider has money that our books do not have, and where books and statements differ.',
  may: permit.role('finance'),
  input: z.object({
    caseId: ids.reconciliationCase(),
    note: line(500).describe('What was found, at most 500 characters.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    NOT_BY_WORDS: {
      message: '账和支付机构的流水还不一致，不能只写说明就办结：请记一笔更正，把账改成和流水一样',
      clause: '9.2.cp',
    },
    MONEY_STILL_THERE: {
      message: '这笔钱在支付机构、不在平台的账上，不能只写说明就办结：请提议退给买家或补记到订单，办完后自动办结',
      clause: '9.2.cp',
    },
  },
  shows: asItIs(PaymentsDone),
  run: (context, { caseId, note }, refuse) =>
    context.transaction(async (tx) => {
      const difference = await tx.em.findOne(ReconciliationCase, { id: caseId });
      if (!difference) return refuse('NOT_FOUND');
      if (isCorrectable(difference.kind)) return refuse('NOT_BY_WORDS');
      const set = { note, settledAtMs: context.clock.now() };
      const refused = await reconciliationCases.move(context, tx, 'settle', difference, refuse, { set });
      if (refused) return refused;
      // Undone with what was just written.
      if (difference.kind === MISSING_HERE && !(await isPaidHere(tx, difference.reference)))
        return refuse('MONEY_STILL_THERE');
      return ok({ id: caseId });
    }),
});
