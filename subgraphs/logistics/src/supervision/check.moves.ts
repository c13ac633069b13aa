import { movesOf } from '@heitu/kit/data/moves';
import { checkLifecycle } from './check.lifecycle.ts';
import { SupervisionCheck } from './supervision.entity.ts';

export const supervisionChecks = movesOf(SupervisionCheck, checkLifecycle);
