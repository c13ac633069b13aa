import { movesOf } from '@heitu/kit/data/moves';
import { Staff } from './staff.entity.ts';
import { staffLifecycle } from './staff.lifecycle.ts';

export const posts = movesOf(Staff, staffLifecycle);
