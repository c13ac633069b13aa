import { identifier } from '@heitu/kit/rules/validate';

/** The things that inputs name, each described once for the API. */
export const ids = {
  party: () => identifier().describe('The party whose account at the payment provider it is.'),
  checkout: () => identifier().describe('The checkout: the orders that were placed together and are paid together.'),
  booksMonth: () => identifier().describe('The month whose books it is about.'),
  platformFee: () => identifier().describe('The fee of the platform that it is about.'),
  reconciliationCase: () => identifier().describe('The difference that a reconciliation found.'),
};
