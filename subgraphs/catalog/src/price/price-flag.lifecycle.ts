import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { WITHDRAWERS } from '../roles.ts';
import { PRICE_FLAG_LEFT_MS, PRICE_FLAG_WORKING_DAYS } from './price-label.policy.ts';

/** A sudden price move: raised by itself, looked at by a reviewer. */
export const priceFlagLifecycle = lifecycleOf<Role, Desk, ClauseRef, { raisedAtMs: number }>()({
  name: 'price-flag',
  initial: 'open',
  states: {
    open: {
      text: '待核实',
      desk: 'reviewer',
      until: { since: 'raisedAtMs', workingDays: PRICE_FLAG_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'raisedAtMs', ms: PRICE_FLAG_LEFT_MS },
        action: 'leave',
        job: 'keep-price-emergencies',
      },
    },
    cleared: { text: '已核实', end: true },
    left: { text: '没有人核实', end: true },
  },
  transitions: [
    {
      action: 'clear',
      from: ['open'],
      to: 'cleared',
      by: WITHDRAWERS,
      label: '核实完毕',
      clause: '6.5.c',
    },
    { action: 'leave', from: ['open'], to: 'left', by: ['system'], label: '没有人核实' },
  ],
});
export type PriceFlagState = StateOf<typeof priceFlagLifecycle>;
