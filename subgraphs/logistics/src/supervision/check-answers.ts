import { rowAfter } from '@heitu/kit/rules/mutation';
import { checksById } from './check.loader.ts';
import { SupervisionCheckView } from './supervision.view.ts';

/** What mutations show: the check as it is now. */
export const checkNow = rowAfter(SupervisionCheckView, checksById);
