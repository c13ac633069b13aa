import type { partsIn } from '../access.ts';
import { isCashOnDelivery } from '../delivery/delivery.policy.ts';
import { casesByShipment, codByShipment } from '../delivery/delivery.loader.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { handoversByShipment, staysByShipment } from './shipment.loader.ts';
import type { ParcelFacts } from './parcel-actions.ts';

/**
 * What is asked of other tables for a parcel's actions: only what can matter to these parts in this state, each table
 * once for a page of parcels.
 */
export async function parcelFacts(
  context: LogisticsContext,
  row: RowOf<'Shipment'>,
  parts: ReturnType<typeof partsIn>,
): Promise<ParcelFacts> {
  const [isConsumer, isCourier] = [parts.includes('consumer'), parts.includes('courier')];
  const isCarriers = isCourier || parts.includes('carrier-manager');
  const [handovers, stay, cases, cod] = await Promise.all([
    row.state === 'assigned' && parts.length > 0 ? context.loader(handoversByShipment).load(row.id) : [],
    isCarriers && row.takenOverAtMs !== null ? context.loader(staysByShipment).load(row.id) : null,
    (isConsumer || isCourier) && row.outerOpenedAtMs !== null ? context.loader(casesByShipment).load(row.id) : [],
    isCourier && isCashOnDelivery(row) && row.takenOverAtMs !== null
      ? context.loader(codByShipment).load(row.id)
      : null,
  ]);
  return {
    hasOpenHandover: handovers.some(({ state }) => state === 'open'),
    isStored: !!stay,
    contentsCases: cases.length,
    isCodCollected: !!cod,
  };
}
