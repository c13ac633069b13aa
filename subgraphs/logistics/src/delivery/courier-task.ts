import { machineRefusals, refuse } from '@heitu/kit/rules/outcome';
import { Collection } from '../collection/collection.entity.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { NOT_STOPPED } from '../shipment/stop.policy.ts';

/** A delivery or a collection: both are done at a door by a courier who must show who it is. */
export interface TaskRef {
  shipmentId?: string | null;
  collectionId?: string | null;
}
export interface Task {
  Table: typeof Shipment;
  id: string;
  states: string[];
  /** Of a delivery: a stopped parcel is nobody's task at a door. */
  open: Partial<typeof NOT_STOPPED>;
}

/** Exactly one of the two, with the states in which its courier may be at the door. */
export function taskOf({ shipmentId, collectionId }: TaskRef): Task | null {
  if (!shipmentId === !collectionId) return null;
  return shipmentId
    ? { Table: Shipment, id: shipmentId, states: ['taken-over'], open: NOT_STOPPED }
    : { Table: Collection as unknown as typeof Shipment, id: collectionId!, states: ['appointed'], open: {} };
}
/** Neither of the two was named, or both. */
export const refuseNoTask = () =>
  refuse(machineRefusals, 'INVALID_INPUT', [{ at: 'shipmentId', text: '请给出送货单或取件单中的一个' }]);
