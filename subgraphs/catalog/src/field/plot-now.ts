import { rowAfter } from '@heitu/kit/rules/mutation';
import { plotsById } from './field.loader.ts';
import { PlotView } from './field.view.ts';

/** What mutations show: the plot as it is now. */
export const plotNow = rowAfter(PlotView, plotsById);
