import { rowAfter } from '@heitu/kit/rules/mutation';
import { productRowsById } from './product.loader.ts';
import { ProductView } from './product.view.ts';

/** What mutations show: the product as it is now. */
export const productNow = rowAfter(ProductView, productRowsById);
