import { lifecycleOf, type StateOf } from '@heitu/kit/rules/lifecycle';
import type { ClauseRef, Desk, Role } from '@heitu/standard';

/** Whoever can sign in: a person, staff. */
export const accountLifecycle = lifecycleOf<Role, Desk, ClauseRef>()({
  name: 'account',
  initial: 'active',
  states: {
    active: { text: '正常', rests: 'the person uses it for as long as they like' },
    suspended: {
      text: '已停用',
      rests: 'an administrator took access away, and alone decides whether to give it back',
    },
    erased: { text: '已注销', end: true },
  },
  transitions: [
    {
      action: 'suspend',
      from: ['active'],
      to: 'suspended',
      by: ['operator-admin'],
      label: '停用',
      clause: '11.5.de',
    },
    {
      action: 'restore',
      from: ['suspended'],
      to: 'active',
      by: ['operator-admin'],
      label: '恢复',
      clause: '11.5.de',
    },
    // From the machine itself, where no administrator can sign in any more.
    {
      action: 'recover',
      from: ['active', 'suspended'],
      to: 'active',
      by: ['system'],
      label: '找回',
      clause: '11.5.de',
    },
    // The person does it with themselves (erase-account.ts), never somebody else.
    { action: 'erase', from: ['active', 'suspended'], to: 'erased', by: ['system'], label: '注销', clause: '10.4' },
  ],
});
export type AccountState = StateOf<typeof accountLifecycle>;
export type AccountMove = 'suspend' | 'restore';

/** A sign-in. */
export const sessionLifecycle = lifecycleOf<'holder', Desk, ClauseRef, { endedAtMs: number | null }>()({
  name: 'session',
  once: 'endedAtMs',
  initial: 'open',
  states: {
    open: { text: '登录中', rests: 'it is good until it expires, and opens nothing after that' },
    ended: { text: '已退出', end: true },
  },
  transitions: [
    { action: 'end', from: ['open'], to: 'ended', by: ['holder', 'system'], label: '退出', clause: '11.5.dd' },
  ],
});
