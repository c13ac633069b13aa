import { defineEvent } from '@heitu/kit/messages/event';

export const courierChanged = defineEvent<{
  courierId: string;
  accountId: string;
  carrierPartyId: string;
  active: boolean;
}>('logistics.courier-changed.v1', { consumers: ['trust'] });
