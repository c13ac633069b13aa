import { movesOf } from '@heitu/kit/data/moves';
import { Advance, Recovery } from './advance.entity.ts';
import { advanceLifecycle, recoveryLifecycle } from './advance.lifecycle.ts';

export const advances = movesOf(Advance, advanceLifecycle);
export const recoveries = movesOf(Recovery, recoveryLifecycle);
