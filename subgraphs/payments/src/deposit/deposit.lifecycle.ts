import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { FILL_UP_WORKING_DAYS } from './deposit.policy.ts';

/** A party's deposit at the provider: it covers what its contract says, or is to be filled up. */
export const depositLifecycle = lifecycleOf<Role, Desk, ClauseRef, { shortSinceMs?: number | null }>()({
  name: 'deposit',
  initial: 'short',
  states: {
    short: {
      text: '保证金不足，待补足',
      desk: 'party',
      until: { since: 'shortSinceMs', workingDays: FILL_UP_WORKING_DAYS },
      then: { desk: 'finance' },
    },
    held: { text: '保证金足额', rests: 'the party has put up what its contract says' },
  },
  transitions: [
    {
      action: 'agree',
      from: ['short', 'held'],
      to: 'short',
      by: ['finance'],
      label: '登记合同约定的保证金',
      clause: '6.6.d',
    },
    { action: 'fill-up', from: ['short'], to: 'held', by: ['system'], label: '补足' },
    { action: 'fall-short', from: ['held'], to: 'short', by: ['system'], label: '低于约定' },
  ],
});
export type DepositState = StateOf<typeof depositLifecycle>;
