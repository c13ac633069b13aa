import { movesOf } from '@heitu/kit/data/moves';
import { ChargeDay, ChargeDifference } from './charge.entity.ts';
import { chargeDayLifecycle, chargeDifferenceLifecycle } from './charge.lifecycle.ts';

export const chargeDays = movesOf(ChargeDay, chargeDayLifecycle);
export const chargeDifferences = movesOf(ChargeDifference, chargeDifferenceLifecycle);
