import { atField, machineRefusals, refuse } from '@heitu/kit/rules/outcome';
import { NOT_STOPPED } from '../shipment/shipment.policy.ts';
import { Collection } from '../collection/collection.entity.ts';
import { collectionLifecycle } from '../collection/collection.lifecycle.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { collections } from '../collection/collection.moves.ts';
import { shipmentLifecycle, type ShipmentState } from '../shipment/shipment.lifecycle.ts';
import { shipments } from '../shipment/shipment.moves.ts';

/** A delivery or a collection: both are done at a door by a courier who must show who it is. */
export interface TaskRef {
  shipmentId?: string | null;
  collectionId?: string | null;
}
export interface Task {
  Table: typeof Shipment;
  moves: typeof shipments;
  id: string;
  states: readonly ShipmentState[];
  /** Of a delivery: a stopped parcel is nobody's task at a door. */
  open: Partial<typeof NOT_STOPPED>;
}

/** Exactly one of the two, with the states in which its courier may be at the door. */
export function taskOf({ shipmentId, collectionId }: TaskRef): Task | null {
  if (!shipmentId === !collectionId) return null;
  return shipmentId
    ? {
        Table: Shipment,
        moves: shipments,
        id: shipmentId,
        states: shipmentLifecycle.from('check-identity'),
        open: NOT_STOPPED,
      }
    : // A collection's row has the same columns for it, and its table the same action, under the same names.
      ({
        Table: Collection,
        moves: collections,
        id: collectionId,
        states: collectionLifecycle.from('check-identity'),
        open: {},
      } as unknown as Task);
}
/** Neither of the two was named, or both. */
export const refuseNoTask = () =>
  refuse(machineRefusals, 'INVALID_INPUT', [atField('shipmentId', '请给出送货单或取件单中的一个')]);
