import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { RETURNED_UNSEEN } from '../lot/paper.lifecycle.ts';
import { compareAnew } from './compare-anew.ts';
import { Indicator } from './indicator.entity.ts';
import { LimitProposal } from './limit-proposal.entity.ts';
import { limitProposals } from './limit-proposal.moves.ts';

/** Job: a limit that nobody has compared for weeks goes back; by one that was accepted, reports are compared anew. */
export async function keepLimits(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  const rows = await context.rows
    .selectFrom('LimitProposal')
    .select(['id', 'state', 'acceptDueAtMs', 'categoryId', 'name', 'fromOn', 'comparedUpTo'])
    .where((eb) => eb.or([eb('state', '=', 'filed'), eb('comparedUpTo', 'is not', null)]))
    .orderBy('decidedAtMs')
    .execute();
  const { lastAtMs } = limitProposals.lifecycle;
  await eachAlone(
    rows.filter((row) => row.state === 'filed' && (lastAtMs(row) ?? Infinity) <= nowMs),
    ({ id }) =>
      context.transaction(async (tx) => {
        const back = { waitingFor: null, decidedAtMs: nowMs, returnReason: RETURNED_UNSEEN };
        const moved = await limitProposals.bySystem(context, tx, 'return', { id }, back);
        if (moved > 0) tx.audit({ type: 'limit-proposal', id, clause: '7.3.3.a-c' satisfies ClauseRef });
        return ok(null);
      }),
  );
  await eachAlone(
    rows.filter(({ comparedUpTo }) => comparedUpTo !== null),
    async (limit) => {
      const comparedUpTo = await compareAnew(context, { ...limit, isOfRelease: false });
      await context.transaction(async (tx) =>
        ok(await tx.em.nativeUpdate(LimitProposal, { id: limit.id }, { comparedUpTo })),
      );
    },
  );
  const released = await context.rows
    .selectFrom('Indicator')
    .select(['id', 'categoryId', 'name', 'fromOn', 'comparedUpTo'])
    .where('comparedUpTo', 'is not', null)
    .execute();
  await eachAlone(released, async (limit) => {
    const comparedUpTo = await compareAnew(context, { ...limit, isOfRelease: true });
    await context.transaction(async (tx) =>
      ok(await tx.em.nativeUpdate(Indicator, { id: limit.id }, { comparedUpTo })),
    );
  });
}
