import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { RETURNED_UNSEEN } from '../lot/paper.lifecycle.ts';
import { compareAnew, type ChangedLimit } from './compare-anew.ts';
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
    (limit) => compareOn(context, 'LimitProposal', { ...limit, isOfRelease: false }),
  );
  const released = await context.rows
    .selectFrom('Indicator')
    .select(['id', 'categoryId', 'name', 'fromOn', 'comparedUpTo'])
    .where('comparedUpTo', 'is not', null)
    .execute();
  await eachAlone(released, (limit) => compareOn(context, 'Indicator', { ...limit, isOfRelease: true }));
}

/** Some lots further, and how far is written down where the limit stands. */
async function compareOn(
  context: CatalogContext,
  table: 'Indicator' | 'LimitProposal',
  { id, ...limit }: ChangedLimit & { id: string },
): Promise<void> {
  const comparedUpTo = await compareAnew(context, limit);
  await context.transaction(async (tx) =>
    ok(await tx.rows.updateTable(table).set({ comparedUpTo }).where('id', '=', id).execute()),
  );
}
