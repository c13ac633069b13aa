import { movesOf } from '@heitu/kit/data/moves';
import { dataRequestLifecycle } from './data-request.lifecycle.ts';
import { correctionLifecycle } from './correction.lifecycle.ts';
import { assessmentLifecycle } from './assessment.lifecycle.ts';
import { Correction, DataRequest, ImpactAssessment } from './privacy.entity.ts';

export const assessments = movesOf(ImpactAssessment, assessmentLifecycle);
export const corrections = movesOf(Correction, correctionLifecycle);
export const dataRequests = movesOf(DataRequest, dataRequestLifecycle);
