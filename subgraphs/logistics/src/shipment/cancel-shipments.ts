import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { shipments } from './shipment.moves.ts';

/** A cancelled order's goods stay where they are; what is already on its way comes back by refusal at the door. */
export async function cancelShipments(context: LogisticsContext, orderId: string) {
  return context.transaction(async (tx) => {
    await shipments.bySystem(context, tx, 'cancel', { orderId });
    return ok(null);
  });
}
