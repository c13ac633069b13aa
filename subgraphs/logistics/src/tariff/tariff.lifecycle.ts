import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { riseStates, riseTransitions, type ClauseRef, type Desk, type Role } from '@heitu/standard';

/** A tariff that would be dearer: it is public for its days, then it binds; another takes its place. */
export const tariffLifecycle = lifecycleOf<Role, Desk, ClauseRef, { bindsAtMs: number; lookDueAtMs: number | null }>()({
  name: 'tariff-change',
  initial: 'announced',
  states: {
    ...riseStates('keep-tariffs'),
    replaced: { text: '又改了价', end: true },
  },
  transitions: [
    ...riseTransitions(['carrier-manager'], '7.3.5.d'),
    {
      action: 'replace',
      from: ['announced', 'leaping', 'held'],
      to: 'replaced',
      by: ['system'],
      label: '又改了价',
    },
  ],
});
export type TariffChangeState = StateOf<typeof tariffLifecycle>;
