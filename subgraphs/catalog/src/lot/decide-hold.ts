import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { takePlotsOf } from '../field/early-harvest.ts';
import { WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { HoldAnswers } from '../enums.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { lots } from './lot.moves.ts';
import { lotNow } from './lot-now.ts';
import { tellReleased } from './tell-released.ts';

const TOLD = {
  resume: { bizStep: 'stocking', title: '恢复销售' },
  clear: { bizStep: 'accepting', title: '重新看过，可以放行' },
  stop: { bizStep: 'holding', title: '停售' },
} as const;

/**
 * A reviewer decides on a held lot: harvested too early by what was written down afterwards (7.3.2.d), or with a report
 * that another limit judges otherwise. What was never on sale goes back to its seller, who still needs its papers.
 */
export const decideHold = mutation({
  name: 'decideHold',
  description: 'Decides on a held lot: it is sold again, or never. What buyers have is called back by recallLot.',
  may: permit.role(...WITHDRAWERS),
  input: z.object({
    lotId: identifier().describe('A held lot.'),
    decision: oneOf(HoldAnswers).describe('Whether it may be sold again.'),
    reason: line(200).describe('Why; it stands in the trace, for everybody.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: lotNow,
  run: (context, { lotId, decision, reason }, refuse) =>
    context.transaction(async (tx) => {
      const lot = await tx.rows.selectFrom('Lot').selectAll().where('id', '=', lotId).executeTakeFirst();
      if (!lot) return refuse('NOT_FOUND');
      // What is written down from here on was not known to whoever decides: it holds the lot again.
      await takePlotsOf(tx, lotId);
      const nowMs = context.clock.now();
      const action = decision === 'resume' && lot.releasedAtMs === null ? 'clear' : decision;
      const free = { holdDueAtMs: null, blockReason: null, blockedAtMs: null, stopCause: null };
      const set = { stop: { holdDueAtMs: null }, clear: free, resume: { ...free, clearedAtMs: nowMs } }[action];
      const unmoved = await lots.move(context, tx, action, lot, refuse, { set, reason });
      if (unmoved) return unmoved;
      await appendTraceEvent(
        context,
        tx,
        { lotId, lotCode: lot.code, partyId: lot.partyId },
        {
          ...TOLD[action],
          atMs: nowMs,
          place: null,
          source: 'catalog',
          note: reason,
        },
      );
      if (action === 'resume') tellReleased(tx, lot);
      return ok({ id: lotId });
    }),
});
