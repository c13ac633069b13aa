import { identifier } from '@heitu/kit/rules/validate';

/** The things that inputs name, each described once for the API. */
export const ids = {
  order: () => identifier().describe('The order.'),
  afterSale: () => identifier().describe('The after-sale request.'),
  lot: () => identifier().describe('The lot.'),
  recall: () => identifier().describe('The recall.'),
  recallRow: () => identifier().describe('Some goods of a recall.'),
  chargeDifference: () => identifier().describe('The charge that differs.'),
  sku: () => identifier().describe('The SKU: what is sold, in one size.'),
};
