import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

interface Judged {
  untilMs: number;
}
/** Also in the moments between its end and the job's turn. */
const holds = { holds: ({ untilMs }: Judged, nowMs: number) => nowMs < untilMs, else: 'WRONG_STATE' } as const;

export const inspectionLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'inspection-link',
  initial: 'open',
  states: {
    open: { text: '可以看', rests: 'it opens nothing from its hour on; the job only writes that down' },
    ended: { text: '已到期或收回', end: true },
  },
  transitions: [
    {
      action: 'revoke',
      from: ['open'],
      to: 'ended',
      by: ['operator-admin'],
      when: holds,
      label: '收回',
      clause: '12.1',
    },
    { action: 'expire', from: ['open'], to: 'ended', by: ['system'], label: '到期' },
  ],
});
export type InspectionLinkState = StateOf<typeof inspectionLifecycle>;
