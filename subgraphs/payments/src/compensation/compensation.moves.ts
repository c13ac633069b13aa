import { movesOf } from '@heitu/kit/data/moves';
import { Compensation } from './compensation.entity.ts';
import { compensationLifecycle } from './compensation.lifecycle.ts';

export const compensations = movesOf(Compensation, compensationLifecycle);
