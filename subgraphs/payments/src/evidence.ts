import type { ClauseRef } from '@heitu/standard';
import type { EvidenceFigure, EvidenceTable } from '@heitu/kit/rules/evidence';
import type { Period } from './conduct.ts';
import type { PaymentsContext } from './context.ts';
import { trialBalance } from './ledger/ledger.loader.ts';
import { UNDECIDED_STATES } from './payment/payment.lifecycle.ts';
import { RISK_RULES } from './payment/risk.policy.ts';
import { STUCK_AFTER_MS } from './provider.policy.ts';
import { reconciliationLifecycle } from './reconciliation/case.lifecycle.ts';

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

const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** What payments can show for its clauses, counted from its own rows. */
export const evidence: EvidenceTable<PaymentsContext, ClauseRef> = {
  '7.4.r-s': async (context): Promise<EvidenceFigure[]> => {
    const accounts = await context.rows.selectFrom('MerchantAccount').select(['state', 'passwordDueAtMs']).execute();
    if (accounts.length === 0) return [];
    const nowMs = context.clock.now();
    const overdue = accounts.filter(({ passwordDueAtMs }) => (passwordDueAtMs ?? nowMs) < nowMs).length;
    const entrusted = accounts.filter(({ state }) => state === 'entrusted').length;
    return [
      { label: '指定了对接人和密码管理人的主体', value: accounts.length - entrusted, unit: '户' },
      { label: '按合同由支付机构管密码的主体', value: entrusted, unit: '户' },
      { label: '支付密码逾期未修改', value: overdue, unit: '户', breached: overdue > 0 },
    ];
  },
  '7.6.aa': async (context, { fromMs, toMs }) => {
    const rows = await context.rows
      .selectFrom('Refund')
      .select(['dueAtMs', 'succeededAtMs'])
      .where('createdAtMs', '>=', fromMs)
      .where('createdAtMs', '<', toMs)
      .execute();
    if (rows.length === 0) return [];
    const nowMs = context.clock.now();
    // Arrived, or should have by now.
    const done = rows.filter(({ succeededAtMs }) => succeededAtMs !== null);
    const judged = rows.filter(({ succeededAtMs, dueAtMs }) => succeededAtMs !== null || dueAtMs < nowMs);
    const inTime = done.filter(({ succeededAtMs, dueAtMs }) => (succeededAtMs ?? Infinity) <= dueAtMs);
    return [
      { label: '退款', value: rows.length, unit: '笔' },
      { label: '已到账', value: done.length, unit: '笔' },
      { label: '按时到账', value: inTime.length, unit: '笔', outOf: judged.length, each: true },
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
    if (paid === 0) return [];
    const holds = await context.rows
      .selectFrom('RiskHold')
      .select('state')
      .where('openedAtMs', '>=', fromMs)
      .where('openedAtMs', '<', toMs)
      .execute();
    const forged = await count(
      context.rows
        .selectFrom('NoticeRecord')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('verdict', 'in', ['bad-signature', 'stale', 'unknown-serial', 'does-not-match'])
        .where('atMs', '>=', fromMs)
        .where('atMs', '<', toMs),
    );
    return [
      { label: '生效的交易安全规则', value: RISK_RULES.length, unit: '条' },
      { label: '逐笔核查的付款', value: paid, unit: '笔' },
      { label: '暂停核实的付款', value: holds.length, unit: '笔' },
      { label: '核实后放行', value: holds.filter((row) => row.state === 'released').length, unit: '笔' },
      { label: '拦截的伪造通知', value: forged, unit: '次' },
    ];
  },
  '9.2.cn': async (context, period) => {
    const states = await paymentsByState(context, period);
    const { balanced, isEmpty } = await trialBalance(context);
    if (states.length === 0 && isEmpty) return [];
    return [
      { label: '账目借贷平衡', value: balanced ? 1 : 0, breached: !balanced },
      ...states.map(({ state, n }) => ({ label: `付款：${state}`, value: n, unit: '笔' })),
    ];
  },
  '9.2.co': async (context, { fromMs, toMs }) => {
    const lookUps = await context.rows
      .selectFrom('LookUp')
      .select(['askedAtMs', 'answeredAtMs'])
      .where('askedAtMs', '>=', fromMs)
      .where('askedAtMs', '<', toMs)
      .execute();
    if (lookUps.length === 0) return [];
    const stuck = await count(
      context.rows
        .selectFrom('Payment')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('state', 'in', UNDECIDED_STATES)
        .where('expiresAtMs', '<', context.clock.now() - STUCK_AFTER_MS),
    );
    const answeredIn = lookUps.flatMap(({ answeredAtMs, askedAtMs }) =>
      answeredAtMs === null ? [] : [(answeredAtMs - askedAtMs) / 1000],
    );
    return [
      { label: '消费者查询资金去向', value: lookUps.length, unit: '次' },
      { label: '已答复', value: answeredIn.length, unit: '次', outOf: lookUps.length, each: true },
      {
        label: '答复时间中位数',
        value: median(answeredIn),
        unit: '秒',
      },
      { label: '滞留的付款', value: stuck, unit: '笔', breached: stuck > 0 },
    ];
  },
  '9.2.cp': async (context) => {
    const days = await context.rows.selectFrom('Reconciliation').select(['state', 'date']).execute();
    if (days.length === 0) return [];
    const reconciled = days.filter(({ state }) => state !== 'due');
    const overdue = days.filter((day) => (reconciliationLifecycle.dueAtMs(day) ?? Infinity) < context.clock.now());
    const open = await count(
      context.rows
        .selectFrom('ReconciliationCase')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('state', 'not in', ['settled', 'cleared']),
    );
    return [
      { label: '已对账', value: reconciled.length, unit: '天' },
      {
        label: '一致',
        value: days.filter((row) => row.state === 'matched').length,
        unit: '天',
        outOf: reconciled.length,
      },
      { label: '过一天还没对上账', value: overdue.length, unit: '天', breached: overdue.length > 0 },
      { label: '未处理的差异', value: open, unit: '件', breached: open > 0 },
    ];
  },
  '11.8.ea': async (context) => {
    const accounts = await context.rows
      .selectFrom('LedgerEntry')
      .select(({ fn }) => fn.count<number>('account').distinct().as('n'))
      .executeTakeFirstOrThrow();
    return Number(accounts.n) === 0 ? [] : [{ label: '可查询的营销账户', value: Number(accounts.n), unit: '个' }];
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
      : [
          { label: '经接口结算的货款', value: Number(settled.n), unit: '笔' },
          { label: '金额', value: Number(settled.fen) / 100, unit: '元' },
        ];
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
    return paid === 0 ? [] : [{ label: '经支付接口完成的付款', value: paid, unit: '笔' }];
  },
};
