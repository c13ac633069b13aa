import { defineEvent } from '@heitu/kit/messages/event';

/** The seller instructs the carrier to collect a return or an exchange (8.6.ch). */
export const collectionDue = defineEvent<{
  afterSaleId: string;
  orderId: string;
  kind: 'return' | 'exchange';
  buyerAccountId: string;
  partyId: string;
  carrierPartyId: string;
  refundFen: number;
  lines: { skuId: string; title: string; units: number; accessories: string }[];
}>('orders.collection-due.v1', { consumers: ['logistics'] });
