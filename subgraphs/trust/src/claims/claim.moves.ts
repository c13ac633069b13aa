import { movesOf } from '@heitu/kit/data/moves';
import { Claim } from './claim.entity.ts';
import { claimLifecycle } from './claim.lifecycle.ts';

export const claims = movesOf(Claim, claimLifecycle);
