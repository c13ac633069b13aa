import { nextChinaMonth } from '@heitu/kit/rules/calendar';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation, type PaymentsContext, type PaymentsTransaction } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { ids } from '../input-fields.ts';
import { holdBooks } from '../ledger/carry.ts';
import { DECIDERS } from '../reconciliation/case.lifecycle.ts';
import { reconciliations } from '../reconciliation/case.moves.ts';
import { SAME_PERSON } from '../reconciliation/case.policy.ts';
import { Reconciliation } from '../reconciliation/reconciliation.entity.ts';
import { BooksMonth } from './month.entity.ts';
import { booksMonths } from './month.moves.ts';
import { notClosable } from './month.policy.ts';
import { whyNotClosed } from './why-not-closed.ts';

/**
 * A second person closes a month, or opens it again, as the first proposed; or turns it down. Whoever proposed it may
 * only take it back.
 */
export const decideMonth = mutation({
  name: 'decideBooksMonth',
  description: 'A second person closes a month, or opens it again, as proposed; or it is turned down or taken back.',
  may: permit.role(...DECIDERS),
  input: z.object({
    monthId: ids.booksMonth(),
    confirm: z
      .boolean()
      .describe('False turns it down; from the one who proposed it, false takes it back and true is refused.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, SAME_PERSON, ...notClosable },
  shows: asItIs(PaymentsDone),
  run: (context, { monthId, confirm }, refuse) =>
    context.transaction(async (tx) => {
      // Who enters something late takes it first as well: it is in the month that is closed, or finds it closed.
      await holdBooks(tx);
      const month = await tx.em.findOne(BooksMonth, { id: monthId });
      if (!month) return refuse('NOT_FOUND');
      const what = month.state === 'reopening' ? 'reopen' : 'close';
      if (!confirm)
        return (await booksMonths.move(context, tx, `reject-${what}`, month, refuse)) ?? ok({ id: monthId });
      if (month.proposedBy === context.actor.id) return refuse('SAME_PERSON');
      const nowMs = context.clock.now();
      const refused = await booksMonths.move(context, tx, `confirm-${what}`, month, refuse, {
        set: what === 'close' ? { closedAtMs: nowMs } : { closedAtMs: null, openSinceMs: nowMs },
        where: { proposedBy: { $ne: context.actor.id } },
        reason: month.reason,
      });
      if (refused) return refused;
      if (what === 'reopen') return ok({ id: monthId });
      // Undone with what was just written.
      const [why] = await whyNotClosed({ ...tx, clock: context.clock }, [month.month]);
      if (why) return refuse(why);
      await leaveDays(context, tx, month.month);
      return ok({ id: monthId });
    }),
});

/** Of the days that the provider tells of no more nobody asks it again. */
async function leaveDays(context: PaymentsContext, tx: PaymentsTransaction, month: string): Promise<void> {
  const date = { $gte: `${month}-01`, $lt: `${nextChinaMonth(month)}-01` };
  await reconciliations.bySystem(context, tx, 'leave', { date });
  await tx.em.nativeUpdate(Reconciliation, { date, nextAtMs: { $ne: null } }, { nextAtMs: null });
}
