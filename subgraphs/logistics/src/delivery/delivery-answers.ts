import { rowAfter } from '@heitu/kit/rules/mutation';
import { codById, contentsCasesById } from './delivery.loader.ts';
import { CodRemittanceView, ContentsCaseView } from './delivery.view.ts';

/** What mutations show: the row as it is now. */
export const contentsCaseNow = rowAfter(ContentsCaseView, contentsCasesById);
export const codNow = rowAfter(CodRemittanceView, codById);
