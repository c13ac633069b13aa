import type { ClauseRef, Desk } from '@heitu/standard';
import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import { ASK_LIFETIME_MS } from './delegation.policy.ts';

/** The two whom a delegation is between. */
export type DelegationPart = 'owner' | 'agent';
interface JudgedDelegation {
  state: string;
  askedAtMs: number;
  untilMs: number;
  errand?: string | null;
}

/** Also in the moments between its end and the job's turn. */
const holds = {
  holds: ({ state, untilMs, askedAtMs }: JudgedDelegation, nowMs: number) =>
    nowMs < (state === 'asked' ? askedAtMs + ASK_LIFETIME_MS : untilMs),
  else: 'WRONG_STATE',
} as const;
/** An errand is done as the agent's own act; nobody becomes somebody else for it. */
const isForParty = {
  holds: (row: JudgedDelegation, nowMs: number) => !row.errand && holds.holds(row, nowMs),
  else: 'WRONG_STATE',
} as const;

export const delegationLifecycle = lifecycleOf<DelegationPart, Desk, ClauseRef, JudgedDelegation>()({
  name: 'delegation',
  initial: 'asked',
  states: {
    asked: {
      text: '等农户报验证码',
      desk: 'station',
      until: { since: 'askedAtMs', ms: ASK_LIFETIME_MS },
      then: { action: 'lapse', job: 'lapse-delegations' },
    },
    active: {
      text: '在帮忙',
      desk: 'station',
      until: 'untilMs',
      then: { action: 'expire', job: 'lapse-delegations' },
    },
    ended: { text: '已结束', end: true },
  },
  transitions: [
    {
      action: 'confirm',
      from: ['asked'],
      to: 'active',
      by: ['agent'],
      when: holds,
      label: '填写验证码',
      clause: '11.5.de',
    },
    {
      action: 'end',
      from: ['asked', 'active'],
      to: 'ended',
      by: ['owner', 'agent'],
      when: holds,
      label: '结束代办',
      clause: '11.5.de',
    },
    {
      action: 'act-for',
      from: ['active'],
      to: 'active',
      by: ['agent'],
      when: isForParty,
      label: '开始代办',
      clause: '11.5.de',
    },
    { action: 'lapse', from: ['asked'], to: 'ended', by: ['system'], label: '验证码过期' },
    { action: 'expire', from: ['active'], to: 'ended', by: ['system'], label: '到期', clause: '11.5.de' },
  ],
});
export type DelegationState = StateOf<typeof delegationLifecycle>;

/** The state that people see: one whose day has passed has ended, whatever its row says. */
export const shownState = (row: JudgedDelegation & { state: DelegationState }, nowMs: number): DelegationState =>
  holds.holds(row, nowMs) ? row.state : 'ended';

/** What this account is in the delegation. */
export const delegationParts = (
  row: { delegatorId: string; agentId: string },
  accountId: string,
): readonly DelegationPart[] => [
  ...(row.delegatorId === accountId ? (['owner'] as const) : []),
  ...(row.agentId === accountId ? (['agent'] as const) : []),
];
