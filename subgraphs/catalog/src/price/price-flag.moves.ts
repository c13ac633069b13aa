import { movesOf } from '@heitu/kit/data/moves';
import { PriceFlag } from './price-label.entity.ts';
import { priceFlagLifecycle } from './price-flag.lifecycle.ts';

export const priceFlags = movesOf(PriceFlag, priceFlagLifecycle);
