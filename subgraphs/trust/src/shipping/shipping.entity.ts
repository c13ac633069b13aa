import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { shippingLifecycle } from './shipping.lifecycle.ts';

/**
 * WeChat is to be told how an order travels: written with the takeover, called outside the transaction, tried again
 * until it is settled.
 */
export const ShippingNotice = defineEntity({
  name: 'ShippingNotice',
  properties: {
    id: column.id().primary(),
    orderId: column.reference(),
    shipmentId: column.reference(),
    state: column.state(shippingLifecycle),
    /** When the goods were taken over: the same in every repeat, so that WeChat recognises one. */
    uploadedAtMs: column.time(),
    attempts: column.integer(),
    /** When WeChat is called next; null once it is settled. */
    nextAtMs: column.time().nullable(),
    lastError: column.line().nullable(),
    settledAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['orderId', 'shipmentId'] }],
  indexes: [{ properties: ['nextAtMs'] }, { properties: ['state', 'id'] }, { properties: ['uploadedAtMs'] }],
});
