import { movesOf } from '@heitu/kit/data/moves';
import { GrowerShare, GrowerTransfer } from './grower.entity.ts';
import { growerShareLifecycle, growerTransferLifecycle } from './grower-share.lifecycle.ts';

export const growerShares = movesOf(GrowerShare, growerShareLifecycle);
export const growerTransfers = movesOf(GrowerTransfer, growerTransferLifecycle);
