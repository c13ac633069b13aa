import { movesOf } from '@heitu/kit/data/moves';
import { Courier, Device, Vehicle } from './carrier.entity.ts';
import { courierLifecycle, deviceLifecycle, vehicleLifecycle } from './carrier.lifecycle.ts';

export const vehicles = movesOf(Vehicle, vehicleLifecycle);
export const devices = movesOf(Device, deviceLifecycle);
export const couriers = movesOf(Courier, courierLifecycle);
