import { movesOf } from '@heitu/kit/data/moves';
import { Shipment, StorageStay, Trip } from './shipment.entity.ts';
import { shipmentLifecycle } from './shipment.lifecycle.ts';
import { storageStayLifecycle } from './storage-stay.lifecycle.ts';
import { tripLifecycle } from './trip.lifecycle.ts';

export const shipments = movesOf(Shipment, shipmentLifecycle);
export const storageStays = movesOf(StorageStay, storageStayLifecycle);
export const trips = movesOf(Trip, tripLifecycle);
