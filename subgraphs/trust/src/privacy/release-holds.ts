import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { heldUntil, keptOfAccount } from './ask-subgraphs.ts';
import { dataRequests } from './privacy.moves.ts';

const RELEASE_BATCH_MAX = 50;

/**
 * An erasure is done when no subgraph keeps anything of the person any longer: asked anew when the day has come that
 * was told.
 */
export async function releaseHolds(context: TrustContext): Promise<void> {
  const due = await context.rows
    .selectFrom('DataRequest')
    .select(['id', 'accountId'])
    .where('state', '=', 'held')
    .where((eb) => eb.or([eb('holdUntilMs', 'is', null), eb('holdUntilMs', '<=', context.clock.now())]))
    .orderBy('id')
    .limit(RELEASE_BATCH_MAX)
    .execute();
  for (const { id, accountId } of due) {
    const kept = await keptOfAccount(context, accountId);
    if (!kept) return;
    await context.transaction(async (tx) =>
      ok(
        kept.length === 0
          ? await dataRequests.bySystem(context, tx, 'release', { id }, { note: '' })
          : await dataRequests.bySystem(context, tx, 'hold-on', { id }, { holdUntilMs: heldUntil(kept) }),
      ),
    );
  }
}
