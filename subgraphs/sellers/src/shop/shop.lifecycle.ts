import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk } from '@heitu/standard';
import type { OwnPart } from '../party/party.policy.ts';

export const shopLifecycle = lifecycleOf<OwnPart, Desk, ClauseRef>()({
  name: 'shop',
  initial: 'open',
  states: {
    open: { text: '营业', rests: 'it sells for as long as its owner likes' },
    closed: { text: '停业', rests: 'its owner opens it again, or not' },
  },
  transitions: [
    { action: 'close', from: ['open'], to: 'closed', by: ['party'], label: '暂停营业' },
    { action: 'reopen', from: ['closed'], to: 'open', by: ['party'], label: '恢复营业', clause: '6.4' },
  ],
});
export type ShopState = StateOf<typeof shopLifecycle>;
