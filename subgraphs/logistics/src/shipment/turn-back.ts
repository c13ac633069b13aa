import { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import type { Transaction } from '@heitu/kit/data/context';
import type { LogisticsContext } from '../context.ts';
import { shipments } from './shipment.moves.ts';

/** A parcel that nobody refused goes back to its seller, and nobody is claimed of: whoever waits for it is told why. */
export async function turnBack(
  context: LogisticsContext,
  tx: Transaction,
  action: 'turn-round' | 'leave-unfetched',
  { id, orderId, carrierPartyId }: { id: string; orderId: string; carrierPartyId: string },
  reason: string,
): Promise<void> {
  const atMs = context.clock.now();
  if ((await shipments.bySystem(context, tx, action, { id }, { refusedAtMs: atMs })) === 0) return;
  tx.publish(shipmentRefused, { type: 'shipment', id }, { shipmentId: id, orderId, carrierPartyId, reason, atMs });
}
