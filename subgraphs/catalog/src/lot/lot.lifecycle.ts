import { DAY_MS } from '@heitu/kit/rules/clock';
import { isNow, lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';
import { HOLD_ANSWERS, HOLD_AT_LAST_WORKING_DAYS } from '../field/field.policy.ts';
import { SELLERS, WITHDRAWERS } from '../roles.ts';

/** The last day of the shelf life counts in full; a lot without one has no such day. */
const soldUntil = {
  desk: 'seller',
  until: { since: 'expiresOn', ms: DAY_MS },
  then: { action: 'block', job: 'block-expired-lots' },
} as const;

interface LotTimes {
  expiresOn: string | null;
  holdDueAtMs: number | null;
  releasedAtMs: number | null;
}

export const lotLifecycle = lifecycleOf<Role, Desk, ClauseRef, LotTimes>()({
  name: 'lot',
  initial: 'registered',
  states: {
    registered: { text: '未放行', ...soldUntil },
    released: { text: '可售', ...soldUntil },
    held: {
      text: '暂停销售',
      own: '等您看能不能接着卖',
      desk: 'reviewer',
      until: 'holdDueAtMs',
      then: { desk: 'operator-admin' },
      atLast: {
        until: { since: 'holdDueAtMs', workingDays: HOLD_AT_LAST_WORKING_DAYS },
        action: 'block',
        job: 'end-silent-holds',
      },
    },
    blocked: {
      text: '停售',
      rests: 'it is not sold any more; it is called back, or looked at again where a limit was wrong',
    },
    recalled: { text: '已召回', end: true },
  },
  transitions: [
    {
      action: 'release',
      from: ['registered'],
      to: 'released',
      by: SELLERS,
      label: '放行销售',
      clause: '7.3.2.a-f',
    },
    {
      action: 'block',
      from: ['registered', 'released', 'held'],
      to: 'blocked',
      by: ['system'],
      label: '停售',
      clause: '7.3.6.a-c',
    },
    {
      // What was put on its field was written down after it had been sold: harvested before it was safe.
      action: 'hold',
      from: ['released'],
      to: 'held',
      by: ['system'],
      label: '暂停销售',
      clause: '7.3.2.d',
    },
    {
      action: 'resume',
      from: ['held'],
      to: 'released',
      by: WITHDRAWERS,
      label: HOLD_ANSWERS.resume,
      clause: '7.3.2.d',
      when: { holds: ({ releasedAtMs }) => releasedAtMs !== null, else: 'WRONG_STATE' },
    },
    {
      // It was stopped before it was ever sold: its seller lets it go once its papers are there.
      action: 'clear',
      from: ['held'],
      to: 'registered',
      by: WITHDRAWERS,
      label: HOLD_ANSWERS.resume,
      clause: '7.3.6.a-c',
      when: isNow({ releasedAtMs: null }, 'WRONG_STATE'),
    },
    {
      // By the limit that holds now its reports pass.
      action: 'reopen',
      from: ['blocked'],
      to: 'held',
      by: ['system'],
      label: '重新看',
      clause: '7.3.6.a-c',
    },
    { action: 'stop', from: ['held'], to: 'blocked', by: WITHDRAWERS, label: HOLD_ANSWERS.stop, clause: '7.3.2.d' },
    {
      action: 'recall',
      from: ['released', 'held', 'blocked'],
      to: 'recalled',
      // The system: a lot that was made from one that is called back.
      by: [...SELLERS, ...WITHDRAWERS, 'system'],
      label: '召回',
    },
  ],
});
export type LotState = StateOf<typeof lotLifecycle>;
