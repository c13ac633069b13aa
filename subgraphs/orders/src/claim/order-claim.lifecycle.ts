import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { BRING_BACK_WORKING_DAYS } from '../order/waiting.policy.ts';

/**
 * What claimed money waits for before it is divided: that the refused goods are back, or the request's refund is due,
 * and that it is settled who is liable. Logistics ends the one, as lost at the latest, or the request's own lifecycle;
 * trust ends the other.
 */
export const orderClaimLifecycle = lifecycleOf<
  Role,
  Desk,
  ClauseRef,
  { openedAtMs: number; settledAtMs: number | null }
>()({
  name: 'order-claim',
  once: 'settledAtMs',
  initial: 'held',
  states: {
    held: {
      text: '等定责',
      desk: 'carrier',
      until: { since: 'openedAtMs', workingDays: BRING_BACK_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    settled: { text: '已结清', end: true },
  },
  transitions: [{ action: 'settle', from: ['held'], to: 'settled', by: ['system'], label: '结清', clause: '6.6.d' }],
});
