import { movesOf } from '@heitu/kit/data/moves';
import { AfterSale } from './after-sale.entity.ts';
import { afterSaleLifecycle } from './after-sale.lifecycle.ts';

export const afterSales = movesOf(AfterSale, afterSaleLifecycle);
