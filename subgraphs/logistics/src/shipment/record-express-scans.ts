import { idFrom } from '@heitu/kit/ids';
import { ok } from '@heitu/kit/outcome';
import type { LogisticsContext } from '../entities.ts';
import type { TrackingPush } from '../express/verify-push.ts';
import { ExpressScan, Shipment } from './shipment.entity.ts';

/** Keeps each scan of a push once. A parcel that is not ours is accepted and forgotten: refusing would only make 快递100 repeat it. */
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
    const scans = new Map(push.tracking.steps.map((step) => {
      const id = idFrom(`scan:${shipment.id}:${step.at.getTime()}:${step.text}`);
      return [id, { id, shipmentId: shipment.id, atMs: step.at.getTime(), text: step.text.slice(0, 500), receivedAtMs }];
    }));
    if (scans.size === 0) return ok({ stored: 0 });
    const known = await tx.rows.selectFrom('ExpressScan').select('id').where('id', 'in', [...scans.keys()]).execute();
    for (const { id } of known as { id: string }[]) scans.delete(id);
    if (scans.size > 0) await tx.em.insertMany(ExpressScan, [...scans.values()]);
    return ok({ stored: scans.size });
  });
}
