import { movesOf } from '@heitu/kit/data/moves';
import { AssessedMonth, Measure } from './conduct.entity.ts';
import { measureLifecycle } from './measure.lifecycle.ts';
import { monthLifecycle } from './month.lifecycle.ts';

export const measures = movesOf(Measure, measureLifecycle);
export const assessedMonths = movesOf(AssessedMonth, monthLifecycle);
