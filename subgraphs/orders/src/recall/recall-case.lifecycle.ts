import { lifecycleOf, type ActionOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/** Who reports a recall, and who closes it. */
export const RECALL_KEEPERS = ['operator-admin', 'reviewer'] as const satisfies readonly Role[];

interface Judged {
  reportDueAtMs: number;
  finishDueAtMs: number;
  reviewDueAtMs: number | null;
}
const toBeReported = { desk: 'operator-admin', until: 'reportDueAtMs', then: { desk: 'regulator' } } as const;

/** A recall: a lot, the lots made from it, and everybody who has some of it. */
export const recallCaseLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'recall-case',
  initial: 'opened',
  states: {
    opened: { text: '正在通知买家', ...toBeReported },
    notified: { text: '已通知买家，待报告主管部门', ...toBeReported },
    reported: {
      text: '已报告，正在收回',
      desk: 'operator-admin',
      until: 'finishDueAtMs',
      then: { desk: 'regulator' },
    },
    // One person's word alone closes nothing: where nobody looks at it, it is open again.
    closing: {
      text: '等第二人复核',
      desk: 'operator-admin',
      until: 'reviewDueAtMs',
      then: { action: 'lapse-closure', job: 'end-recalls' },
    },
    closed: { text: '已关闭', end: true },
  },
  transitions: [
    {
      action: 'notify',
      from: ['opened'],
      to: 'notified',
      by: ['system'],
      label: '买家都通知到了',
      clause: '7.3.6.a-c',
    },
    {
      action: 'report',
      from: ['opened', 'notified'],
      to: 'reported',
      by: RECALL_KEEPERS,
      label: '登记向主管部门的报告',
      clause: '7.3.6.a-c',
    },
    {
      action: 'propose-closure',
      from: ['reported'],
      to: 'closing',
      by: RECALL_KEEPERS,
      label: '提出关闭',
      clause: '7.3.6.a-c',
    },
    {
      action: 'confirm-closure',
      from: ['closing'],
      to: 'closed',
      by: RECALL_KEEPERS,
      label: '复核，关闭',
      clause: '7.3.6.a-c',
    },
    { action: 'refuse-closure', from: ['closing'], to: 'reported', by: RECALL_KEEPERS, label: '不能关闭，继续收回' },
    // What it has learned is not true any more: it is told of the graver level anew.
    {
      action: 'report-anew',
      from: ['reported', 'closing'],
      to: 'notified',
      by: ['system'],
      label: '升了级，重新报告主管部门',
      clause: '7.3.6.a-c',
    },
    { action: 'lapse-closure', from: ['closing'], to: 'reported', by: ['system'], label: '没有人复核，重新提出' },
  ],
});
export type RecallCaseState = StateOf<typeof recallCaseLifecycle>;
export type RecallCaseAct = ActionOf<typeof recallCaseLifecycle>;
