import { rowAfter } from '@heitu/kit/rules/mutation';
import { weighInsById } from './weigh-in.loader.ts';
import { WeighInView } from './weigh-in.view.ts';

/** What the mutation shows: what was weighed, and what it comes to. */
export const weighInNow = rowAfter(WeighInView, weighInsById);
