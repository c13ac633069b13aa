import { idFrom } from '@heitu/kit/rules/ids';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import type { TrackingPush } from '../express/verify-push.ts';
import { ExpressScan, Shipment } from './shipment.entity.ts';

/**
 * Keeps each scan of a push once. A parcel that is not ours is accepted and forgotten: refusing would only make 快递100
 * repeat it.
 */
export async function recordExpressScans(context: LogisticsContext, push: TrackingPush) {
  return context.transaction(async (tx) => {
    const number = push.kind === 'update' ? push.tracking.number : push.number;
    const shipment = await tx.em.findOne(Shipment, { expressNumber: number });
    if (!shipment) return ok({ stored: 0 });
    if (push.kind === 'abandoned') {
      await tx.em.nativeUpdate(Shipment, { id: shipment.id }, { expressSubscribedAtMs: null });
      return ok({ stored: 0 });
    }
    const receivedAtMs = context.clock.now();
    const steps = new Map(
      push.tracking.steps.map((step) => [idFrom(`scan:${shipment.id}:${step.at.getTime()}:${step.text}`), step]),
    );
    if (steps.size === 0) return ok({ stored: 0 });
    const known = await tx.rows
      .selectFrom('ExpressScan')
      .select('id')
      .where('id', 'in', [...steps.keys()])
      .execute();
    for (const { id } of known) steps.delete(id);
    const { id: shipmentId, buyerAccountId } = shipment;
    const scans = await Promise.all(
      [...steps].map(async ([id, step]) => ({
        id,
        shipmentId,
        buyerAccountId,
        atMs: step.at.getTime(),
        text: await context.vault.sealText(buyerAccountId, step.text.slice(0, 500)),
        receivedAtMs,
      })),
    );
    if (scans.length > 0) await tx.em.insertMany(ExpressScan, scans);
    return ok({ stored: scans.length });
  });
}
