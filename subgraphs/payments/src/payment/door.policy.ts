import { DAY_MS } from '@heitu/kit/rules/clock';

/** So long after the courier first showed a code the order can be paid at the provider: parcels are lost sooner. */
export const DOOR_PAYMENT_MS = 30 * DAY_MS;
