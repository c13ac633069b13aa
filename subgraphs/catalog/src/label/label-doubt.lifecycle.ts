import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { SELLERS, WITHDRAWERS } from '../roles.ts';

/** So long the seller has to look whether bags of others bear its code; then the operator looks, too. */
export const LABEL_DOUBT_WORKING_DAYS = 3;
/** So long after it nobody has looked: whoever scans the code is warned from then on for ever. */
export const LABEL_DOUBT_AT_LAST_WORKING_DAYS = 10;

/** A label that was scanned as no single bag can be: its code may stand on others' bags. */
export const labelDoubtLifecycle = lifecycleOf<Role, Desk, ClauseRef, { answerDueAtMs: number }>()({
  name: 'label-doubt',
  initial: 'open',
  states: {
    open: {
      text: '可能被人仿印，等商家查',
      own: '您的码可能被人仿印，请查一查',
      desk: 'seller',
      until: 'answerDueAtMs',
      then: { desk: 'reviewer' },
      atLast: {
        until: { since: 'answerDueAtMs', workingDays: LABEL_DOUBT_AT_LAST_WORKING_DAYS },
        action: 'stand',
        job: 'stand-label-doubts',
      },
    },
    cleared: { text: '平台查过，没问题', end: true },
    void: { text: '这个码作废了', end: true },
    standing: { text: '没有人说明，一直提醒扫码的人', end: true },
  },
  transitions: [
    { action: 'clear', from: ['open'], to: 'cleared', by: WITHDRAWERS, label: '查过，没问题' },
    { action: 'void', from: ['open'], to: 'void', by: [...SELLERS, ...WITHDRAWERS], label: '作废这个码' },
    { action: 'stand', from: ['open'], to: 'standing', by: ['system'], label: '没有人说明' },
  ],
});
export type LabelDoubtState = StateOf<typeof labelDoubtLifecycle>;
