import { defineEvent } from '@heitu/kit/messages/event';

export const alarmRaised = defineEvent<{
  alarmId: string;
  carrierPartyId: string;
  shipmentIds: string[];
  severity: string;
  lotIds: string[];
  atMs: number;
}>('logistics.alarm-raised.v1', { consumers: ['catalog', 'trust'] });
