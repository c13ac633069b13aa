import { movesOf } from '@heitu/kit/data/moves';
import { PoolShare } from './pool-share.entity.ts';
import { poolShareLifecycle } from './pool-share.lifecycle.ts';

export const poolShares = movesOf(PoolShare, poolShareLifecycle);
