import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Role } from '@heitu/standard';

export const lotLifecycle = defineLifecycle<
  'registered' | 'released' | 'blocked' | 'recalled',
  'release' | 'block' | 'recall',
  Role,
  ClauseRef
>({
  name: 'lot',
  initial: 'registered',
  states: { registered: '已登记', released: '可售', blocked: '停售', recalled: '已召回' },
  transitions: [
    {
      action: 'release',
      from: ['registered'],
      to: 'released',
      by: ['seller-owner', 'seller-staff'],
      label: '放行销售',
      clause: '7.3.2.a-f',
    },
    {
      action: 'block',
      from: ['registered', 'released'],
      to: 'blocked',
      by: ['system'],
      label: '停售',
      clause: '7.3.6.a-c',
    },
    {
      action: 'recall',
      from: ['released', 'blocked'],
      to: 'recalled',
      by: ['seller-owner', 'seller-staff', 'reviewer', 'operator-admin'],
      label: '召回',
    },
  ],
});
