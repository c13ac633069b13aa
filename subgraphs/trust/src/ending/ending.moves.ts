import { movesOf } from '@heitu/kit/data/moves';
import { PlatformEnding } from './ending.entity.ts';
import { endingLifecycle } from './ending.lifecycle.ts';

export const endings = movesOf(PlatformEnding, endingLifecycle);
