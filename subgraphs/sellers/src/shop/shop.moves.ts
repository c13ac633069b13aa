import { movesOf } from '@heitu/kit/data/moves';
import { Shop } from './shop.entity.ts';
import { shopLifecycle } from './shop.lifecycle.ts';

export const shops = movesOf(Shop, shopLifecycle);
