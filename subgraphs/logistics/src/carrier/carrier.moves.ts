import { movesOf } from '@heitu/kit/data/moves';
import { Device, Vehicle } from './carrier.entity.ts';
import { deviceLifecycle, vehicleLifecycle } from './carrier.lifecycle.ts';

export const vehicles = movesOf(Vehicle, vehicleLifecycle);
export const devices = movesOf(Device, deviceLifecycle);
