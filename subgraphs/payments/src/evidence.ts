import type { ClauseRef } from '@heitu/standard';
import { ofPeriod } from '@heitu/kit/data/of-period';
import { YES } from '@heitu/kit/data/entities';
import { chinaDate, chinaTime } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { declared, info, measured, type EvidenceTable, type MissedRow, type Period } from '@heitu/kit/rules/evidence';
import { chinaDayOf } from './china-day.ts';
import type { PaymentsContext } from './context.ts';
import { movedAnywhere } from './ledger/balances.ts';
import { trialBalance } from './ledger/ledger.loader.ts';
import { paymentLifecycle, UNDECIDED_STATES } from './payment/payment.lifecycle.ts';
import { AMOUNT_HELD_FEN, RISK_REVIEW } from './payment/risk.policy.ts';
import { riskHoldLifecycle } from './payment/risk-hold.lifecycle.ts';
import { feesAsAgreed, settledInTime, sharesAsAgreed } from './settlement/fees-as-agreed.ts';
import { monthsClosed } from './month/months-closed.ts';
import { feesRaised } from './platform-fee/fees-raised.ts';
import { STUCK_AFTER_MS } from './provider.policy.ts';
import {
  COMPARED_STATES,
  reconciliationCaseLifecycle,
  reconciliationLifecycle,
} from './reconciliation/case.lifecycle.ts';

const accountRow =
  <Row extends { partyId: string; merchant: string }>(said: (row: Row) => string) =>
  (row: Row): MissedRow => ({ ref: `Party:${row.partyId}`, text: `商户号 ${row.merchant}：${said(row)}` });
/** A payment is looked at on the page of the first of its orders. */
const paymentRow = ({ orderId, createdAtMs, totalFen, outTradeNo }: PaidRow): MissedRow => ({
  ref: `Order:${orderId ?? ''}`,
  text: `${chinaTime(createdAtMs)}的付款${yuan(totalFen)}元，单号 ${outTradeNo}`,
});
interface PaidRow {
  orderId: string | null;
  createdAtMs: number;
  totalFen: number;
  outTradeNo: string;
}
/** Payments, each with one of its orders. */
const withOrder = ({ rows }: PaymentsContext) =>
  rows
    .selectFrom('Payment')
    .leftJoin('PaymentPart', 'PaymentPart.paymentId', 'Payment.id')
    .select(({ fn }) => fn.min('PaymentPart.orderId').as('orderId'))
    .select(['Payment.id', 'Payment.createdAtMs', 'Payment.totalFen', 'Payment.outTradeNo'])
    .groupBy(['Payment.id', 'Payment.createdAtMs', 'Payment.totalFen', 'Payment.outTradeNo']);

const count = async (query: { executeTakeFirstOrThrow(): Promise<{ n: unknown }> }): Promise<number> =>
  Number((await query.executeTakeFirstOrThrow()).n);

async function paymentsByState(context: PaymentsContext, { fromMs, toMs }: Period) {
  const rows = await context.rows
    .selectFrom('Payment')
    .select(({ fn }) => ['state', fn.countAll<number>().as('n')])
    .where('createdAtMs', '>=', fromMs)
    .where('createdAtMs', '<', toMs)
    .groupBy('state')
    .execute();
  return rows.map((row) => ({ state: row.state, n: Number(row.n) }));
}

/** Payments as large as the rule holds back for a look, which nobody held. */
const unheldAbove = (context: PaymentsContext, { fromMs, toMs }: Period) =>
  withOrder(context)
    .leftJoin('RiskHold', 'RiskHold.checkoutId', 'Payment.checkoutId')
    .where('Payment.totalFen', '>=', AMOUNT_HELD_FEN)
    .where('Payment.createdAtMs', '>=', fromMs)
    .where('Payment.createdAtMs', '<', toMs)
    .where('RiskHold.id', 'is', null)
    .execute();

const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** A day that was never compared is held against the platform for a year. */
const COMPARED_SINCE_MS = 365 * DAY_MS;

/** Each day since then on which something was paid and whose comparison with the provider's bill should be done. */
async function daysDue(context: PaymentsContext, sinceMs: number): Promise<{ state: 'due'; date: string }[]> {
  const paid = await context.rows
    .selectFrom('Payment')
    .select(chinaDayOf('paidAtMs').as('dayMs'))
    .distinct()
    .where('paidAtMs', '>=', sinceMs)
    .orderBy('dayMs')
    .execute();
  return paid
    .map(({ dayMs }) => ({ state: 'due' as const, date: chinaDate(Number(dayMs)) }))
    .filter((day) => (reconciliationLifecycle.dueAtMs(day) ?? Infinity) < context.clock.now());
}

/** What payments can show for its clauses, counted from its own rows. */
export const evidence: EvidenceTable<PaymentsContext, ClauseRef> = {
  '6.5.c': feesRaised,
  '7.4.p-q': async (context) => {
    const today = chinaDate(context.clock.now());
    const accounts = await context.rows
      .selectFrom('MerchantAccount')
      .select(['partyId', 'merchant', 'contractValidUntil', 'providerInGoodStanding'])
      .execute();
    return [
      measured.eachOf(
        '合同有效、支付机构资质有效的商户',
        accounts,
        ({ contractValidUntil, providerInGoodStanding }) =>
          contractValidUntil >= today && providerInGoodStanding === YES,
        '户',
        accountRow(({ contractValidUntil }) => `合同到${contractValidUntil}，或支付机构资质失效`),
      ),
    ];
  },
  '7.4.r-s': async (context) => {
    const accounts = await context.rows
      .selectFrom('MerchantAccount')
      .select(['partyId', 'merchant', 'state', 'passwordDueAtMs', 'contactName', 'passwordKeeperName'])
      .execute();
    const nowMs = context.clock.now();
    const own = accounts.filter(({ state }) => state !== 'entrusted');
    return [
      measured.eachOf(
        '指定了对接人和密码管理人（或按合同由支付机构管）的商户',
        accounts,
        ({ state, contactName, passwordKeeperName }) =>
          contactName !== '' && (state === 'entrusted' || !!passwordKeeperName),
        '户',
        accountRow(() => '没有指定对接人或密码管理人'),
      ),
      // That a password was changed is known to whoever changed it alone.
      declared.noneOf(
        '支付密码逾期未修改的商户',
        own.filter(({ passwordDueAtMs }) => (passwordDueAtMs ?? nowMs) < nowMs),
        '户',
        accountRow(({ passwordDueAtMs }) => `支付密码应在${chinaTime(passwordDueAtMs ?? nowMs)}前修改`),
        own.length,
      ),
    ];
  },
  '7.6.aa': async (context, period) => {
    const rows = await context.rows
      .selectFrom('Refund')
      .leftJoin('PaymentPart', 'PaymentPart.orderId', 'Refund.orderId')
      .select(['Refund.orderId', 'PaymentPart.orderNumber', 'Refund.dueAtMs', 'Refund.succeededAtMs'])
      .where(ofPeriod('Refund.createdAtMs', 'Refund.succeededAtMs', period))
      .execute();
    const nowMs = context.clock.now();
    return [
      info('退款', rows.length, '笔'),
      measured.eachOf(
        '按时到账的退款',
        // Arrived, or should have by now.
        rows.filter(({ succeededAtMs, dueAtMs }) => succeededAtMs !== null || dueAtMs < nowMs),
        ({ succeededAtMs, dueAtMs }) => (succeededAtMs ?? Infinity) <= dueAtMs,
        '笔',
        ({ orderId, orderNumber, dueAtMs }) => ({
          ref: `Order:${orderId}`,
          text: `订单 ${orderNumber ?? orderId} 的退款，应在${chinaTime(dueAtMs)}前到账`,
        }),
      ),
    ];
  },
  '9.2.cm': async (context, { fromMs, toMs }) => {
    const paid = await count(
      context.rows
        .selectFrom('Payment')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('createdAtMs', '>=', fromMs)
        .where('createdAtMs', '<', toMs),
    );
    const holds = await context.rows
      .selectFrom('RiskHold')
      .select(['id', 'state', 'openedAtMs', 'decidedAtMs'])
      .where(ofPeriod('openedAtMs', 'decidedAtMs', { fromMs, toMs }))
      .execute();
    const forged = await count(
      context.rows
        .selectFrom('NoticeRecord')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('verdict', 'in', ['bad-signature', 'stale', 'unknown-serial', 'does-not-match'])
        .where('atMs', '>=', fromMs)
        .where('atMs', '<', toMs),
    );
    const nowMs = context.clock.now();
    return [
      info('暂停核实的付款', holds.length, '笔'),
      info('核实后放行', holds.filter((row) => row.state === 'released').length, '笔'),
      info('拦截的伪造通知', forged, '次'),
      measured.noneOf(
        '过期没有人核实的可疑付款',
        // What nobody looked at the rule decides in the end: that it is decided then is nobody's work.
        holds.filter(
          (hold) =>
            (riskHoldLifecycle.dueAtMs(hold) ?? Infinity) < nowMs ||
            (hold.state !== 'dropped' && (hold.decidedAtMs ?? 0) >= hold.openedAtMs + RISK_REVIEW.hours * HOUR_MS),
        ),
        '笔',
        ({ id, openedAtMs }) => ({ ref: `RiskHold:${id}`, text: `${chinaDate(openedAtMs)} 暂停的付款` }),
        holds.length + paid,
      ),
      measured.noneOf('没有按规则拦下的大额付款', await unheldAbove(context, { fromMs, toMs }), '笔', paymentRow, paid),
    ];
  },
  '9.2.cn': async (context, period) => {
    const states = await paymentsByState(context, period);
    const { balanced, isEmpty } = await trialBalance(context);
    return [
      measured.none('借贷不平的账', balanced ? 0 : 1, '本', isEmpty ? 0 : 1),
      await feesAsAgreed(context, period),
      await sharesAsAgreed(context, period),
      await settledInTime(context, period),
      ...states.map(({ state, n }) => info(`付款：${paymentLifecycle.texts[state]}`, n, '笔')),
    ];
  },
  '9.2.co': async (context, { fromMs, toMs }) => {
    const lookUps = await context.rows
      .selectFrom('LookUp as l')
      .leftJoin('PaymentPart as p', 'p.paymentId', 'l.paymentId')
      .select(({ fn }) => ['l.id', 'l.askedAtMs', 'l.answeredAtMs', fn.min<string | null>('p.orderId').as('orderId')])
      .where(ofPeriod('l.askedAtMs', 'l.answeredAtMs', { fromMs, toMs }))
      .groupBy(['l.id', 'l.askedAtMs', 'l.answeredAtMs'])
      .execute();
    const unpaid = await withOrder(context)
      .select(({ fn }) => fn.max('Payment.expiresAtMs').as('expiresAtMs'))
      .where('Payment.state', 'in', UNDECIDED_STATES)
      .execute();
    const stuck = unpaid.filter(({ expiresAtMs }) => Number(expiresAtMs) < context.clock.now() - STUCK_AFTER_MS);
    const payments = await paymentsByState(context, { fromMs, toMs });
    const answeredIn = lookUps.flatMap(({ answeredAtMs, askedAtMs }) =>
      answeredAtMs === null ? [] : [(answeredAtMs - askedAtMs) / 1000],
    );
    return [
      measured.eachOf(
        '已答复的资金去向查询',
        lookUps,
        ({ answeredAtMs }) => answeredAtMs !== null,
        '次',
        ({ orderId, askedAtMs }) => ({
          ref: `Order:${orderId ?? ''}`,
          text: `${chinaTime(askedAtMs)}的查询，没有答复`,
        }),
      ),
      info('答复时间中位数', median(answeredIn), '秒'),
      measured.noneOf(
        '滞留的付款',
        stuck,
        '笔',
        paymentRow,
        payments.reduce((sum, { n }) => sum + n, unpaid.length),
      ),
    ];
  },
  '9.2.cp': async (context, { fromMs }) => {
    const nowMs = context.clock.now();
    const sinceMs = fromMs - COMPARED_SINCE_MS;
    const compared = await context.rows
      .selectFrom('Reconciliation')
      .select('date')
      .where('state', 'in', COMPARED_STATES)
      .where('date', '>=', chinaDate(sinceMs))
      .execute();
    const settled = new Set(compared.map(({ date }) => date));
    const cases = await context.rows
      .selectFrom('ReconciliationCase')
      .select(['date', 'state', 'openedAtMs'])
      .where('state', 'not in', ['settled', 'cleared'])
      .execute();
    return [
      measured.eachOf(
        '对过账的日子',
        await daysDue(context, sinceMs),
        ({ date }) => settled.has(date),
        '天',
        ({ date }) => ({ ref: `Reconciliation:${date}`, text: date }),
        { isDuty: true },
      ),
      measured.noneOf(
        '过期没有处理的差异',
        cases.filter((one) => (reconciliationCaseLifecycle.dueAtMs(one) ?? Infinity) < nowMs),
        '件',
        ({ date }) => ({ ref: `Reconciliation:${date}`, text: `${date} 的差异` }),
      ),
      info('未处理的差异', cases.length, '件'),
      await monthsClosed(context, sinceMs),
    ];
  },
  '11.8.ea': async (context) => {
    const accounts = await context.rows
      .selectFrom(movedAnywhere(context).as('moved'))
      .select(({ fn }) => fn.count<number>('account').distinct().as('n'))
      .executeTakeFirstOrThrow();
    return Number(accounts.n) === 0 ? [] : [info('可查询的营销账户', Number(accounts.n), '个')];
  },
  '11.8.ec': async (context, { fromMs, toMs }) => {
    const settled = await context.rows
      .selectFrom('Settlement')
      .select(({ fn }) => [fn.countAll<number>().as('n'), fn.sum<number>('netFen').as('fen')])
      .where('settledAtMs', '>=', fromMs)
      .where('settledAtMs', '<', toMs)
      .executeTakeFirstOrThrow();
    return Number(settled.n) === 0
      ? []
      : [info('经接口结算的货款', Number(settled.n), '笔'), info('金额', Number(settled.fen) / 100, '元')];
  },
  '11.8.ef': async (context, { fromMs, toMs }) => {
    const paid = await count(
      context.rows
        .selectFrom('Payment')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('state', '=', 'paid')
        .where('paidAtMs', '>=', fromMs)
        .where('paidAtMs', '<', toMs),
    );
    return paid === 0 ? [] : [info('经支付接口完成的付款', paid, '笔')];
  },
};
