import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { MediumHandover } from './medium.entity.ts';
import { media } from './medium.moves.ts';
import { SIGNED_WITHIN_WORKING_DAYS } from './medium.policy.ts';

const LAPSED_PER_RUN_MAX = 100;

/** Job: a medium for which nobody has signed in time is still with whoever gave it (11.7.4). */
export async function lapseMedia(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const offered = await context.rows
    .selectFrom('BackupMedium')
    .select(['id', 'state', 'offeredAtMs'])
    .where('state', '=', 'offered')
    .where('offeredAtMs', '<=', nowMs - SIGNED_WITHIN_WORKING_DAYS * DAY_MS)
    .orderBy('offeredAtMs')
    .limit(LAPSED_PER_RUN_MAX)
    .execute();
  const unsigned = offered.filter((row) => (media.lifecycle.dueAtMs(row) ?? Infinity) <= nowMs);
  await eachAlone(unsigned, ({ id, offeredAtMs }) =>
    context.transaction(async (tx) => {
      const set = { takerId: null, offeredAtMs: null };
      if ((await media.bySystem(context, tx, 'lapse', { id, offeredAtMs }, set)) > 0) {
        const open = { mediumId: id, confirmedAtMs: null, lapsedAtMs: null };
        await tx.em.nativeUpdate(MediumHandover, open, { lapsedAtMs: nowMs });
        tx.audit({ type: 'backup-medium', id, clause: '11.7.4.dz' });
      }
      return ok(null);
    }),
  );
}
