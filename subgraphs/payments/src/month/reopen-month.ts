import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { ids } from '../input-fields.ts';
import { BooksMonth } from './month.entity.ts';
import { booksMonths } from './month.moves.ts';

/** Finance proposes to open a closed month again; a second person decides, and until then it stays closed. */
export const reopenMonth = mutation({
  name: 'reopenBooksMonth',
  description:
    'Finance proposes to open a closed month again; a second person decides, and until then it stays closed.',
  may: permit.role('finance'),
  input: z.object({
    monthId: ids.booksMonth(),
    reason: line(200).describe('Why, at most 200 characters; the second person reads it.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(PaymentsDone),
  run: (context, { monthId, reason }, refuse) =>
    context.transaction(async (tx) => {
      const month = await tx.em.findOne(BooksMonth, { id: monthId });
      if (!month) return refuse('NOT_FOUND');
      const set = { proposedBy: context.actor.id, proposedAtMs: context.clock.now(), reason };
      return (await booksMonths.move(context, tx, 'reopen', month, refuse, { set, reason })) ?? ok({ id: monthId });
    }),
});
