import { identifier } from '@heitu/kit/rules/validate';

/** The things that inputs name, each described once for the API. */
export const ids = {
  order: () => identifier().describe('The order.'),
  afterSale: () => identifier().describe('The after-sale request.'),
  lot: () => identifier().describe('The lot.'),
  sku: () => identifier().describe('The SKU: what is sold, in one size.'),
};
