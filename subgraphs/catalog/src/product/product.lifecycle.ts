import { defineLifecycle } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Role } from '@heitu/standard';

type Action = 'publish' | 'withdraw' | 'remove' | 'correct';

export const productLifecycle = defineLifecycle<'draft' | 'on-sale' | 'withdrawn' | 'removed', Action, Role, ClauseRef>(
  {
    name: 'product',
    initial: 'draft',
    states: { draft: '草稿', 'on-sale': '在售', withdrawn: '已下架', removed: '被平台撤下' },
    transitions: [
      {
        action: 'publish',
        from: ['draft', 'withdrawn'],
        to: 'on-sale',
        by: ['seller-owner', 'seller-staff'],
        label: '上架',
        clause: '6.5.c',
      },
      { action: 'withdraw', from: ['on-sale'], to: 'withdrawn', by: ['seller-owner', 'seller-staff'], label: '下架' },
      {
        action: 'remove',
        from: ['draft', 'on-sale', 'withdrawn'],
        to: 'removed',
        by: ['reviewer', 'operator-admin'],
        label: '撤下违规信息',
        clause: '6.5.b',
      },
      {
        action: 'correct',
        from: ['removed'],
        to: 'draft',
        by: ['seller-owner', 'seller-staff'],
        label: '改正',
        clause: '6.5.b',
      },
    ],
  },
);
