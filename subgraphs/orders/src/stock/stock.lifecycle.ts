import type { LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { lifecycleOf } from '@heitu/kit/rules/lifecycle';

/** Whether a lot in the store may leave. Who has to do something about a lot is said by catalog, which has the lots. */
export const lotStockLifecycle = lifecycleOf<Role, Desk, ClauseRef, { blockCause: LotStopCause | null }>()({
  name: 'lot',
  once: 'blockCause',
  initial: 'sellable',
  states: {
    sellable: { text: '可售', rests: 'until it is sold out; what expires is blocked on the next day' },
    blocked: { text: '停售', rests: 'catalog has the lot and its recall: here it only may not leave' },
  },
  transitions: [
    { action: 'block', from: ['sellable'], to: 'blocked', by: ['system'], label: '停售' },
    { action: 'release', from: ['blocked'], to: 'sellable', by: ['system'], label: '恢复销售' },
  ],
});
