import { movesOf } from '@heitu/kit/data/moves';
import { inspectionLifecycle } from './inspection-link.lifecycle.ts';
import { InspectionLink } from './month-report.entity.ts';

export const inspectionLinks = movesOf(InspectionLink, inspectionLifecycle);
