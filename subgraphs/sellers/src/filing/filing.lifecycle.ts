import { DAY_MS } from '@heitu/kit/rules/clock';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { REMIND_BEFORE_DAYS, type ClauseRef, type Desk, type Role } from '@heitu/standard';
import { type OwnPart } from '../party/party.policy.ts';
import { REVIEW_WORKING_DAYS, UNSEEN_WORKING_DAYS } from './filing.policy.ts';

export const filingLifecycle = lifecycleOf<Role, Desk, ClauseRef, { submittedAtMs: number }>()({
  name: 'filing',
  initial: 'under-review',
  states: {
    'under-review': {
      text: '审核中',
      desk: 'reviewer',
      until: { since: 'submittedAtMs', workingDays: REVIEW_WORKING_DAYS },
      then: { desk: 'operator-admin' },
      // Silence is no approval, and keeps nobody waiting for ever.
      atLast: {
        until: { since: 'submittedAtMs', workingDays: UNSEEN_WORKING_DAYS },
        action: 'return',
        job: 'return-unseen-filings',
      },
    },
    approved: { text: '已备案', end: true },
    returned: { text: '退回补正', rests: 'its people hand the completed papers in with a filing of their own' },
    rejected: { text: '不予备案', end: true },
  },
  transitions: [
    { action: 'approve', from: ['under-review'], to: 'approved', by: ['reviewer'], label: '通过', clause: '6.4' },
    {
      action: 'return',
      from: ['under-review'],
      to: 'returned',
      by: ['reviewer', 'system'],
      label: '退回补正',
      clause: '6.4',
    },
    { action: 'reject', from: ['under-review'], to: 'rejected', by: ['reviewer'], label: '不予备案', clause: '6.4' },
  ],
});

/** A party's paper goes through review with a filing; a supplier's paper is accepted by the seller with the supplier. */
export const documentLifecycle = lifecycleOf<OwnPart, Desk, ClauseRef>()({
  name: 'document',
  initial: 'filed',
  states: {
    filed: { text: '还没提交', rests: 'its people hand it in with a filing, or accept it with the supplier' },
    'under-review': { text: '审核中', rests: 'the filing that it came with is what waits' },
    accepted: { text: '已备案', rests: 'it counts until its last day, and is on file after that' },
    withdrawn: { text: '已撤回', end: true },
  },
  transitions: [
    { action: 'submit', from: ['filed'], to: 'under-review', by: ['system'], label: '提交审核', clause: '6.4' },
    { action: 'hand-back', from: ['under-review'], to: 'filed', by: ['system'], label: '退回', clause: '6.4' },
    {
      action: 'accept',
      from: ['filed', 'under-review'],
      to: 'accepted',
      by: ['system'],
      label: '备案',
      clause: '6.4',
    },
    { action: 'withdraw', from: ['filed'], to: 'withdrawn', by: ['party', 'system'], label: '撤回' },
  ],
});
export type DocumentAct = keyof typeof documentLifecycle.labels;
export type DocumentState = StateOf<typeof documentLifecycle>;
export type FilingState = StateOf<typeof filingLifecycle>;

/** That a paper ends is said once, ahead of its last day. */
export const paperReminderLifecycle = lifecycleOf<never, Desk, ClauseRef, { validUntil: string | null }>()({
  name: 'document-reminder',
  once: 'remindedAtMs',
  initial: 'unsaid',
  states: {
    unsaid: {
      text: '未提醒',
      desk: 'platform',
      until: { since: 'validUntil', ms: -REMIND_BEFORE_DAYS * DAY_MS },
      then: { action: 'remind', job: 'remind-of-expiry' },
    },
    said: { text: '已提醒', end: true },
  },
  transitions: [{ action: 'remind', from: ['unsaid'], to: 'said', by: ['system'], label: '提醒到期', clause: '6.4' }],
});
