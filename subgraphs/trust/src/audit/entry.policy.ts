import type { Actor } from '@heitu/kit/rules/actor';

/** What an entry tells of. */
export const AUDIT_KINDS = { act: '操作', read: '查看个人信息' } as const;
export type AuditKind = keyof typeof AUDIT_KINDS;
export const OUTCOMES = { done: '办成', refused: '被拒绝' } as const;
export type ActOutcome = keyof typeof OUTCOMES;
/** Who acted. */
export const ACTOR_KINDS = {
  anonymous: '未登录的人',
  account: '账号',
  client: '合作方系统',
  peer: '平台内部',
  gateway: '平台入口',
  system: '平台自动',
} as const satisfies Readonly<Record<Actor['kind'], string>>;
