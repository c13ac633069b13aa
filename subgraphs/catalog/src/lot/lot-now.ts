import { rowAfter } from '@heitu/kit/rules/mutation';
import { lotsById } from './lot.loader.ts';
import { LotView } from './lot.view.ts';

/** What mutations show: the lot as it is now. */
export const lotNow = rowAfter(LotView, lotsById);
