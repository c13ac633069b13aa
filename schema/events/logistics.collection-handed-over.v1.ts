import { defineEvent } from '@heitu/kit/messages/event';

/**
 * Returned goods were checked against the list with the seller at the return centre and both signed (8.6.ci, 7.6.x-z).
 * `note` only in events of before: what people write is asked of logistics.
 */
export const collectionHandedOver = defineEvent<{
  collectionId: string;
  afterSaleId: string;
  orderId: string;
  atMs: number;
  conditionOk: boolean;
  note?: string;
}>('logistics.collection-handed-over.v1', { consumers: ['orders'] });
