import { movesOf } from '@heitu/kit/data/moves';
import { AssessmentObjection } from './objection.entity.ts';
import { objectionLifecycle } from './objection.lifecycle.ts';

export const objections = movesOf(AssessmentObjection, objectionLifecycle);
