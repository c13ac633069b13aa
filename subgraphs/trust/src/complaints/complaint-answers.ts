import { rowAfter } from '@heitu/kit/rules/mutation';
import { visibleComplaintsById } from './complaint.loader.ts';
import { ComplaintView } from './complaint.view.ts';

/** What mutations show: the complaint as it is now. */
export const complaintNow = rowAfter(ComplaintView, visibleComplaintsById);
