import { movesOf } from '@heitu/kit/data/moves';
import { ShopLook } from './shop-look.entity.ts';
import { shopLookLifecycle } from './shop-look.lifecycle.ts';

export const shopLooks = movesOf(ShopLook, shopLookLifecycle);
