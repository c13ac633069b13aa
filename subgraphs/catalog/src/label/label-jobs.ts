import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { CatalogContext } from '../context.ts';
import { LABEL_DOUBT_AT_LAST_WORKING_DAYS } from './label-doubt.lifecycle.ts';
import { labelDoubts } from './label-doubt.moves.ts';
import { LABEL_SCANS_KEPT_DAYS } from './label-scan.policy.ts';
import { LabelScan } from './label.entity.ts';

const DOUBTS_PER_RUN_MAX = 100;

/** Job: a doubt that nobody looked into stands; whoever scans the code goes on being warned. */
export async function standLabelDoubts(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  // Working days are never fewer than days: only rows that old can be due.
  const open = await context.rows
    .selectFrom('LabelDoubt')
    .select(['id', 'state', 'answerDueAtMs'])
    .where('state', '=', 'open')
    .where('answerDueAtMs', '<=', nowMs - LABEL_DOUBT_AT_LAST_WORKING_DAYS * DAY_MS)
    .orderBy('answerDueAtMs')
    .limit(DOUBTS_PER_RUN_MAX)
    .execute();
  await eachAlone(
    open.filter((row) => labelDoubts.lifecycle.hasLapsed(row, nowMs)),
    ({ id }) =>
      context.transaction(async (tx) => {
        if ((await labelDoubts.bySystem(context, tx, 'stand', { id }, { openFor: null, closedAtMs: nowMs })) > 0)
          tx.audit({ type: 'label-doubt', id, reason: '没有人查看，提醒留着' });
        return ok(null);
      }),
  );
}

/** Job: where and when labels were looked at is kept for a year. */
export async function forgetLabelScans(context: CatalogContext): Promise<void> {
  const beforeMs = context.clock.now() - LABEL_SCANS_KEPT_DAYS * DAY_MS;
  await context.transaction(async (tx) => ok(await tx.em.nativeDelete(LabelScan, { atMs: { $lt: beforeMs } })));
}
