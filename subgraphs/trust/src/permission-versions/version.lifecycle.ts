import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

interface JudgedVersion {
  dueAtMs: number;
}
export const versionLifecycle = lifecycleOf<Role, Desk, ClauseRef, JudgedVersion>()({
  name: 'permission-version',
  initial: 'unapproved',
  states: {
    unapproved: { text: '待批准', desk: 'operator-admin', until: 'dueAtMs', then: { desk: 'regulator' } },
    approved: { text: '已批准', end: true },
    replaced: { text: '没批准就换掉了', rests: 'other rules are in force; where it comes back, it waits again' },
  },
  transitions: [
    {
      action: 'approve',
      from: ['unapproved'],
      to: 'approved',
      by: ['operator-admin'],
      label: '批准这一版',
      clause: '5.3.e-i',
    },
    { action: 'replace', from: ['unapproved'], to: 'replaced', by: ['system'], label: '换成另一版' },
    { action: 'return', from: ['replaced'], to: 'unapproved', by: ['system'], label: '换回这一版' },
  ],
});
export type VersionState = StateOf<typeof versionLifecycle>;
