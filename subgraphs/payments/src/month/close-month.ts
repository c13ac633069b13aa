import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { ids } from '../input-fields.ts';
import { BooksMonth } from './month.entity.ts';
import { booksMonths } from './month.moves.ts';
import { notClosable } from './month.policy.ts';
import { whyNotClosed } from './why-not-closed.ts';

/** Finance proposes to close a month whose books are balanced; a second person decides. */
export const closeMonth = mutation({
  name: 'closeBooksMonth',
  description: 'Finance proposes to close a month whose books are balanced; a second person decides.',
  may: permit.role('finance'),
  input: z.object({ monthId: ids.booksMonth() }),
  refusals: { NOT_FOUND, WRONG_STATE, ...notClosable },
  shows: asItIs(PaymentsDone),
  run: (context, { monthId }, refuse) =>
    context.transaction(async (tx) => {
      const month = await tx.em.findOne(BooksMonth, { id: monthId });
      if (!month) return refuse('NOT_FOUND');
      const set = { proposedBy: context.actor.id, proposedAtMs: context.clock.now(), reason: null };
      const refused = await booksMonths.move(context, tx, 'close', month, refuse, { set });
      if (refused) return refused;
      // Undone with what was just written.
      const [why] = await whyNotClosed({ ...tx, clock: context.clock }, [month.month]);
      return why ? refuse(why) : ok({ id: monthId });
    }),
});
