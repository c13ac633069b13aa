import { DAY_MS } from '@heitu/kit/rules/clock';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/** So long ahead it is announced that a platform ends (E-Commerce Law 16). */
export const ANNOUNCED_DAYS = 30;
/** A second person says yes by then, or it comes to nothing. */
export const SECOND_MS = 7 * DAY_MS;
/** There is one at a time. */
export const THE_PLATFORM = 'platform';
/** Two of them, each their own. */
export const ENDERS = ['operator-admin', 'finance'] as const satisfies readonly Role[];
/** People are told of it in these states. */
export const ANNOUNCED = ['announced', 'ended'] as const;

/** The end of the platform: put forward by one, announced by another, taken back until it has come. */
export const endingLifecycle = lifecycleOf<Role, Desk, ClauseRef, { lapsesAtMs: number; endsAtMs: number }>()({
  name: 'platform-ending',
  initial: 'proposed',
  states: {
    proposed: {
      text: '等第二人同意',
      desk: 'operator-admin',
      until: 'lapsesAtMs',
      then: { action: 'lapse', job: 'keep-ending' },
    },
    announced: {
      text: '已公告，到期终止',
      desk: 'platform',
      until: 'endsAtMs',
      then: { action: 'end', job: 'keep-ending' },
    },
    ended: { text: '已终止，不再接新订单', end: true },
    lapsed: { text: '没有第二人同意', end: true },
    withdrawn: { text: '已撤回', end: true },
  },
  transitions: [
    { action: 'announce', from: ['proposed'], to: 'announced', by: ENDERS, label: '同意并公告' },
    { action: 'withdraw', from: ['proposed', 'announced'], to: 'withdrawn', by: ENDERS, label: '撤回' },
    { action: 'lapse', from: ['proposed'], to: 'lapsed', by: ['system'], label: '到期没有第二人同意' },
    { action: 'end', from: ['announced'], to: 'ended', by: ['system'], label: '终止' },
  ],
});
export type EndingState = StateOf<typeof endingLifecycle>;
