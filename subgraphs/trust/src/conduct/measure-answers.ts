import { rowAfter } from '@heitu/kit/rules/mutation';
import { measuresById } from './conduct.loader.ts';
import { MeasureView } from './conduct.view.ts';

/** What mutations show: the measure as it is now. */
export const measureNow = rowAfter(MeasureView, measuresById);
