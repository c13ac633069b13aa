import { movesOf } from '@heitu/kit/data/moves';
import { Shipment, StorageStay } from './shipment.entity.ts';
import { shipmentLifecycle } from './shipment.lifecycle.ts';
import { storageStayLifecycle } from './storage-stay.lifecycle.ts';

export const shipments = movesOf(Shipment, shipmentLifecycle);
export const storageStays = movesOf(StorageStay, storageStayLifecycle);
