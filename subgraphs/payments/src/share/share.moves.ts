import { movesOf } from '@heitu/kit/data/moves';
import { ProfitShare, ShareReturn } from './share.entity.ts';
import { shareLifecycle, shareReturnLifecycle } from './share.lifecycle.ts';

export const profitShares = movesOf(ProfitShare, shareLifecycle);
export const shareReturns = movesOf(ShareReturn, shareReturnLifecycle);
