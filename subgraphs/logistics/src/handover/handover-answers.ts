import { rowAfter } from '@heitu/kit/rules/mutation';
import { handoversById, reconciliationsById } from './handover.loader.ts';
import { HandoverReconciliationView, HandoverView } from './handover.view.ts';

/** What mutations show: the row as it is now. */
export const handoverNow = rowAfter(HandoverView, handoversById);
export const reconciliationNow = rowAfter(HandoverReconciliationView, reconciliationsById);
