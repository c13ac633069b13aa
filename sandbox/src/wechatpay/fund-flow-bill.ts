import { yuan } from '@heitu/kit/rules/money';
import { beijingText, type Day } from '../times.ts';
import type { World } from '../world.ts';
import { billText } from './csv.ts';
import { available, frozen, type Movement, type MovementKind } from './money.ts';

const HEADER = [
  '记账时间',
  '微信支付业务单号',
  '资金流水单号',
  '业务名称',
  '业务类型',
  '收支类型',
  '收支金额(元)',
  '账户结余(元)',
  '资金变更提交申请人',
  '备注',
  '业务凭证号',
];
const SUMMARY = ['资金流水总笔数', '收入笔数', '收入金额', '支出笔数', '支出金额'];

/** Name and type of each business. */
const BUSINESS: Readonly<Record<MovementKind, readonly [string, string]>> = {
  payment: ['交易', '交易'],
  fee: ['扣除交易手续费', '交易'],
  refund: ['退款', '退款'],
  'refund-returned': ['退款', '退款'],
  'fee-back': ['退还交易手续费', '退款'],
  advance: ['垫付退款', '退款'],
  'advance-return': ['垫付回补', '退款'],
  share: ['分账', '分账'],
  'share-return': ['分账回退', '分账'],
  unfreeze: ['解冻', '分账'],
  compensation: ['售后赔付', '转账'],
  'deposit-payment': ['保证金赔付', '转账'],
  transfer: ['商家转账', '转账'],
  withdrawal: ['提现', '提现'],
  'withdrawal-returned': ['提现退票', '提现'],
  deposit: ['充值', '充值'],
};

/** Of no payment: they go by their own number. */
const OF_THEMSELVES: ReadonlySet<MovementKind> = new Set([
  'transfer',
  'deposit-payment',
  'withdrawal',
  'withdrawal-returned',
]);
const OF_REFUND: ReadonlySet<MovementKind> = new Set(['refund', 'fee-back', 'advance']);
/** A refund goes by its own number and names its payment in the voucher; anything else the other way round. */
const numbersOf = ({ kind, transactionId, reference }: Movement): [business: string, voucher: string] =>
  OF_REFUND.has(kind)
    ? [reference, `REF${transactionId ?? ''}`]
    : [transactionId ?? (OF_THEMSELVES.has(kind) ? reference : ''), reference];

/** CSV of what moved in and out of a merchant's basic account, frozen money included; null when nothing did. */
export function fundFlowBill(world: World, { fromMs, toMs }: Day, owner: string): string | null {
  const own = new Set([available(owner), frozen(owner)]);
  const rows: (string | number)[][] = [];
  let balanceFen = 0;
  const total = { income: 0, incomeFen: 0, expense: 0, expenseFen: 0 };
  for (const movement of world.store.all<Movement>(
    'select * from movement where atMs < ? and (payer in (?, ?) or payee in (?, ?)) order by atMs, id',
    toMs,
    ...own,
    ...own,
  )) {
    if (own.has(movement.payer) && own.has(movement.payee)) continue;
    const income = own.has(movement.payee);
    balanceFen += income ? movement.amountFen : -movement.amountFen;
    if (movement.atMs < fromMs) continue;
    total[income ? 'income' : 'expense'] += 1;
    total[income ? 'incomeFen' : 'expenseFen'] += movement.amountFen;
    const [name, type] = BUSINESS[movement.kind];
    const [business, voucher] = numbersOf(movement);
    rows.push([
      beijingText(movement.atMs),
      business,
      `1008${String(movement.id).padStart(16, '0')}`,
      name,
      type,
      income ? '收入' : '支出',
      yuan(movement.amountFen),
      yuan(balanceFen),
      `${world.keys.mchid}API`,
      '',
      voucher,
    ]);
  }
  if (rows.length === 0) return null;
  return billText(HEADER, rows, SUMMARY, [
    rows.length,
    total.income,
    yuan(total.incomeFen),
    total.expense,
    yuan(total.expenseFen),
  ]);
}
