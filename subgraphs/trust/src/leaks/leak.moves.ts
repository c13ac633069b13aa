import { movesOf } from '@heitu/kit/data/moves';
import { LeakNotice } from './leak.entity.ts';
import { leakLifecycle } from './leak.lifecycle.ts';

export const leaks = movesOf(LeakNotice, leakLifecycle);
