import { DAY_MS } from '@heitu/kit/rules/clock';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { HOLD_AT_LAST_WORKING_DAYS } from '../field/field.policy.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { lots } from './lot.moves.ts';

const HOLDS_BATCH_MAX = 100;

/** Job: a held lot that nobody decided on is stopped for good: silence sells nothing. */
export async function endSilentHolds(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  const held = await context.rows
    .selectFrom('Lot')
    .select(['id', 'code', 'partyId', 'state', 'expiresOn', 'holdDueAtMs', 'releasedAtMs'])
    .where('state', 'in', lots.lifecycle.from('resume'))
    // Working days are never fewer than days: only rows that old can be due.
    .where('holdDueAtMs', '<=', nowMs - HOLD_AT_LAST_WORKING_DAYS * DAY_MS)
    .orderBy('holdDueAtMs')
    .limit(HOLDS_BATCH_MAX)
    .execute();
  const due = held.filter((lot) => lots.lifecycle.hasLapsed(lot, nowMs));
  await eachAlone(due, ({ id: lotId, code: lotCode, partyId }) =>
    context.transaction(async (tx) => {
      if ((await lots.bySystem(context, tx, 'block', { id: lotId, state: 'held' }, { holdDueAtMs: null })) > 0) {
        const note = '到期没有人定，不再卖';
        await appendTraceEvent(
          context,
          tx,
          { lotId, lotCode, partyId },
          { bizStep: 'holding', atMs: nowMs, place: null, source: 'catalog', note },
        );
        tx.audit({ type: 'lot', id: lotId, clause: '7.3.2.d' satisfies ClauseRef, reason: note });
      }
      return ok(null);
    }),
  );
}
