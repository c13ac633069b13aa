import { movesOf } from '@heitu/kit/data/moves';
import { Certificate, Inspection } from './lot.entity.ts';
import { certificateLifecycle, inspectionLifecycle } from './paper.lifecycle.ts';

export const certificates = movesOf(Certificate, certificateLifecycle);
export const inspections = movesOf(Inspection, inspectionLifecycle);
