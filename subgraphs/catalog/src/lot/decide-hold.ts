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

/** A reviewer decides on a lot that was harvested too early by what was written down afterwards (7.3.2.d). */
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
      const isResumed = decision === 'resume';
      const set = isResumed
        ? { holdDueAtMs: null, clearedAtMs: nowMs, blockReason: null, blockedAtMs: null }
        : { holdDueAtMs: null };
      const unmoved = await lots.move(context, tx, decision, lot, refuse, { set, reason });
      if (unmoved) return unmoved;
      await appendTraceEvent(
        context,
        tx,
        { lotId, lotCode: lot.code, partyId: lot.partyId },
        {
          ...(isResumed ? { bizStep: 'stocking', title: '恢复销售' } : { bizStep: 'holding', title: '停售' }),
          atMs: nowMs,
          place: null,
          source: 'catalog',
          note: reason,
        },
      );
      if (isResumed) tellReleased(tx, lot);
      return ok({ id: lotId });
    }),
});
