import { type ClauseRef, type Desk, type Role, SELLER_ROLES } from '@heitu/standard';
import { type ActionOf, lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { CHECK_WORKING_DAYS, COLLECT_WORKING_DAYS, SEND_ANEW_WORKING_DAYS, type Cause } from './after-sale.policy.ts';

/** What deadlines and guards look at. */
interface Judged {
  cause: Cause;
  answerDueAtMs: number;
  decidedAtMs: number | null;
  handedOverAtMs: number | null;
  checkedAtMs: number | null;
  refundDueAtMs: number | null;
}

/** A return without a reason was checked when it was asked for. */
const mayBeTurnedDown = {
  holds: ({ cause }: Judged) => cause !== 'no-reason',
  else: 'NO_REASON_RETURN_STANDS',
} as const;

export const afterSaleLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'after-sale',
  initial: 'requested',
  states: {
    requested: {
      text: '待商家处理',
      desk: 'seller',
      until: 'answerDueAtMs',
      then: { action: 'approve', job: 'answer-after-sales' },
    },
    approved: {
      text: '待上门取件',
      desk: 'carrier',
      until: { since: 'decidedAtMs', workingDays: COLLECT_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    'handed-over': {
      text: '待商家验收',
      desk: 'seller',
      until: { since: 'handedOverAtMs', workingDays: CHECK_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    refunding: { text: '退款中', desk: 'provider', until: 'refundDueAtMs', then: { desk: 'finance' } },
    refunded: { text: '已退款', end: true },
    exchanging: {
      text: '换货发出',
      desk: 'carrier',
      until: { since: 'checkedAtMs', workingDays: SEND_ANEW_WORKING_DAYS },
      then: { desk: 'operator-admin' },
    },
    exchanged: { text: '换货完成', end: true },
    rejected: { text: '商家未同意', end: true },
    declined: { text: '验收未通过', end: true },
    withdrawn: { text: '已撤回', end: true },
  },
  transitions: [
    { action: 'approve', from: ['requested'], to: 'approved', by: [...SELLER_ROLES, 'system'], label: '同意' },
    {
      action: 'reject',
      from: ['requested'],
      to: 'rejected',
      by: SELLER_ROLES,
      label: '不同意',
      when: mayBeTurnedDown,
    },
    { action: 'withdraw', from: ['requested'], to: 'withdrawn', by: ['consumer'], label: '撤回申请' },
    {
      action: 'hand-over',
      from: ['approved'],
      to: 'handed-over',
      by: ['system'],
      label: '与配送员交接',
      clause: '7.6.x',
    },
    { action: 'accept', from: ['handed-over'], to: 'refunding', by: SELLER_ROLES, label: '验收通过', clause: '7.6.z' },
    {
      action: 'decline',
      from: ['handed-over'],
      to: 'declined',
      by: SELLER_ROLES,
      label: '验收不通过',
      clause: '7.6.y',
    },
    { action: 'exchange', from: ['handed-over'], to: 'exchanging', by: ['system'], label: '换货发出', clause: '7.6.z' },
    {
      action: 'refund',
      from: ['requested', 'exchanging'],
      to: 'refunding',
      by: ['system'],
      label: '退款',
      clause: '7.6.aa',
    },
    { action: 'finish-refund', from: ['refunding'], to: 'refunded', by: ['system'], label: '退款到账' },
    { action: 'finish-exchange', from: ['exchanging'], to: 'exchanged', by: ['system'], label: '换货签收' },
  ],
});
export type AfterSaleState = StateOf<typeof afterSaleLifecycle>;
export type AfterSaleAct = ActionOf<typeof afterSaleLifecycle>;
