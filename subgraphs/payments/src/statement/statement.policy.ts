import { BALANCE_CORRECTION } from '../books/books.policy.ts';

/** What moved on an account at the provider, as whoever owns it reads it: the ledger's kinds of transfers. */
export const STATEMENT_KINDS = {
  payment: '卖货收到',
  refund: '退给买家',
  'refund-to-bank': '买家收不了，退到您的银行卡',
  'refund-kept': '退给买家，支付机构没退出去，平台先转给了买家',
  'refund-undone': '退给买家的没有到账，回到您账上',
  'refund-released': '支付机构没退出去的，回到您账上',
  'platform-fee': '平台服务费',
  freight: '运费分账',
  commission: '服务站佣金',
  'grower-share': '随结算分给种植户',
  'grower-transfer': '转给种植户',
  fee: '支付机构手续费',
  'fee-back': '退回的支付手续费',
  'set-off': '抵扣赔偿',
  'from-deposit': '对方的保证金赔给您',
  recovery: '收回平台垫付的赔偿',
  'top-up': '您从银行存进来的',
  withdrawal: '提现到您的银行',
  correction: '对账更正',
  other: '其他',
} as const;
export type StatementKind = keyof typeof STATEMENT_KINDS;

/** What a deposit has paid for its owner: to a buyer, to a seller. */
export const PAID_BY_DEPOSIT = ['compensation', 'from-deposit'] as const;

const isKind = (kind: string): kind is StatementKind => Object.hasOwn(STATEMENT_KINDS, kind);
/** A correction of a balance is to its owner what any correction is. */
export function statementKindOf(kind: string): StatementKind {
  if (isKind(kind)) return kind;
  return kind === BALANCE_CORRECTION ? 'correction' : 'other';
}

export interface StatementLine {
  kind: StatementKind;
  fen: number;
  count: number;
}

/** Adds up what is of one kind to the owner, in the order of the table; what came to nothing is left out. */
export function statementLines(moved: readonly { kind: string; fen: number; count: number }[]): StatementLine[] {
  const all = moved.filter(({ fen }) => fen !== 0).map((one) => ({ ...one, kind: statementKindOf(one.kind) }));
  return Object.keys(STATEMENT_KINDS).flatMap((kind) => {
    const of = all.filter((one) => one.kind === kind);
    const sum = (key: 'fen' | 'count'): number => of.reduce((total, one) => total + one[key], 0);
    return isKind(kind) && sum('fen') !== 0 ? [{ kind, fen: sum('fen'), count: sum('count') }] : [];
  });
}
