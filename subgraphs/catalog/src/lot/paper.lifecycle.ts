import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { WITHDRAWERS } from '../roles.ts';

/** So long a reviewer has for a paper; then it lies with the administrators too. */
export const PAPER_WORKING_DAYS = 2;
/** So long after its filing a paper goes back that nobody has judged. */
export const PAPER_AT_LAST_WORKING_DAYS = 15;

/** What is told of one that this job sends back. */
export const RETURNED_UNSEEN = `${PAPER_AT_LAST_WORKING_DAYS}个工作日里没有人来核验，系统退回了，请再交一次`;
/** A second person is to open it; what nobody has judged goes back by this job. */
export const toBeOpened = (job: string) =>
  ({
    text: '待核验',
    desk: 'reviewer',
    until: 'acceptDueAtMs',
    then: { desk: 'operator-admin' },
    atLast: {
      until: { since: 'acceptDueAtMs', workingDays: PAPER_AT_LAST_WORKING_DAYS - PAPER_WORKING_DAYS },
      action: 'return',
      job,
    },
  }) as const;

const states = {
  filed: toBeOpened('return-unseen-papers'),
  accepted: { text: '已核验', end: true },
  returned: { text: '已退回', end: true },
} as const;

/** A paper of a lot: its seller files it, and somebody else opens its scan and accepts it or sends it back (7.3.2). */
export const certificateLifecycle = lifecycleOf<Role, Desk, ClauseRef, { acceptDueAtMs: number }>()({
  name: 'certificate',
  initial: 'filed',
  states,
  transitions: [
    { action: 'accept', from: ['filed'], to: 'accepted', by: WITHDRAWERS, label: '核验通过', clause: '7.3.2.a-f' },
    {
      action: 'return',
      from: ['filed'],
      to: 'returned',
      by: [...WITHDRAWERS, 'system'],
      label: '退回',
      clause: '7.3.2.a-f',
    },
  ],
});
/** A report, likewise (7.3.6). */
export const inspectionLifecycle = lifecycleOf<Role, Desk, ClauseRef, { acceptDueAtMs: number }>()({
  name: 'inspection',
  initial: 'filed',
  states,
  transitions: [
    { action: 'accept', from: ['filed'], to: 'accepted', by: WITHDRAWERS, label: '核验通过', clause: '7.3.6.a-c' },
    {
      action: 'return',
      from: ['filed'],
      to: 'returned',
      by: [...WITHDRAWERS, 'system'],
      label: '退回',
      clause: '7.3.6.a-c',
    },
  ],
});
export type PaperState = StateOf<typeof inspectionLifecycle>;
