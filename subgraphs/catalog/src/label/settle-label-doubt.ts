import { oneOf } from '@heitu/kit/rules/enums';
import { lockRows } from '@heitu/kit/data/only-one';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { SELLERS, WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { LabelDoubtActs } from '../enums.ts';
import { Lot } from '../lot/lot.entity.ts';
import { labelDoubts } from './label-doubt.moves.ts';
import { labelDoubtsById, seenDoubts } from './label.loader.ts';
import { LabelDoubtView } from './label.view.ts';
import { spoil, spoiledAmong } from './spoiled.ts';

/** The seller gives the code up, or the operator has found that nothing is wrong: whoever scans it is told. */
export const settleLabelDoubt = mutation({
  name: 'settleLabelDoubt',
  description:
    'A code that may be copied is given up, by its seller or the operator, or the operator has found it good.',
  may: permit.role(...SELLERS, ...WITHDRAWERS),
  input: z.object({
    doubtId: identifier().describe('The doubt. Where the caller does not look after its lot: NOT_FOUND.'),
    decision: oneOf(LabelDoubtActs, ['clear', 'void']).describe('Whether the code is good, or counts no longer.'),
    note: line(300).describe('What somebody has found.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(LabelDoubtView, labelDoubtsById),
  run: (context, { doubtId: id, decision, note }, refuse) =>
    context.transaction(async (tx) => {
      const doubt = await seenDoubts(context, tx.rows).where('id', '=', id).executeTakeFirst();
      if (!doubt) return refuse('NOT_FOUND');
      const { lotId, serial } = doubt;
      const nowMs = context.clock.now();
      const set = { openFor: null, closedAtMs: nowMs, closedByAccountId: context.actor.id };
      const unmoved = await labelDoubts.move(context, tx, decision, doubt, refuse, { set, reason: note });
      if (unmoved) return unmoved;
      if (decision === 'clear') return ok({ id });
      await lockRows(tx, Lot, { id: lotId });
      if ((await spoiledAmong(tx, lotId, serial, serial)).length === 0) await spoil(context, tx, doubt, serial, 1);
      return ok({ id });
    }),
});
