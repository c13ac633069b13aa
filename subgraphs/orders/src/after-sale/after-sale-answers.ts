import { rowAfter } from '@heitu/kit/rules/mutation';
import { afterSalesById } from './after-sale.loader.ts';
import { AfterSaleView } from './after-sale.view.ts';

/** What mutations show: the request as it is now. */
export const afterSaleNow = rowAfter(AfterSaleView, afterSalesById);
