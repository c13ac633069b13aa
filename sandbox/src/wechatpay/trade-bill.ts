import { yuan } from '@heitu/kit/rules/money';
import { beijingText, type Day } from '../times.ts';
import type { World } from '../world.ts';
import { billText } from './csv.ts';
import { FEE_RATE_TEXT, feeOf } from './money.ts';
import { refundStatusOf, type Refund } from './refunds.ts';
import { BANK_TYPE, tradeOfTransaction, type PaidTrade } from './trade.ts';

export const BILL_TYPES = ['ALL', 'SUCCESS', 'REFUND'] as const;
type BillType = (typeof BILL_TYPES)[number];

interface Line {
  trade: PaidTrade;
  /** Null on the line of the payment itself. */
  refund: Refund | null;
}

/** Fees are printed with five decimals. */
const fee = (fen: number): string => `${yuan(fen)}000`;

interface Column {
  name: string;
  value(line: Line, world: World): string;
  in: readonly BillType[];
}

const ALL: readonly BillType[] = BILL_TYPES;
const REFUNDS: readonly BillType[] = ['ALL', 'REFUND'];
const column = (name: string, value: Column['value'], bills: readonly BillType[] = ALL): Column => ({
  name,
  value,
  in: bills,
});
const ofRefund = (refund: Refund | null, value: (refund: Refund) => string, otherwise: string): string =>
  refund ? value(refund) : otherwise;

const COLUMNS: readonly Column[] = [
  column('交易时间', ({ trade, refund }) => beijingText(refund ? refund.createdAtMs : trade.paidAtMs)),
  column('公众账号ID', (_line, world) => world.keys.appid),
  column('商户号', (_line, world) => world.keys.mchid),
  column('特约商户号', ({ trade }) => trade.subMchid ?? '0'),
  column('设备号', () => ''),
  column('微信订单号', ({ trade }) => trade.transactionId),
  column('商户订单号', ({ trade }) => trade.outTradeNo),
  column('用户标识', ({ trade }) => trade.openid),
  column('交易类型', () => 'JSAPI'),
  column('交易状态', ({ refund }) => (refund ? 'REFUND' : 'SUCCESS')),
  column('付款银行', () => BANK_TYPE),
  column('货币种类', () => 'CNY'),
  column('应结订单金额', ({ trade, refund }) => yuan(refund ? 0 : trade.totalFen)),
  column('代金券金额', () => '0.00'),
  column('退款申请时间', ({ refund }) => ofRefund(refund, (r) => beijingText(r.createdAtMs), ''), ['REFUND']),
  column('退款成功时间', ({ refund }) => ofRefund(refund, (r) => beijingText(r.finishesAtMs), ''), ['REFUND']),
  column('微信退款单号', ({ refund }) => ofRefund(refund, (r) => r.refundId, '0'), REFUNDS),
  column('商户退款单号', ({ refund }) => ofRefund(refund, (r) => r.outRefundNo, '0'), REFUNDS),
  column('退款金额', ({ refund }) => yuan(refund?.refundFen ?? 0), REFUNDS),
  column('充值券退款金额', () => '0.00', REFUNDS),
  column('退款类型', ({ refund }) => (refund ? 'ORIGINAL' : ''), REFUNDS),
  column('退款状态', ({ refund }, world) => ofRefund(refund, (r) => refundStatusOf(world, r), ''), REFUNDS),
  column('商品名称', ({ trade }) => trade.description),
  column('商户数据包', ({ trade }) => trade.attach ?? ''),
  column('手续费', ({ trade, refund }) => (refund ? fee(-refund.feeBackFen) : fee(feeOf(trade.totalFen)))),
  column('费率', () => FEE_RATE_TEXT),
  column('订单金额', ({ trade, refund }) => yuan(refund ? 0 : trade.totalFen)),
  column('申请退款金额', ({ refund }) => yuan(refund?.refundFen ?? 0), REFUNDS),
  column('费率备注', () => ''),
];

const SUMMARY = [
  '总交易单数',
  '应结订单总金额',
  '退款总金额',
  '充值券退款总金额',
  '手续费总金额',
  '订单总金额',
  '申请退款总金额',
];

/** CSV of the day's payments and refunds; null when there were none. `subMchid` narrows it to one seller. */
export function tradeBill(world: World, { fromMs, toMs }: Day, type: BillType, subMchid: string | null): string | null {
  const { store } = world;
  const trades = store.all<PaidTrade>(
    'select * from trade where paidAtMs >= ? and paidAtMs < ? and subMchid is coalesce(?, subMchid) order by paidAtMs, rowid',
    fromMs,
    toMs,
    subMchid,
  );
  const refunds = store.all<Refund>(
    'select * from refund where createdAtMs >= ? and createdAtMs < ? order by createdAtMs, rowid',
    fromMs,
    toMs,
  );
  const refundLines = refunds
    .map((refund): Line => ({
      refund,
      trade: tradeOfTransaction(world, refund.transactionId),
    }))
    .filter(({ trade }) => subMchid === null || trade.subMchid === subMchid);
  const lines: Line[] = [
    ...(type === 'REFUND' ? [] : trades.map((trade): Line => ({ trade, refund: null }))),
    ...(type === 'SUCCESS' ? [] : refundLines),
  ];
  if (lines.length === 0) return null;
  const columns = COLUMNS.filter((each) => each.in.includes(type));
  const sum = (of: (line: Line) => number): number => lines.reduce((total, line) => total + of(line), 0);
  const ordersFen = sum(({ trade, refund }) => (refund ? 0 : trade.totalFen));
  const refundedFen = sum(({ refund }) => refund?.refundFen ?? 0);
  const feesFen = sum(({ trade, refund }) => (refund ? -refund.feeBackFen : feeOf(trade.totalFen)));
  return billText(
    columns.map(({ name }) => name),
    lines.map((line) => columns.map((each) => each.value(line, world))),
    SUMMARY,
    [lines.length, yuan(ordersFen), yuan(refundedFen), '0.00', fee(feesFen), yuan(ordersFen), yuan(refundedFen)],
  );
}
