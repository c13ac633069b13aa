import { DAY_MS } from '@heitu/kit/rules/clock';
import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import { REMIND_BEFORE_DAYS, type ClauseRef, type Desk } from '@heitu/standard';
import { STANDINGS, type Standing } from './party.policy.ts';

/**
 * Whether a party may do business. `standingOf` says from its papers, reviews and measures what it is now;
 * refresh-standing.ts takes the party there. A compulsory paper that ends takes it out of business as well, by the same
 * job: the day is the party's `validUntil`.
 */
export const standingLifecycle = lifecycleOf<never, Desk, ClauseRef, { reReviewDueAtMs: number | null }>()({
  name: 'party',
  column: 'standing',
  initial: 'unfiled',
  states: {
    unfiled: { text: STANDINGS.unfiled.title, rests: 'its people hand its papers in when they have them' },
    good: {
      text: STANDINGS.good.title,
      desk: 'reviewer',
      until: 'reReviewDueAtMs',
      then: { action: 'miss-review', job: 'lapse-standing' },
    },
    'papers-lapsed': {
      text: STANDINGS['papers-lapsed'].title,
      rests: 'it is out of business until newer papers of it are approved',
    },
    'review-overdue': {
      text: STANDINGS['review-overdue'].title,
      desk: 'reviewer',
      until: 'reReviewDueAtMs',
      then: { desk: 'operator-admin' },
    },
    suspended: { text: STANDINGS.suspended.title, rests: 'the measure, which trust keeps, says until when' },
  },
  transitions: [
    {
      action: 'qualify',
      from: ['unfiled', 'papers-lapsed', 'review-overdue', 'suspended'],
      to: 'good',
      by: ['system'],
      label: '资质有效',
      clause: '6.4',
    },
    {
      action: 'lapse',
      from: ['unfiled', 'good', 'review-overdue', 'suspended'],
      to: 'papers-lapsed',
      by: ['system'],
      label: '证照过期',
      clause: '6.4',
    },
    {
      action: 'miss-review',
      from: ['good', 'papers-lapsed', 'suspended'],
      to: 'review-overdue',
      by: ['system'],
      label: '到期未复核',
      clause: '6.4',
    },
    {
      action: 'suspend',
      from: ['unfiled', 'good', 'papers-lapsed', 'review-overdue'],
      to: 'suspended',
      by: ['system'],
      label: '暂停运营',
      clause: '6.6.end',
    },
  ],
});
/** What takes a party to a standing; nothing takes it back to before it was filed. */
export const WAY_TO = {
  good: 'qualify',
  'papers-lapsed': 'lapse',
  'review-overdue': 'miss-review',
  suspended: 'suspend',
} as const satisfies Record<Exclude<Standing, 'unfiled'>, string>;

/** A measure as it is known here: trust takes it and lifts it. */
export const partyMeasureLifecycle = lifecycleOf<never, Desk, ClauseRef>()({
  name: 'party-measure',
  once: 'liftedAtMs',
  initial: 'in-force',
  states: {
    'in-force': { text: '执行中', rests: 'trust, which took it, says when it ends' },
    lifted: { text: '已解除', end: true },
  },
  transitions: [{ action: 'lift', from: ['in-force'], to: 'lifted', by: ['system'], label: '解除', clause: '6.6.end' }],
});

/** That a review falls due is said once before each: the next review sets it back. */
export const reviewReminderLifecycle = lifecycleOf<never, Desk, ClauseRef, { reReviewDueAtMs: number | null }>()({
  name: 're-review-reminder',
  once: 'reReviewRemindedAtMs',
  initial: 'unsaid',
  states: {
    unsaid: {
      text: '未提醒',
      desk: 'platform',
      until: { since: 'reReviewDueAtMs', ms: -REMIND_BEFORE_DAYS * DAY_MS },
      then: { action: 'remind', job: 'remind-of-expiry' },
    },
    said: { text: '已提醒', rests: 'the party knows; its next review sets it back' },
  },
  transitions: [{ action: 'remind', from: ['unsaid'], to: 'said', by: ['system'], label: '提醒复核', clause: '6.4' }],
});
