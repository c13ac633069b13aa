import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { ACCOUNT_HOLDERS, PASSWORD_ROTATION } from './merchant.policy.ts';

/** Only the provider closes an account; why nothing new is paid into one is asked of `whyNotReceive`. */
export const merchantLifecycle = lifecycleOf<Role, Desk, ClauseRef, { passwordDueAtMs?: number | null | undefined }>()({
  name: 'merchant-account',
  initial: 'open',
  states: {
    open: { text: '已开通', desk: 'party', until: 'passwordDueAtMs', then: { desk: 'finance' } },
    entrusted: { text: '已开通，密码由支付机构管', rests: 'the provider has its passwords changed by its own rules' },
  },
  transitions: [
    { action: 'entrust', from: ['open'], to: 'entrusted', by: ['system'], label: '密码交支付机构管', clause: '7.4.s' },
    { action: 'take-charge', from: ['entrusted'], to: 'open', by: ['system'], label: '密码自己管', clause: '7.4.s' },
    {
      action: 'rotate-password',
      from: ['open'],
      to: 'open',
      by: ACCOUNT_HOLDERS,
      label: '确认已修改支付密码',
      clause: PASSWORD_ROTATION.clause,
    },
  ],
});
export type MerchantAccountState = StateOf<typeof merchantLifecycle>;
