import { DAY_MS } from '@heitu/kit/rules/clock';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { WITHDRAWERS } from '../roles.ts';
import { toBeOpened } from './paper.lifecycle.ts';

/** So long before an accreditation ends it is on a list, to be filed anew. */
export const ENDING_AHEAD_DAYS = 60;

interface LaboratoryTimes {
  acceptDueAtMs: number;
  validUntil: string;
}
/** A laboratory's accreditation: one files its scan, another accepts it, and it ends on its own day (7.3.6.c). */
export const laboratoryLifecycle = lifecycleOf<Role, Desk, ClauseRef, LaboratoryTimes>()({
  name: 'laboratory',
  initial: 'filed',
  states: {
    filed: toBeOpened('keep-laboratories'),
    accepted: {
      text: '有效',
      desk: 'reviewer',
      until: { since: 'validUntil', ms: DAY_MS },
      then: { action: 'expire', job: 'keep-laboratories' },
    },
    returned: { text: '已退回', end: true },
    renewed: { text: '换了新证', end: true },
    expired: { text: '已到期', end: true },
  },
  transitions: [
    { action: 'accept', from: ['filed'], to: 'accepted', by: WITHDRAWERS, label: '核验通过', clause: '7.3.6.c' },
    {
      action: 'return',
      from: ['filed'],
      to: 'returned',
      by: [...WITHDRAWERS, 'system'],
      label: '退回',
      clause: '7.3.6.c',
    },
    { action: 'renew', from: ['accepted'], to: 'renewed', by: ['system'], label: '换了新证' },
    { action: 'expire', from: ['accepted'], to: 'expired', by: ['system'], label: '到期' },
  ],
});
export type LaboratoryState = StateOf<typeof laboratoryLifecycle>;
/** Once it was accepted, it stands for the days that it says, also after them. */
export const STOOD_STATES = ['accepted', 'renewed', 'expired'] as const satisfies readonly LaboratoryState[];
