import { rowAfter } from '@heitu/kit/rules/mutation';
import { recallCasesById, recallRowsById } from './recall.loader.ts';
import { RecallCaseView, RecallRowView } from './recall.view.ts';

/** What mutations show: the case, or the row, as it is now. */
export const recallCaseNow = rowAfter(RecallCaseView, recallCasesById);
export const recallRowNow = rowAfter(RecallRowView, recallRowsById);
