import { rowAfter } from '@heitu/kit/rules/mutation';
import { shipmentsById, tripsById } from './shipment.loader.ts';
import { ShipmentView, Trip } from './shipment.view.ts';

/** What mutations show: the row as it is now. */
export const shipmentNow = rowAfter(ShipmentView, shipmentsById);
export const tripNow = rowAfter(Trip, tripsById);
