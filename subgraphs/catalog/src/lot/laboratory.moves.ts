import { movesOf } from '@heitu/kit/data/moves';
import { laboratoryLifecycle } from './laboratory.lifecycle.ts';
import { Laboratory } from './lot.entity.ts';

export const laboratories = movesOf(Laboratory, laboratoryLifecycle);
