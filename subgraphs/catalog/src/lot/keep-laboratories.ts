import { eachAlone } from '@heitu/kit/data/each-alone';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { laboratories } from './laboratory.moves.ts';
import { RETURNED_UNSEEN } from './paper.lifecycle.ts';

/** Job: an accreditation ends on its day, and one that nobody has judged for weeks goes back to be filed anew. */
export async function keepLaboratories(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  const rows = await context.rows
    .selectFrom('Laboratory')
    .select(['id', 'state', 'acceptDueAtMs', 'validUntil'])
    .where((eb) =>
      eb.or([
        eb('state', '=', 'filed'),
        eb.and([eb('state', '=', 'accepted'), eb('validUntil', '<', chinaDate(nowMs))]),
      ]),
    )
    .execute();
  const { lastAtMs, dueAtMs } = laboratories.lifecycle;
  const due = rows.filter((row) => ((row.state === 'filed' ? lastAtMs : dueAtMs)(row) ?? Infinity) <= nowMs);
  await eachAlone(due, ({ id, state }) =>
    context.transaction(async (tx) => {
      const back = { returnReason: RETURNED_UNSEEN, filedAs: null };
      const moved =
        state === 'accepted'
          ? await laboratories.bySystem(context, tx, 'expire', { id })
          : await laboratories.bySystem(context, tx, 'return', { id }, back);
      if (moved > 0) tx.audit({ type: 'laboratory', id, clause: '7.3.6.c' satisfies ClauseRef });
      return ok(null);
    }),
  );
}
