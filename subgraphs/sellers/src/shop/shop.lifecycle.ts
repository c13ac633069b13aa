import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Role } from '@heitu/standard';

export const shopLifecycle = defineLifecycle<'open' | 'closed', 'close' | 'reopen', Role, ClauseRef>({
  name: 'shop',
  initial: 'open',
  states: { open: '营业', closed: '停业' },
  transitions: [
    { action: 'close', from: ['open'], to: 'closed', by: ['seller-owner', 'seller-staff'], label: '暂停营业' },
    {
      action: 'reopen',
      from: ['closed'],
      to: 'open',
      by: ['seller-owner', 'seller-staff'],
      label: '恢复营业',
      clause: '6.4',
    },
  ],
});
