import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { manages } from '../access.ts';
import { mutation } from '../context.ts';
import { Mismatch, Reconciliation } from './handover.entity.ts';
import { RESOLVE } from './reconcile.policy.ts';
import { reconciliationNow } from './handover-answers.ts';

export const resolveMismatch = mutation({
  name: 'resolveMismatch',
  may: permit.role('carrier-manager'),
  input: z.object({ mismatchId: identifier(), resolution: paragraph(500) }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: reconciliationNow,
  run: (context, { mismatchId, resolution }, refuse) =>
    context.transaction(async (tx) => {
      const mismatch = await tx.em.findOne(Mismatch, { id: mismatchId });
      const reconciliation = mismatch && (await tx.em.findOne(Reconciliation, { id: mismatch.reconciliationId }));
      if (!reconciliation || !manages(context.actor, reconciliation.carrierPartyId)) return refuse('NOT_FOUND');
      const resolved = await tx.em.nativeUpdate(
        Mismatch,
        { id: mismatchId, [RESOLVE.at]: null },
        {
          resolution: await context.vault.sealText(reconciliation.carrierPartyId, resolution),
          resolvedAtMs: context.clock.now(),
        },
      );
      if (resolved === 0) return refuse('WRONG_STATE');
      tx.audit({ type: 'reconciliation', id: reconciliation.id, clause: '8.4.2.bl' });
      return ok({ id: reconciliation.id });
    }),
});
