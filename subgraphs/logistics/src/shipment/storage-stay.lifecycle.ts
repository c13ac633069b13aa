import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

interface Judged {
  leaveByMs: number;
}
export const storageStayLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'storage-stay',
  once: 'leftAtMs',
  initial: 'stored',
  states: {
    stored: { text: '在库', desk: 'carrier', until: 'leaveByMs', then: { desk: 'operator-admin' } },
    left: { text: '已出库', end: true },
  },
  transitions: [
    {
      action: 'release',
      from: ['stored'],
      to: 'left',
      by: ['carrier-manager', 'courier', 'system'],
      label: '出库',
      clause: '8.7.end',
    },
  ],
});
