import { lying, type DueBoard } from '@heitu/kit/data/due';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { OVERSEERS, desksOfRoles, LISTED_DESKS } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { emergencies, priceHolds } from '../emergency/emergency.moves.ts';
import { productRowsById, skusById } from '../product/product.loader.ts';
import { lotsById } from '../lot/lot.loader.ts';
import { lots } from '../lot/lot.moves.ts';
import { ENDING_AHEAD_DAYS } from '../lot/laboratory.lifecycle.ts';
import { laboratories } from '../lot/laboratory.moves.ts';
import { certificates, inspections } from '../lot/paper.moves.ts';
import { limitProposals } from '../standard/limit-proposal.moves.ts';
import { labelDoubts } from '../label/label-doubt.moves.ts';
import { looks } from '../look/look.moves.ts';
import { priceFlags } from './price-flag.moves.ts';

const lotCode = async (context: CatalogContext, lotId: string): Promise<string> =>
  (await context.loader(lotsById).load(lotId))?.code ?? '';

const titleOfProduct = async (context: CatalogContext, productId: string): Promise<string> =>
  (await context.loader(productRowsById).load(productId))?.title ?? '';

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
    lying(emergencies, {
      kind: 'price-emergency',
      clause: '6.5.c',
      states: ['entered'],
      title: 'document',
      since: 'enteredAtMs',
    }),
    lying(priceHolds, {
      kind: 'price-hold',
      clause: '6.5.c',
      roles: OVERSEERS.goods,
      title: 'title',
      since: 'openedAtMs',
      party: 'partyId',
      amount: 'retailFen',
    }),
    lying(looks, {
      kind: 'public-look',
      clause: '6.5.b',
      states: ['waiting'],
      roles: OVERSEERS.goods,
      title: 'productId',
      named: titleOfProduct,
      since: 'openedAtMs',
      party: 'partyId',
    }),
    lying(looks, {
      kind: 'look-appeal',
      clause: '7.3.8.m',
      states: ['appealed'],
      roles: OVERSEERS.goods,
      title: 'productId',
      named: titleOfProduct,
      since: 'lookedAtMs',
      party: 'partyId',
    }),
    lying(lots, {
      kind: 'lot-hold',
      clause: '7.3.2.d',
      states: ['held'],
      roles: OVERSEERS.goods,
      title: 'code',
      since: 'blockedAtMs',
      party: 'partyId',
    }),
    lying(labelDoubts, {
      kind: 'label-doubt',
      clause: null,
      roles: OVERSEERS.goods,
      watched: ['open'],
      title: 'lotId',
      named: lotCode,
      since: 'openedAtMs',
      party: 'partyId',
    }),
    lying(certificates, {
      kind: 'lot-paper',
      clause: '7.3.2.a-f',
      roles: OVERSEERS.goods,
      title: 'lotId',
      named: lotCode,
      since: 'addedAtMs',
      party: 'partyId',
    }),
    lying(inspections, {
      kind: 'lot-report',
      clause: '7.3.6.a-c',
      roles: OVERSEERS.goods,
      title: 'lotId',
      named: lotCode,
      since: 'recordedAtMs',
      party: 'partyId',
    }),
    lying(laboratories, {
      kind: 'laboratory-filing',
      clause: '7.3.6.c',
      states: ['filed'],
      roles: OVERSEERS.goods,
      title: 'name',
      since: 'registeredAtMs',
    }),
    lying(limitProposals, {
      kind: 'limit-proposal',
      clause: '7.3.3.a-c',
      roles: OVERSEERS.goods,
      title: 'name',
      since: 'filedAtMs',
    }),
    lying(laboratories, {
      kind: 'laboratory-ending',
      clause: '7.3.6.c',
      states: ['accepted'],
      roles: OVERSEERS.goods,
      aheadMs: ENDING_AHEAD_DAYS * DAY_MS,
      title: 'name',
      since: 'registeredAtMs',
    }),
  ],
};
