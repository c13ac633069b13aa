import type { TrustContext, TrustTransaction } from '../context.ts';
import { ShippingNotice } from './shipping.entity.ts';
import { shippingLifecycle } from './shipping.lifecycle.ts';

/** Notes that WeChat is to be told of a parcel; a parcel that was noted stays as it is. */
export async function awaitShipping(
  context: TrustContext,
  tx: TrustTransaction,
  { orderId, shipmentId, takenOverAtMs }: { orderId: string; shipmentId: string; takenOverAtMs: number },
): Promise<void> {
  await tx.em.upsert(
    ShippingNotice,
    {
      id: context.newId(),
      orderId,
      shipmentId,
      state: shippingLifecycle.initial,
      uploadedAtMs: takenOverAtMs,
      attempts: 0,
      nextAtMs: context.clock.now(),
      lastError: null,
      settledAtMs: null,
    },
    { onConflictFields: ['orderId', 'shipmentId'], onConflictAction: 'ignore' },
  );
}
