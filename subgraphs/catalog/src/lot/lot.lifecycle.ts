import { DAY_MS } from '@heitu/kit/rules/clock';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { SELLERS, WITHDRAWERS } from '../roles.ts';

/** The last day of the shelf life counts in full; a lot without one has no such day. */
const soldUntil = {
  desk: 'seller',
  until: { since: 'expiresOn', ms: DAY_MS },
  then: { action: 'block', job: 'block-expired-lots' },
} as const;

export const lotLifecycle = lifecycleOf<Role, Desk, ClauseRef, { expiresOn: string | null }>()({
  name: 'lot',
  initial: 'registered',
  states: {
    registered: { text: '未放行', ...soldUntil },
    released: { text: '可售', ...soldUntil },
    blocked: { text: '停售', rests: 'it is not sold any more; it may still be called back' },
    recalled: { text: '已召回', end: true },
  },
  transitions: [
    {
      action: 'release',
      from: ['registered'],
      to: 'released',
      by: SELLERS,
      label: '放行销售',
      clause: '7.3.2.a-f',
    },
    {
      action: 'block',
      from: ['registered', 'released'],
      to: 'blocked',
      by: ['system'],
      label: '停售',
      clause: '7.3.6.a-c',
    },
    {
      action: 'recall',
      from: ['released', 'blocked'],
      to: 'recalled',
      // The system: a lot that was made from one that is called back.
      by: [...SELLERS, ...WITHDRAWERS, 'system'],
      label: '召回',
    },
  ],
});
export type LotState = StateOf<typeof lotLifecycle>;
