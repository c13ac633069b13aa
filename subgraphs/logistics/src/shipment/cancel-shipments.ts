import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { Shipment } from './shipment.entity.ts';
import { shipmentLifecycle } from './shipment.lifecycle.ts';

/** A cancelled order's goods stay where they are; what is already on its way comes back by refusal at the door. */
export async function cancelShipments(context: LogisticsContext, orderId: string) {
  return context.transaction(async (tx) => {
    await tx.em.nativeUpdate(
      Shipment,
      { orderId, state: { $in: [...shipmentLifecycle.from('cancel')] } },
      { state: shipmentLifecycle.to('cancel') },
    );
    return ok(null);
  });
}
