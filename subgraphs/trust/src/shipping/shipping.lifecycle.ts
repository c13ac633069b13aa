import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/** What WeChat is to be told of a parcel: until it knows, the seller's money stays frozen. */
export const shippingLifecycle = lifecycleOf<
  Role,
  Desk,
  ClauseRef,
  { nextAtMs: number | null; settledAtMs: number | null }
>()({
  name: 'shipping-notice',
  initial: 'due',
  states: {
    due: { text: '待告知微信', desk: 'platform', until: 'nextAtMs', then: { action: 'send', job: 'upload-shipping' } },
    sent: { text: '已告知微信', end: true },
    // Nobody but a person can still get the money unfrozen.
    refused: {
      text: '微信不接受',
      desk: 'operator-admin',
      until: { since: 'settledAtMs', workingDays: 1 },
      then: { desk: 'finance' },
    },
  },
  transitions: [
    { action: 'send', from: ['due'], to: 'sent', by: ['system'], label: '告知微信' },
    { action: 'refuse', from: ['due'], to: 'refused', by: ['system'], label: '微信不接受' },
    { action: 'resend', from: ['refused'], to: 'due', by: ['operator-admin'], label: '重新告知微信' },
  ],
});
export type ShippingState = StateOf<typeof shippingLifecycle>;
