import { lifecycleOf, type ActionOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { type ClauseRef, type Desk, type Role, SELLER_ROLES } from '@heitu/standard';
import { GIVE_UP_WORKING_DAYS, LOST_AT_LAST_WORKING_DAYS } from './recall.policy.ts';
import { RECALL_KEEPERS } from './recall-case.lifecycle.ts';

interface Judged {
  foundAtMs: number;
  dueAtMs: number;
  lookDueAtMs: number | null;
}
const lostAtLast = {
  until: { since: 'foundAtMs', workingDays: LOST_AT_LAST_WORKING_DAYS },
  action: 'lose',
  job: 'end-recalls',
} as const;

/** Some units of a recalled lot, where they were found and what becomes of them. */
export const recallRowLifecycle = lifecycleOf<Role, Desk, ClauseRef, Judged>()({
  name: 'recall-row',
  initial: 'on-way',
  states: {
    'on-way': {
      text: '停在路上，正在退回',
      desk: 'carrier',
      until: 'dueAtMs',
      then: { desk: 'operator-admin' },
      // Its parcel ends long before, and this row with it.
      atLast: lostAtLast,
    },
    'at-buyer': {
      text: '在买家手里，等买家确认',
      own: '请您确认货还在不在',
      desk: 'buyer',
      until: 'dueAtMs',
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'foundAtMs', workingDays: GIVE_UP_WORKING_DAYS },
        action: 'give-up',
        job: 'end-recalls',
      },
    },
    'coming-back': {
      text: '买家还有，正在取回',
      desk: 'carrier',
      until: 'dueAtMs',
      then: { desk: 'operator-admin' },
      // Its return ends long before, and this row with it.
      atLast: lostAtLast,
    },
    sealed: {
      text: '商家封存，等销毁',
      own: '请单独封存，销毁后传照片',
      desk: 'seller',
      until: 'dueAtMs',
      then: { desk: 'operator-admin' },
    },
    // A photo is nobody's proof before somebody else has looked at it.
    shown: {
      text: '传了销毁照片，等平台核验',
      desk: 'reviewer',
      until: 'lookDueAtMs',
      then: { desk: 'operator-admin' },
    },
    destroyed: { text: '已销毁', end: true },
    gone: { text: '收不回', end: true },
  },
  transitions: [
    // The parcel was signed for before it could be stopped.
    { action: 'arrive', from: ['on-way'], to: 'at-buyer', by: ['system'], label: '送到了', clause: '7.3.6.a-c' },
    {
      action: 'hand-back',
      from: ['at-buyer'],
      to: 'coming-back',
      by: ['consumer', ...RECALL_KEEPERS],
      label: '还在，请来取',
      clause: '7.3.6.a-c',
    },
    {
      action: 'use-up',
      from: ['at-buyer'],
      to: 'gone',
      by: ['consumer', ...RECALL_KEEPERS],
      label: '没有了',
      clause: '7.3.6.a-c',
    },
    {
      action: 'come-back',
      from: ['on-way', 'at-buyer', 'coming-back'],
      to: 'sealed',
      by: ['system'],
      label: '收回封存',
      clause: '7.3.6.a-c',
    },
    { action: 'keep', from: ['coming-back'], to: 'gone', by: ['system'], label: '没有寄回' },
    { action: 'lose', from: ['on-way', 'coming-back'], to: 'gone', by: ['system'], label: '路上丢了' },
    { action: 'give-up', from: ['at-buyer'], to: 'gone', by: ['system'], label: '联系不上' },
    { action: 'destroy', from: ['sealed'], to: 'shown', by: SELLER_ROLES, label: '已销毁', clause: '7.3.6.a-c' },
    {
      action: 'accept-photo',
      from: ['shown'],
      to: 'destroyed',
      by: RECALL_KEEPERS,
      label: '照片核验通过',
      clause: '7.3.6.a-c',
    },
    {
      action: 'return-photo',
      from: ['shown'],
      to: 'sealed',
      by: RECALL_KEEPERS,
      label: '退回重拍',
      clause: '7.3.6.a-c',
    },
  ],
});
export type RecallRowState = StateOf<typeof recallRowLifecycle>;
export type RecallRowAct = ActionOf<typeof recallRowLifecycle>;
