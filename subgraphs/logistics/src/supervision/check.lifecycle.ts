import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { SETTLE_FINDING_WORKING_DAYS } from './supervision.policy.ts';

interface Judged {
  dueAtMs?: number | null | undefined;
  openSinceMs?: number | null | undefined;
}
export const checkLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'supervision-check',
  initial: 'planned',
  states: {
    planned: { text: '待检查', desk: 'operator-admin', until: 'dueAtMs', then: { desk: 'regulator' } },
    breached: {
      text: '查出问题',
      desk: 'operator-admin',
      until: { since: 'openSinceMs', workingDays: SETTLE_FINDING_WORKING_DAYS },
      then: { desk: 'regulator' },
    },
    closed: { text: '已了结', rests: 'what was found is put right, as long as the measure for it stands' },
  },
  transitions: [
    {
      action: 'record',
      from: ['planned'],
      to: 'breached',
      by: ['operator-admin'],
      label: '登记检查结果',
      clause: '8.2.au',
    },
    // Nothing was found: with its record it is done.
    { action: 'close', from: ['breached'], to: 'closed', by: ['system'], label: '没有问题' },
    {
      action: 'settle',
      from: ['breached'],
      to: 'closed',
      by: ['operator-admin'],
      label: '登记处理措施',
      clause: '8.2.au',
    },
    // The measure that closed it was taken wrongly: an appeal against it has held.
    {
      action: 'reopen',
      from: ['closed'],
      to: 'breached',
      by: ['system'],
      label: '措施撤销，要重新处理',
      clause: '8.2.au',
    },
    // Somebody else has looked again, and found it put right.
    { action: 'find-mended', from: ['breached'], to: 'closed', by: ['system'], label: '复查通过', clause: '8.2.au' },
  ],
});
export type CheckState = StateOf<typeof checkLifecycle>;
