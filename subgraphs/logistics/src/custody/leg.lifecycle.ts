import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/**
 * Goods pass from hand to hand: one side wrote it down and signed, the other is still to. The carrier is a side of
 * nearly every leg and sees to the signature that is missing.
 */
export const legLifecycle = lifecycleOf<Role, Desk, ClauseRef, { signByMs: number }>()({
  name: 'custody-leg',
  initial: 'open',
  states: {
    open: {
      text: '等另一方签字',
      desk: 'carrier',
      until: 'signByMs',
      then: { action: 'leave', job: 'leave-legs' },
    },
    signed: { text: '双方已签字', end: true },
    // Nobody took the goods over from whoever gave them: they stay whose they were, and the gap is seen.
    unsigned: { text: '另一方没有签字', end: true },
    // Whoever took the goods said so; whoever gave them had no phone then, and said nothing else in time.
    'one-sided': { text: '接货方签了字，交货方到期没补签', end: true },
    refused: { text: '收货人不收，货没有交出去', end: true },
  },
  transitions: [
    {
      action: 'sign',
      from: ['open'],
      to: 'signed',
      by: ['courier', 'carrier-manager', 'station-agent', 'seller-owner', 'seller-staff', 'consumer', 'system'],
      label: '签字接手',
      clause: '8.4.2.bj',
    },
    { action: 'refuse', from: ['open'], to: 'refused', by: ['system'], label: '收货人不收', clause: '8.5.4.3.cf' },
    { action: 'let-stand', from: ['open'], to: 'one-sided', by: ['system'], label: '到期没补签', clause: '8.4.2.bj' },
    { action: 'leave', from: ['open'], to: 'unsigned', by: ['system'], label: '到期没签字', clause: '8.4.2.bj' },
  ],
});
export type LegState = StateOf<typeof legLifecycle>;
