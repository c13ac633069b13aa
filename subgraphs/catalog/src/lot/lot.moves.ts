import { movesOf } from '@heitu/kit/data/moves';
import { Lot } from './lot.entity.ts';
import { lotLifecycle } from './lot.lifecycle.ts';

export const lots = movesOf(Lot, lotLifecycle);
