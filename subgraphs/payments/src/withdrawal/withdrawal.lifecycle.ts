import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { KNOWN_WITHIN_MS } from '../provider.policy.ts';
import { BOUNCES_WITHIN_WORKING_DAYS, PAID_OUT_WITHIN_WORKING_DAYS } from './withdrawal.policy.ts';

interface Judged {
  createdAtMs: number;
  paidAtMs?: number | null | undefined;
}

/** Money from a party's account at the provider to its own bank account, as the provider tells of it. */
export const withdrawalLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'withdrawal',
  initial: 'due',
  states: {
    due: {
      text: '正在提交',
      desk: 'platform',
      until: { since: 'createdAtMs', ms: KNOWN_WITHIN_MS },
      then: { desk: 'finance' },
    },
    sent: {
      text: '支付机构在办，一般第二天到银行，节假日顺延',
      desk: 'platform',
      until: { since: 'createdAtMs', workingDays: PAID_OUT_WITHIN_WORKING_DAYS },
      then: { desk: 'finance' },
    },
    // The bank may send it back for some days.
    paid: {
      text: '打到银行了',
      desk: 'platform',
      until: { since: 'paidAtMs', workingDays: BOUNCES_WITHIN_WORKING_DAYS },
      then: { action: 'arrive', job: 'send-withdrawals' },
    },
    arrived: { text: '到账了', end: true },
    returned: { text: '银行退回来了，钱还在您的商户号', end: true },
    failed: { text: '没有提成，钱还在您的商户号', end: true },
  },
  transitions: [
    { action: 'send', from: ['due'], to: 'sent', by: ['system'], label: '提交' },
    { action: 'pay', from: ['due', 'sent'], to: 'paid', by: ['system'], label: '打款' },
    { action: 'arrive', from: ['paid'], to: 'arrived', by: ['system'], label: '到账' },
    { action: 'return', from: ['due', 'sent', 'paid'], to: 'returned', by: ['system'], label: '银行退回' },
    { action: 'fail', from: ['due', 'sent'], to: 'failed', by: ['system'], label: '没有提成' },
  ],
});
export type WithdrawalState = StateOf<typeof withdrawalLifecycle>;
