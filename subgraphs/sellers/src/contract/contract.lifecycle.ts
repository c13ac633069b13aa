import { DAY_MS } from '@heitu/kit/rules/clock';
import { lifecycleOf, type ActionOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { SIGN_WORKING_DAYS } from './contract.policy.ts';

/** Who filed it, and the other side. */
type Part = Role | 'party' | 'other';
/** What deadlines look at. */
interface Judged {
  offeredAtMs: number;
  validUntil: string;
}
/** They sign for the operator, and see that the payment provider has signed the paper. */
export const PLATFORM_SIGNERS = ['reviewer', 'operator-admin'] as const satisfies readonly Role[];

const unsigned = {
  until: { since: 'offeredAtMs', workingDays: SIGN_WORKING_DAYS },
  then: { action: 'lapse', job: 'end-contracts' },
} as const;

/** A contract binds when both have signed; from its last day on it holds for nothing that is begun later. */
export const contractLifecycle = lifecycleOf<Part, Desk, ClauseRef, Judged>()({
  name: 'contract',
  initial: 'offered',
  states: {
    offered: { text: '待对方签字', desk: 'party', own: '待签字', ...unsigned },
    'at-platform': { text: '待平台核对签字', desk: 'reviewer', ...unsigned },
    signed: {
      text: '双方已签字',
      desk: 'party',
      until: { since: 'validUntil', ms: DAY_MS },
      then: { action: 'expire', job: 'end-contracts' },
    },
    expired: { text: '已到期', end: true },
    declined: { text: '对方没有签', end: true },
    withdrawn: { text: '已撤回', end: true },
    lapsed: { text: '没有按时签，作废', end: true },
  },
  transitions: [
    { action: 'give-to-platform', from: ['offered'], to: 'at-platform', by: ['system'], label: '交平台核对' },
    { action: 'sign', from: ['offered'], to: 'signed', by: ['other'], label: '签字' },
    {
      action: 'sign',
      from: ['at-platform'],
      to: 'signed',
      by: PLATFORM_SIGNERS,
      label: '签字',
      clause: '7.4.q',
    },
    { action: 'decline', from: ['offered'], to: 'declined', by: ['other'], label: '不签' },
    { action: 'decline', from: ['at-platform'], to: 'declined', by: PLATFORM_SIGNERS, label: '不签' },
    { action: 'withdraw', from: ['offered', 'at-platform'], to: 'withdrawn', by: ['party'], label: '撤回' },
    { action: 'lapse', from: ['offered', 'at-platform'], to: 'lapsed', by: ['system'], label: '逾期作废' },
    { action: 'expire', from: ['signed'], to: 'expired', by: ['system'], label: '到期' },
  ],
});
export type ContractState = StateOf<typeof contractLifecycle>;
export type ContractAct = Extract<ActionOf<typeof contractLifecycle>, 'sign' | 'decline' | 'withdraw'>;
/** What people do with it. */
export const CONTRACT_ACTS = {
  sign: contractLifecycle.labels.sign,
  decline: contractLifecycle.labels.decline,
  withdraw: contractLifecycle.labels.withdraw,
} as const satisfies Readonly<Record<ContractAct, string>>;
