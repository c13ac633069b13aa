import { movesOf } from '@heitu/kit/data/moves';
import { PriceEmergency, PriceHold } from './emergency.entity.ts';
import { emergencyLifecycle, priceHoldLifecycle } from './emergency.lifecycle.ts';

export const emergencies = movesOf(PriceEmergency, emergencyLifecycle);
export const priceHolds = movesOf(PriceHold, priceHoldLifecycle);
