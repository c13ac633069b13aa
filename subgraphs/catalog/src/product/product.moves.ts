import { movesOf } from '@heitu/kit/data/moves';
import { Product } from './product.entity.ts';
import { productLifecycle } from './product.lifecycle.ts';

export const products = movesOf(Product, productLifecycle);
