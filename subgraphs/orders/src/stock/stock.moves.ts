import { movesOf } from '@heitu/kit/data/moves';
import { LotStock } from './stock.entity.ts';
import { lotStockLifecycle } from './stock.lifecycle.ts';

export const lotStocks = movesOf(LotStock, lotStockLifecycle);
