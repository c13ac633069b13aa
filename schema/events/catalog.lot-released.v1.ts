import { defineEvent } from '@heitu/kit/messages/event';

/** A lot has its compulsory papers and may be sold. */
export const lotReleased = defineEvent<{
  lotId: string;
  lotCode: string;
  skuId: string;
  productId: string;
  shopId: string;
  partyId: string;
  units: number;
  producedOn: string;
  expiresOn: string | null;
}>('catalog.lot-released.v1', { consumers: ['orders'] });
