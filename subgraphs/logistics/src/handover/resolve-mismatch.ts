import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { manages } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Mismatch, Reconciliation } from './handover.entity.ts';
import { resolveMismatchRefusals as refusals } from './handover.refusals.ts';
import { RESOLVE } from './reconcile.policy.ts';

const schema = z.object({ mismatchId: identifier(), resolution: paragraph(500) });
export type ResolveMismatchInput = z.input<typeof schema>;

export async function resolveMismatch(context: LogisticsContext, input: ResolveMismatchInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { mismatchId, resolution } = valid.value;
  return context.transaction(async (tx) => {
    const mismatch = await tx.em.findOne(Mismatch, { id: mismatchId });
    const reconciliation = mismatch && (await tx.em.findOne(Reconciliation, { id: mismatch.reconciliationId }));
    if (!reconciliation || !manages(context.actor, reconciliation.carrierPartyId)) return refuse(refusals, 'NOT_FOUND');
    const resolved = await tx.em.nativeUpdate(
      Mismatch,
      { id: mismatchId, [RESOLVE.at]: null },
      {
        resolution: await context.vault.sealText(reconciliation.carrierPartyId, resolution),
        resolvedAtMs: context.clock.now(),
      },
    );
    if (resolved === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'reconciliation', id: reconciliation.id, clause: '8.4.2.bl' });
    return ok({ id: reconciliation.id });
  });
}
