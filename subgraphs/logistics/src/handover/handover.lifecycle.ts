import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { SIGN_WORKING_DAYS } from './handover.policy.ts';
import { RESOLVE_WORKING_DAYS } from './reconcile.policy.ts';

interface Judged {
  openedAtMs: number;
  sellerSignedAtMs: number | null;
  carrierSignedAtMs: number | null;
}
const hasNotSigned = (side: 'seller' | 'carrier') =>
  ({ holds: (row: Judged) => row[`${side}SignedAtMs`] === null, else: 'ALREADY_SIGNED' }) as const;

export const handoverLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'handover',
  initial: 'open',
  states: {
    // What was measured when it was written is soon not so any more: whoever still hands over writes a new one.
    open: {
      text: '待双方签字',
      desk: 'carrier',
      until: { since: 'openedAtMs', workingDays: SIGN_WORKING_DAYS },
      then: { action: 'lapse', job: 'lapse-handovers' },
    },
    signed: { text: '已签字', end: true },
    void: { text: '已作废', end: true },
  },
  transitions: [
    {
      action: 'sign-seller',
      from: ['open'],
      to: 'open',
      by: ['seller-owner', 'seller-staff'],
      label: '商家签字',
      clause: '8.4.2.bj',
      when: hasNotSigned('seller'),
    },
    {
      action: 'sign-seller-by-card',
      from: ['open'],
      to: 'open',
      by: ['courier'],
      label: '扫交货卡，商家的人在这里签字',
      clause: '8.4.2.bj',
      when: hasNotSigned('seller'),
    },
    {
      action: 'sign-carrier',
      from: ['open'],
      to: 'open',
      by: ['carrier-manager', 'courier'],
      label: '承运方签字',
      clause: '8.4.2.bj',
      when: hasNotSigned('carrier'),
    },
    { action: 'complete', from: ['open'], to: 'signed', by: ['system'], label: '双方签齐', clause: '8.4.2.bj' },
    { action: 'void', from: ['open'], to: 'void', by: ['carrier-manager'], label: '作废' },
    { action: 'lapse', from: ['open'], to: 'void', by: ['system'], label: '逾期未签，作废' },
  ],
});
export type HandoverState = StateOf<typeof handoverLifecycle>;

/** What does not agree between two books is cleared up once (8.4.2.bl). */
export const mismatchLifecycle = lifecycleOf<Role, Desk, ClauseRef, { foundAtMs?: number | null | undefined }>()({
  name: 'mismatch',
  once: 'resolvedAtMs',
  initial: 'found',
  states: {
    found: {
      text: '待核实',
      desk: 'carrier',
      until: { since: 'foundAtMs', workingDays: RESOLVE_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    resolved: { text: '已核实', end: true },
  },
  transitions: [
    { action: 'resolve', from: ['found'], to: 'resolved', by: ['carrier-manager'], label: '核实', clause: '8.4.2.bl' },
  ],
});
