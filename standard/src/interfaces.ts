import type { ClauseId } from './clauses.ts';

/** The interfaces for other systems (11.8): each is one scope that a partner's program may be let use. */
export const INTERFACES = {
  'marketing-accounts': { clause: '11.8.ea', title: '营销核算账目' },
  stock: { clause: '11.8.eb', title: '产品进销存流转' },
  payment: { clause: '11.8.ec', title: '销售货款支付' },
  identity: { clause: '11.8.ed', title: '消费者身份确认' },
  logistics: { clause: '11.8.ee', title: '物流配送' },
  bank: { clause: '11.8.ef', title: '网上银行支付' },
  'customer-relations': { clause: '11.8.eg', title: '消费者关系管理' },
  analysis: { clause: '11.8.eh', title: '平台数据分析' },
} as const satisfies Readonly<Record<string, { clause: ClauseId; title: string }>>;
type ReadScope = keyof typeof INTERFACES;
const isReadScope = (word: string): word is ReadScope => Object.hasOwn(INTERFACES, word);
/** What a contract covers that names nothing: every interface that is read. */
export const SCOPES: readonly ReadScope[] = Object.keys(INTERFACES).filter(isReadScope);

/**
 * What a program tells the platform: only where its contract names it, and of another party only where that one lets
 * it.
 */
export const CAPTURE_SCOPE = 'epcis-capture';
export const CAPTURE = { [CAPTURE_SCOPE]: { clause: '11.8.eb', title: '写入产品流转' } } as const satisfies Readonly<
  Record<string, { clause: ClauseId; title: string }>
>;
export type Scope = ReadScope | typeof CAPTURE_SCOPE;
export const ALL_SCOPES: readonly Scope[] = [...SCOPES, CAPTURE_SCOPE];

/** What a permission rule says of an interface: the role of programs, the scope, and the clause that belongs to it. */
export type Interface = {
  [S in ReadScope]: { role: 'partner'; scope: S; clause: (typeof INTERFACES)[S]['clause'] };
}[ReadScope];
/** What a program does to itself (secrets, keys, webhooks): no interface, so no party gives it and no contract lists it. */
export const PROGRAM_SCOPE = 'program';
