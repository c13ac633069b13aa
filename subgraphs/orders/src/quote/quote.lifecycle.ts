import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import { QUOTE_KEPT_MS } from './quote.policy.ts';

interface Judged {
  expiresAtMs: number;
  usedAtMs: number | null;
}

export const whileValid = {
  holds: ({ expiresAtMs }: Judged, nowMs: number) => nowMs <= expiresAtMs,
  else: 'QUOTE_EXPIRED',
} as const;

/** An offer is used by the statement that places the order (place-order.ts), or forgotten: then its row is deleted. */
export const quoteLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'quote',
  once: 'usedAtMs',
  initial: 'offered',
  states: {
    offered: {
      text: '待下单',
      desk: 'buyer',
      until: { since: 'expiresAtMs', ms: QUOTE_KEPT_MS },
      then: { action: 'forget', job: 'drop-stale-quotes' },
    },
    used: { text: '已下单', end: true },
    forgotten: { text: '已作废', end: true },
  },
  transitions: [
    {
      action: 'use',
      from: ['offered'],
      to: 'used',
      by: ['consumer'],
      label: '下单',
      when: whileValid,
      clause: '7.3.5.e',
    },
    { action: 'forget', from: ['offered'], to: 'forgotten', by: ['system'], label: '作废' },
  ],
});
