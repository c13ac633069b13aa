import type { ClauseId } from './clauses.ts';

/** The interfaces for other systems (11.8): each is one scope that a partner's program may be let use. */
export const INTERFACES = [
  { scope: 'marketing-accounts', clause: '11.8.ea', title: '营销核算账目' },
  { scope: 'stock', clause: '11.8.eb', title: '产品进销存流转' },
  { scope: 'payment', clause: '11.8.ec', title: '销售货款支付' },
  { scope: 'identity', clause: '11.8.ed', title: '消费者身份确认' },
  { scope: 'logistics', clause: '11.8.ee', title: '物流配送' },
  { scope: 'bank', clause: '11.8.ef', title: '网上银行支付' },
  { scope: 'customer-relations', clause: '11.8.eg', title: '消费者关系管理' },
  { scope: 'analysis', clause: '11.8.eh', title: '平台数据分析' },
] as const satisfies readonly { scope: string; clause: ClauseId; title: string }[];

/** What a permission rule says of an interface: the role of programs, the scope, and the clause that belongs to it. */
export type Interface = {
  [I in (typeof INTERFACES)[number] as I['scope']]: { role: 'partner'; scope: I['scope']; clause: I['clause'] };
}[Scope];
export type Scope = (typeof INTERFACES)[number]['scope'];
export const SCOPES: readonly Scope[] = INTERFACES.map(({ scope }) => scope);
export const SCOPE_TITLES = Object.fromEntries(INTERFACES.map(({ scope, title }) => [scope, title])) as Readonly<
  Record<Scope, string>
>;
/** What a program does to itself (secrets, keys, webhooks): no interface, so no party gives it and no contract lists it. */
export const PROGRAM_SCOPE = 'program';
