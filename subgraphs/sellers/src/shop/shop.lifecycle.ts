import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import type { OwnPart } from '../party/party.policy.ts';

/** Who looks at shops, and may take one down. */
export const SHOP_LOOKERS = ['reviewer', 'operator-admin'] as const satisfies readonly Role[];

export const shopLifecycle = lifecycleOf<Role | OwnPart, Desk, ClauseRef>()({
  name: 'shop',
  initial: 'open',
  states: {
    open: { text: '营业', rests: 'it sells for as long as its owner likes' },
    closed: { text: '停业', rests: 'its owner opens it again, or not' },
    removed: { text: '被平台撤下', rests: 'nobody reads what it says until its people correct it' },
  },
  transitions: [
    { action: 'close', from: ['open'], to: 'closed', by: ['party'], label: '暂停营业' },
    { action: 'reopen', from: ['closed'], to: 'open', by: ['party'], label: '恢复营业', clause: '6.4' },
    {
      action: 'remove',
      from: ['open', 'closed'],
      to: 'removed',
      by: SHOP_LOOKERS,
      label: '撤下违规信息',
      clause: '6.5.b',
    },
    { action: 'correct', from: ['removed'], to: 'closed', by: ['party'], label: '改正', clause: '6.5.b' },
    { action: 'reinstate', from: ['removed'], to: 'closed', by: ['system'], label: '申诉成立', clause: '7.3.8.m' },
  ],
});
export type ShopState = StateOf<typeof shopLifecycle>;
