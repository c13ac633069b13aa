import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { KNOWN_WITHIN_MS } from '../provider.policy.ts';
import { GROWER_PAID_WORKING_DAYS, OVERPAID_WORKING_DAYS } from './grower.policy.ts';

/** What a cooperative owes one grower of one line of an order, until it is paid to the fen. */
export const growerShareLifecycle = lifecycleOf<Role, Desk, ClauseRef, { sinceMs: number }>()({
  name: 'grower-share',
  initial: 'open',
  states: {
    open: {
      text: '还没付清',
      desk: 'seller',
      until: { since: 'sinceMs', workingDays: GROWER_PAID_WORKING_DAYS },
      then: { desk: 'finance' },
    },
    paid: { text: '付清了', end: true },
    void: { text: '买家退了，不用付', end: true },
    over: {
      text: '买家退了，多付的从下一笔里扣',
      desk: 'seller',
      until: { since: 'sinceMs', workingDays: OVERPAID_WORKING_DAYS },
      then: { action: 'leave', job: 'end-overpaid-shares' },
    },
    left: { text: '多付的没有扣完，双方自己结', end: true },
  },
  transitions: [
    { action: 'pay', from: ['open', 'over', 'void'], to: 'paid', by: ['system'], label: '付清' },
    { action: 'drop', from: ['open', 'paid', 'over'], to: 'void', by: ['system'], label: '不用付了' },
    { action: 'owe', from: ['paid', 'void', 'over'], to: 'open', by: ['system'], label: '还欠' },
    { action: 'exceed', from: ['open', 'paid', 'void'], to: 'over', by: ['system'], label: '付多了' },
    { action: 'leave', from: ['over'], to: 'left', by: ['system'], label: '双方自己结' },
  ],
});
export type GrowerShareState = StateOf<typeof growerShareLifecycle>;

/** Money from a cooperative's account to a grower, who confirms it in WeChat. */
export const growerTransferLifecycle = lifecycleOf<Role, Desk, ClauseRef, { createdAtMs: number; endsAtMs: number }>()({
  name: 'grower-transfer',
  initial: 'due',
  states: {
    due: {
      text: '正在转',
      desk: 'platform',
      until: { since: 'createdAtMs', ms: KNOWN_WITHIN_MS },
      then: { desk: 'finance' },
    },
    waiting: {
      text: '等收款人点收款',
      own: '等您点收款',
      desk: 'grower',
      until: 'endsAtMs',
      then: { desk: 'finance' },
    },
    paid: { text: '收到了', end: true },
    closed: { text: '没有转成，钱还在', end: true },
  },
  transitions: [
    { action: 'wait', from: ['due'], to: 'waiting', by: ['system'], label: '等收款' },
    { action: 'pay', from: ['due', 'waiting'], to: 'paid', by: ['system'], label: '收款' },
    { action: 'close', from: ['due', 'waiting'], to: 'closed', by: ['system'], label: '没有转成' },
  ],
});
export type GrowerTransferState = StateOf<typeof growerTransferLifecycle>;
