import { rowAfter } from '@heitu/kit/rules/mutation';
import { looksById } from './look.loader.ts';
import { PublicLookView } from './look.view.ts';

/** What mutations show: the look as it is now. */
export const lookNow = rowAfter(PublicLookView, looksById);
