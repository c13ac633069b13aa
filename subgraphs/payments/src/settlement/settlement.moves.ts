import { movesOf } from '@heitu/kit/data/moves';
import { Settlement } from './settlement.entity.ts';
import { settlementLifecycle } from './settlement.lifecycle.ts';

export const settlements = movesOf(Settlement, settlementLifecycle);
