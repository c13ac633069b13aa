import { eachAlone } from '@heitu/kit/data/each-alone';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { laboratories } from './laboratory.moves.ts';
import { PAPER_AT_LAST_WORKING_DAYS } from './paper.lifecycle.ts';

const UNSEEN = `${PAPER_AT_LAST_WORKING_DAYS}个工作日里没有人来核验，系统退回了，请再交一次`;

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
      if (state === 'accepted') await laboratories.bySystem(context, tx, 'expire', { id }, {});
      else await laboratories.bySystem(context, tx, 'return', { id }, { returnReason: UNSEEN, filedAs: null });
      tx.audit({ type: 'laboratory', id, clause: '7.3.6.c' satisfies ClauseRef });
      return ok(null);
    }),
  );
}
