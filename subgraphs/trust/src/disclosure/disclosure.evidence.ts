import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { EvidenceTable } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import { countBy, countRows, shown, within, type Where } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { measuredTimes } from './response-times.ts';
import { lastPeriod, RETURN_KINDS, RETURN_TITLES, type Overseer } from './disclosure.policy.ts';

const daysSince = (context: TrustContext, atMs: number): number =>
  Math.floor((context.clock.now() - atMs) / (24 * HOUR_MS));

async function overseen(
  context: TrustContext,
  period: { fromMs: number; toMs: number },
  from: Overseer,
  title: string,
) {
  const asked: Where[] = [['from', '=', from], ...within('askedAtMs', period)];
  const total = await countRows(context, 'OversightRequest', ...asked);
  const inTime = await context.rows
    .selectFrom('OversightRequest')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('from', '=', from)
    .where('askedAtMs', '>=', period.fromMs)
    .where('askedAtMs', '<', period.toMs)
    .whereRef('answeredAtMs', '<=', 'dueAtMs')
    .executeTakeFirstOrThrow();
  const answeredOrDue = await context.rows
    .selectFrom('OversightRequest')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('from', '=', from)
    .where('askedAtMs', '>=', period.fromMs)
    .where('askedAtMs', '<', period.toMs)
    .where((eb) => eb.or([eb('answeredAtMs', 'is not', null), eb('dueAtMs', '<', context.clock.now())]))
    .executeTakeFirstOrThrow();
  return shown(total, [
    { label: `收到${title}`, value: total, unit: '件' },
    { label: '按时答复', value: Number(inTime.count), unit: '件', outOf: Number(answeredOrDue.count) },
  ]);
}

/**
 * The twenty functions of 6.3, each by the operations whose use the audit trail shows; one without an operation shows
 * nothing.
 */
const FUNCTIONS: readonly { title: string; operations: readonly string[] }[] = [
  { title: '会员注册', operations: ['signInWithWechat'] },
  { title: '购物车', operations: ['setCartLine'] },
  { title: '商品展示', operations: ['publishProduct'] },
  { title: '商品信息管理与溯源', operations: ['createProduct', 'reviseProduct', 'recordTraceEvent'] },
  { title: '营销栏目管理', operations: ['saveMarketingColumn'] },
  { title: '订单处理', operations: ['placeOrder', 'confirmOrder'] },
  { title: '自动配货', operations: ['pickOrder'] },
  { title: '购物信息反馈', operations: ['reviewOrder', 'fileComplaint'] },
  { title: '邮件消息分发', operations: ['subscribeMessages', 'readMessages'] },
  { title: '退换货管理', operations: ['requestAfterSale', 'decideAfterSale', 'acceptReturn'] },
  { title: '商品出入库', operations: ['registerLot', 'releaseLot'] },
  { title: '商品账目', operations: ['setPriceLabel', 'recallLot'] },
  { title: '财务数据', operations: ['reconcileDay'] },
  { title: '支付结算', operations: ['startPayment', 'openMerchantAccount'] },
  { title: '会员管理', operations: ['createStaffAccount', 'acceptNotice', 'setConsent'] },
  { title: '商家管理', operations: ['registerParty', 'decideFiling'] },
  { title: '用户权限管理', operations: ['setStaffRole', 'addStaff'] },
  { title: 'APP端管理', operations: ['publishDocument', 'publishNotice'] },
  { title: '统计分析报表', operations: ['produceReturn', 'assessMonth'] },
  { title: '后台采集、核准、标记', operations: ['moderateReview', 'decideFiling', 'reviewProduct'] },
];

export const disclosureEvidence = {
  async '6.1.f'(context) {
    const due = RETURN_KINDS.map((kind) => ({ kind, period: lastPeriod(kind, context.clock.now()) }));
    const filed = await context.rows
      .selectFrom('StatisticalReturn')
      .select(['kind', 'period', 'filedAtMs', 'dueAtMs'])
      .where('state', '=', 'filed')
      .execute();
    return shown(filed.length, [
      { label: '已上报期数', value: filed.length, unit: '期' },
      {
        label: '其中按时',
        value: filed.filter(({ filedAtMs, dueAtMs }) => filedAtMs !== null && filedAtMs <= dueAtMs).length,
        unit: '期',
        outOf: filed.length,
      },
      ...due.map(({ kind, period }) => ({
        label: `${RETURN_TITLES[kind]}（${period}）`,
        value: filed.some((row) => row.kind === kind && row.period === period) ? 1 : 0,
        unit: '期',
        outOf: 1,
      })),
    ]);
  },
  async '6.3'(context) {
    const operations = FUNCTIONS.flatMap((row) => [...row.operations]);
    const rows = await context.rows
      .selectFrom('AuditEntry')
      .select(['operation', ({ fn }) => fn.max('atMs').as('atMs')])
      .where('operation', 'in', operations)
      .groupBy('operation')
      .execute();
    const lastOf = new Map(rows.map((row) => [row.operation, Number(row.atMs)]));
    const used = FUNCTIONS.flatMap(({ title, operations: names }) => {
      const last = Math.max(0, ...names.map((name) => lastOf.get(name) ?? 0));
      return last > 0 ? [{ label: `${title}：距最近使用`, value: daysSince(context, last), unit: '天' }] : [];
    });
    return shown(used.length, [
      { label: '有使用记录的功能', value: used.length, unit: '项', outOf: FUNCTIONS.length },
      { label: '应有功能', value: FUNCTIONS.length, unit: '项' },
      ...used,
    ]);
  },
  async '6.5'(context, period) {
    const checks = await countBy(context, 'TradeCheck', 'subject', ...within('atMs', period));
    const open = await countRows(context, 'TradeCheck', ['closedAtMs', 'is', null]);
    const supervisors = await countRows(
      context,
      'GrantRow',
      ['active', '=', true],
      ['role', 'in', ['mediator', 'reviewer']],
    );
    return shown(checks.size + open, [
      { label: '专职监督人员', value: supervisors, unit: '人' },
      { label: '货物检查', value: checks.get('goods') ?? 0, unit: '次' },
      { label: '配送检查', value: checks.get('delivery') ?? 0, unit: '次' },
      { label: '未办结问题', value: open, unit: '件' },
    ]);
  },
  async '6.5.a'(context) {
    const page = await context.rows
      .selectFrom('PublicDocument')
      .select(['version', 'publishedAtMs'])
      .where('kind', '=', 'service-page')
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    return page
      ? [
          { label: '服务内容公示页版本', value: page.version, unit: '版' },
          { label: '距最近修改', value: daysSince(context, page.publishedAtMs), unit: '天' },
        ]
      : [];
  },
  async '6.6.a'(context, period) {
    const measured = await measuredTimes(context, period.fromMs);
    return measured.flatMap(({ title, promised, medianMs }) =>
      medianMs === null
        ? []
        : {
            label: `${title}（公示${promised}）实测中位数`,
            value: Math.round((medianMs / HOUR_MS) * 10) / 10,
            unit: '小时',
          },
    );
  },
  '12.1': (context, period) => overseen(context, period, 'regulator', '监管调取和要求'),
  '12.2': (context, period) => overseen(context, period, 'industry-body', '行业组织意见'),
  async '12.2.end'(context) {
    const versions = await countRows(context, 'PublicDocument', ['kind', '=', 'covenant']);
    return shown(versions, [
      { label: '自律公约版本', value: versions, unit: '版' },
      { label: '成员', value: await countRows(context, 'CovenantMember'), unit: '家' },
      { label: '可加入主体', value: await countRows(context, 'KnownParty'), unit: '家' },
      { label: '诚信记录', value: await countRows(context, 'CreditTally'), unit: '条' },
    ]);
  },
  async '11.8.eg'(context, period) {
    const sent = await countRows(context, 'Message', ...within('createdAtMs', period));
    return shown(sent, [
      { label: '发给客户的消息', value: sent, unit: '条' },
      {
        label: '经微信送达',
        value: await countRows(context, 'MessageIntent', ['state', '=', 'sent'], ...within('settledAtMs', period)),
        unit: '条',
      },
    ]);
  },
  async '11.8.eh'(context, period) {
    const produced = await countRows(context, 'StatisticalReturn', ...within('producedAtMs', period));
    return shown(produced, [{ label: '导出的分析数据', value: produced, unit: '份' }]);
  },
} satisfies EvidenceTable<TrustContext, ClauseRef>;
