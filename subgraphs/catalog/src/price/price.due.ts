import { lying, type DueBoard } from '@heitu/kit/data/due';
import { OVERSEERS, desksOfRoles, LISTED_DESKS } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { productRowsById, skusById } from '../product/product.loader.ts';
import { priceFlags } from './price-flag.moves.ts';

/** What lies on the desks of the operator's people in this subgraph. */
export const catalogDue: DueBoard<CatalogContext> = {
  desks: LISTED_DESKS,
  desksOf: desksOfRoles,
  lying: [
    lying(priceFlags, {
      kind: 'price-flag',
      clause: '6.5.c',
      roles: OVERSEERS.goods,
      title: 'skuId',
      named: async (context: CatalogContext, skuId) => {
        const sku = await context.loader(skusById).load(skuId);
        return (sku && (await context.loader(productRowsById).load(sku.productId)))?.title ?? '';
      },
      since: 'raisedAtMs',
      party: 'partyId',
      amount: 'toFen',
    }),
  ],
};
