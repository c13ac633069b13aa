import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { SELLERS, WITHDRAWERS } from '../roles.ts';

interface Judged {
  /** The authority's order by which it is off sale. */
  orderedBy?: string | null;
}
const notOrdered = { holds: ({ orderedBy }: Judged) => !orderedBy, else: 'WRONG_STATE' } as const;

export const productLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'product',
  initial: 'draft',
  states: {
    draft: { text: '草稿', rests: 'only its seller sees it' },
    'on-sale': { text: '在售', rests: 'it is offered for as long as its seller likes' },
    withdrawn: { text: '已下架', rests: 'its seller may offer it again' },
    removed: { text: '被平台撤下', rests: 'nobody sees it until its seller corrects it' },
  },
  transitions: [
    {
      action: 'publish',
      from: ['draft', 'withdrawn'],
      to: 'on-sale',
      by: SELLERS,
      label: '上架',
      clause: '6.5.c',
    },
    { action: 'withdraw', from: ['on-sale'], to: 'withdrawn', by: SELLERS, label: '下架' },
    {
      action: 'leave-band',
      from: ['on-sale'],
      to: 'withdrawn',
      by: ['system'],
      label: '价格超出政府价格',
      clause: '7.3.5.a',
    },
    {
      action: 'remove',
      from: ['draft', 'on-sale', 'withdrawn'],
      to: 'removed',
      by: WITHDRAWERS,
      label: '撤下违规信息',
      clause: '6.5.b',
    },
    {
      action: 'correct',
      from: ['removed'],
      to: 'draft',
      by: SELLERS,
      when: notOrdered,
      label: '改正',
      clause: '6.5.b',
    },
    { action: 'reinstate', from: ['removed'], to: 'withdrawn', by: ['system'], label: '申诉成立', clause: '7.3.8.m' },
  ],
});
export type ProductState = StateOf<typeof productLifecycle>;
