import { movesOf } from '@heitu/kit/data/moves';
import { CustodyLeg } from './leg.entity.ts';
import { legLifecycle } from './leg.lifecycle.ts';

export const legs = movesOf(CustodyLeg, legLifecycle);
