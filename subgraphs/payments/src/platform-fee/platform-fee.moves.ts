import { movesOf } from '@heitu/kit/data/moves';
import { PlatformFee } from './platform-fee.entity.ts';
import { platformFeeLifecycle } from './platform-fee.lifecycle.ts';

export const platformFees = movesOf(PlatformFee, platformFeeLifecycle);
