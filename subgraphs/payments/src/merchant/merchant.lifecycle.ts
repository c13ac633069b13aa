import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { SELLER_ROLES } from '@heitu/standard';
import { PASSWORD_ROTATION } from './merchant.policy.ts';

/** Who keeps the payment password of their party's account. */
export const PASSWORD_KEEPERS = [...SELLER_ROLES, 'carrier-manager'] as const satisfies readonly Role[];

/** Only the provider closes an account; what nobody may receive any more is said by `inGoodStanding`. */
export const merchantLifecycle = lifecycleOf<Role, Desk, ClauseRef, { passwordDueAtMs: number }>()({
  name: 'merchant-account',
  initial: 'open',
  states: {
    open: { text: '已开通', desk: 'seller', until: 'passwordDueAtMs', then: { desk: 'finance' } },
  },
  transitions: [
    {
      action: 'rotate-password',
      from: ['open'],
      to: 'open',
      by: PASSWORD_KEEPERS,
      label: '确认已修改支付密码',
      clause: PASSWORD_ROTATION.clause,
    },
  ],
});
export type MerchantAccountState = StateOf<typeof merchantLifecycle>;
