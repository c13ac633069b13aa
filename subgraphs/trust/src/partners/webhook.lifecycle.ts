import type { ClauseRef, Desk } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { DELIVERIES_KEPT_MS } from './webhook.policy.ts';

/** `program` is the one whose endpoint it is. */
type Part = 'program';

/** Where a program is told of events. */
export const webhookLifecycle = lifecycleOf<Part, Desk, ClauseRef, { disabledAtMs: number | null }>()({
  name: 'webhook',
  initial: 'active',
  states: {
    active: { text: '推送中', rests: 'it is told of events for as long as the program likes' },
    // What waits for it is kept for so long: after that nothing can be sent any more.
    disabled: {
      text: '已停用',
      desk: 'partner',
      until: { since: 'disabledAtMs', ms: DELIVERIES_KEPT_MS },
      then: { desk: 'operator-admin' },
    },
    ended: { text: '已结束', end: true },
  },
  transitions: [
    { action: 'disable', from: ['active'], to: 'disabled', by: ['system'], label: '连续送不到，停用' },
    { action: 'enable', from: ['disabled'], to: 'active', by: ['program'], label: '重新启用' },
    { action: 'end', from: ['active', 'disabled'], to: 'ended', by: ['program'], label: '停止推送' },
  ],
});
export type WebhookState = StateOf<typeof webhookLifecycle>;

/** One event for one endpoint. */
export const deliveryLifecycle = lifecycleOf<Part, Desk, ClauseRef, { nextAtMs: number }>()({
  name: 'webhook-delivery',
  initial: 'waiting',
  states: {
    waiting: {
      text: '待推送',
      desk: 'platform',
      until: 'nextAtMs',
      then: { action: 'deliver', job: 'send-webhooks' },
    },
    delivered: { text: '已送达', end: true },
    failed: { text: '没有送达', end: true },
  },
  transitions: [
    { action: 'deliver', from: ['waiting'], to: 'delivered', by: ['system'], label: '送达' },
    { action: 'fail', from: ['waiting'], to: 'failed', by: ['system'], label: '不再推送' },
    { action: 'resend', from: ['delivered', 'failed'], to: 'waiting', by: ['program'], label: '再推送一次' },
  ],
});
export type DeliveryState = StateOf<typeof deliveryLifecycle>;
