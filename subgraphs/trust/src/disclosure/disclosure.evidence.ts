import { ofPeriod } from '@heitu/kit/data/of-period';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { EvidenceFigure, EvidenceTable, Period } from '@heitu/kit/rules/evidence';
import { DUTIES, type ClauseRef, type Role } from '@heitu/standard';
import { YES } from '@heitu/kit/data/entities';
import { countBy, countRows, daysSince, info, measured, within } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { measureLifecycle } from '../conduct/measure.lifecycle.ts';
import { owedIn } from '../duties/owed-in.ts';
import { platform } from '../duties/trust.duties.ts';
import { inForceOf } from './document.loader.ts';
import { saysAll } from './document.evidence.ts';
import { measuredTimes } from './response-times.ts';
import {
  COVENANT_MEMBERS_MIN,
  COVENANT_REJOIN_MS,
  RETURN_DUTIES,
  RETURN_KINDS,
  RETURN_TITLES,
  type Overseer,
} from './disclosure.policy.ts';

async function overseen(context: TrustContext, period: Period, from: Overseer, title: string) {
  const rows = await context.rows
    .selectFrom('OversightRequest')
    .select(['id', 'askedAtMs', 'answeredAtMs', 'dueAtMs'])
    .where('from', '=', from)
    .where(ofPeriod('askedAtMs', 'answeredAtMs', period))
    .execute();
  const due = rows.filter(({ answeredAtMs, dueAtMs }) => answeredAtMs !== null || dueAtMs < context.clock.now());
  return [
    info(`收到${title}`, rows.length, '件'),
    measured.eachOf(
      `按时答复${title}`,
      due,
      ({ answeredAtMs, dueAtMs }) => answeredAtMs !== null && answeredAtMs <= dueAtMs,
      '件',
      ({ id }) => ({ ref: `OversightRequest:${id}`, text: title }),
      { isDuty: true },
    ),
  ];
}

/** What an order says is done at once; the room that keeps the goods tells of it within that. */
const OBEYED_WITHIN_MS = HOUR_MS;
/** Orders of an authority that nobody carried out: an answer on paper does not take goods off sale. */
async function notObeyed({ rows, clock }: TrustContext, { toMs }: Period): Promise<EvidenceFigure[]> {
  const ordered = await rows
    .selectFrom('OversightRequest')
    .select(['id', 'askedAtMs', 'actedAtMs'])
    .where('orders', 'in', ['withdraw', 'suspend'])
    .where('askedAtMs', '<', Math.min(toMs, clock.now() - OBEYED_WITHIN_MS))
    .execute();
  return ordered.length === 0
    ? []
    : [
        measured.noneOf(
          `过了${OBEYED_WITHIN_MS / HOUR_MS}小时还没有做到的责令`,
          ordered.filter(({ actedAtMs }) => actedAtMs === null),
          '件',
          ({ id, askedAtMs }) => ({ ref: `OversightRequest:${id}`, text: `${chinaTime(askedAtMs)}的责令` }),
          ordered.length,
        ),
      ];
}

/** Who has one of these tasks, and an account with which to do it. */
async function peopleWith({ rows }: TrustContext, roles: readonly Role[]): Promise<number> {
  const { n } = await rows
    .selectFrom('GrantRow as g')
    .innerJoin('Account as a', 'a.id', 'g.accountId')
    .select(({ fn }) => fn.count<number>('g.accountId').distinct().as('n'))
    .where('g.active', '=', YES)
    .where('g.role', 'in', roles)
    .where('a.state', '=', 'active')
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** A month of supervision. */
const CHECKED_WITHIN_MS = 31 * DAY_MS;
/** Periods of returns that should have been filed by now. */
async function returnsOwed(context: TrustContext, period: Period) {
  const [opened] = await platform(context);
  if (!opened) return [];
  const by = { sinceMs: opened.sinceMs, nowMs: context.clock.now() };
  return RETURN_KINDS.flatMap((kind) =>
    owedIn(DUTIES[RETURN_DUTIES[kind]], period, by).map((owed) => ({ kind, period: owed.period })),
  );
}

/** A function that nobody has used for so long is there on paper only. */
const FUNCTION_IDLE_DAYS_MAX = 92;
interface PlatformFunction {
  title: string;
  operations: readonly string[];
}

/** Each function by the newest of its operations that the audit trail shows. */
async function functionsUsed(context: TrustContext, functions: readonly PlatformFunction[]): Promise<EvidenceFigure[]> {
  const rows = await context.rows
    .selectFrom('AuditEntry')
    .select(['operation', ({ fn }) => fn.max('atMs').as('atMs')])
    .where(
      'operation',
      'in',
      functions.flatMap((row) => [...row.operations]),
    )
    .where('outcome', '=', 'done')
    .groupBy('operation')
    .execute();
  const lastOf = new Map(rows.map((row) => [row.operation, Number(row.atMs)]));
  const used = functions.map(({ title, operations }) => {
    const last = Math.max(0, ...operations.map((name) => lastOf.get(name) ?? 0));
    return { title, days: last > 0 ? daysSince(context, last) : null };
  });
  return [
    measured.eachOf(
      `近${FUNCTION_IDLE_DAYS_MAX}天用过的功能`,
      used,
      ({ days }) => days !== null && days <= FUNCTION_IDLE_DAYS_MAX,
      '项',
      ({ title }) => ({ ref: `Function:${title}`, text: title }),
      { isDuty: true },
    ),
    ...used.flatMap(({ title, days }) => (days === null ? [] : [info(`${title}：距最近使用`, days, '天')])),
  ];
}

/**
 * The twenty functions of 6.3, each by the operations whose use the audit trail shows; one without an operation shows
 * nothing.
 */
export const FUNCTIONS: readonly PlatformFunction[] = [
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

/** The fourteen parts of a seller's back-office (7.2), in the same way. */
const SELLER_FUNCTIONS: readonly PlatformFunction[] = [
  { title: '会员注册', operations: ['registerParty', 'signInWithWechat'] },
  { title: '商品展示', operations: ['publishProduct', 'reviseProduct'] },
  { title: '订货合同', operations: ['signContract', 'answerContract'] },
  { title: '营销数据', operations: ['openShop', 'reviseShop', 'setPriceLabel'] },
  { title: '订单处理', operations: ['confirmOrder'] },
  { title: '配货', operations: ['pickOrder'] },
  { title: '退换货', operations: ['decideAfterSale', 'acceptReturn'] },
  { title: '申诉和投诉', operations: ['answerComplaint', 'replyToReview', 'appealMeasure'] },
  { title: '商品出入库', operations: ['registerLot', 'releaseLot'] },
  { title: '商品账目', operations: ['setPriceLabel', 'recordMeasureCheck'] },
  { title: '财务数据', operations: ['rotatePaymentPassword', 'openMerchantAccount', 'issueInvoice'] },
  { title: '支付结算', operations: ['openMerchantAccount', 'renewContract'] },
  { title: '用户权限', operations: ['addStaff', 'removeStaff'] },
  { title: '统计报表', operations: ['exportTrade', 'sellerReport'] },
];

export const disclosureEvidence = {
  async '6.1.f'(context, period) {
    const filed = await context.rows
      .selectFrom('StatisticalReturn')
      .select(['id', 'kind', 'period', 'filedAtMs', 'dueAtMs'])
      .where('state', '=', 'filed')
      .execute();
    const owed = await returnsOwed(context, period);
    return [
      info('已上报期数', filed.length, '期'),
      ...owed.map((one) =>
        measured.present(
          `${RETURN_TITLES[one.kind]}（${one.period}）已上报`,
          filed.filter((row) => row.kind === one.kind && row.period === one.period).length,
          '期',
        ),
      ),
      measured.eachOf(
        '本期到期、按时上报的',
        filed.filter(({ dueAtMs }) => dueAtMs >= period.fromMs && dueAtMs < period.toMs),
        ({ filedAtMs, dueAtMs }) => filedAtMs !== null && filedAtMs <= dueAtMs,
        '期',
        ({ id, kind, period: of }) => ({ ref: `StatisticalReturn:${id}`, text: `${RETURN_TITLES[kind]} ${of}` }),
      ),
    ];
  },
  '6.3': (context) => functionsUsed(context, FUNCTIONS),
  '7.2': (context) => functionsUsed(context, SELLER_FUNCTIONS),
  // Sellers counts what was reviewed; who may is known here.
  '6.4': async (context) => [
    measured.present('有资质审核权限的人员', await peopleWith(context, ['reviewer']), '人'),
    ...(await saysAll(context, 'review-rules', '已公布的资质审核规则', '审核规则写明、和平台做法一致的')),
  ],
  async '6.5'(context, period) {
    const nowMs = context.clock.now();
    const endMs = Math.min(period.toMs, nowMs + 1);
    const recent = { fromMs: endMs - CHECKED_WITHIN_MS, toMs: endMs };
    const checks = await countBy(context, 'TradeCheck', 'subject', ...within('atMs', recent));
    const open = await context.rows
      .selectFrom('TradeCheck')
      .select(['id', 'followUpDueAtMs'])
      .where('closedAtMs', 'is', null)
      .execute();
    const supervisors = await peopleWith(context, ['mediator', 'reviewer']);
    return [
      measured.present('监督人员', supervisors, '人'),
      measured.present('近31天的货物检查', checks.get('goods'), '次'),
      measured.present('近31天的配送检查', checks.get('delivery'), '次'),
      measured.noneOf(
        '货物检查里过期没办结的问题',
        open.filter(({ followUpDueAtMs }) => (followUpDueAtMs ?? Infinity) < nowMs),
        '件',
        ({ id }) => ({ ref: `TradeCheck:${id}`, text: '货物检查里的问题' }),
      ),
    ];
  },
  async '6.5.a'(context) {
    const page = await inForceOf(context, context.clock.now(), 'service-page');
    return [
      ...(await saysAll(context, 'service-page', '公示的服务内容', '服务内容写明的')),
      ...(page ? [info('距最近修改', daysSince(context, page.publishedAtMs), '天')] : []),
    ];
  },
  async '6.6.a'(context, period) {
    const times = await measuredTimes(context, period.fromMs);
    return times.map(({ title, promised, judgedMs, caseCount, withinMs, inWorkingTime }) =>
      measured.max(
        `${title}（公示${promised}）实测中位数${inWorkingTime ? '，不算休息日' : ''}`,
        Math.round(((judgedMs ?? 0) / HOUR_MS) * 10) / 10,
        withinMs / HOUR_MS,
        '小时',
        { outOf: caseCount, sampleMin: 1 },
      ),
    );
  },
  '12.1': async (context, period) => [
    measured.present('能进来监督的主管部门人员', await peopleWith(context, ['regulator']), '人'),
    ...(await overseen(context, period, 'regulator', '监管调取和要求')),
    ...(await notObeyed(context, period)),
  ],
  '12.2': async (context, period) => [
    measured.present('能进来监督的行业组织人员', await peopleWith(context, ['industry-body']), '人'),
    ...(await overseen(context, period, 'industry-body', '行业组织意见')),
  ],
  async '12.2.end'(context) {
    const newest = await inForceOf(context, context.clock.now(), 'covenant');
    const members = await context.rows
      .selectFrom('CovenantMember as m')
      .leftJoin('KnownParty as p', 'p.partyId', 'm.partyId')
      .select(['m.partyId', 'm.version', 'p.name', 'p.inGoodStanding'])
      .where('m.leftAtMs', 'is', null)
      .execute();
    const isLate = (newest?.effectiveAtMs ?? 0) + COVENANT_REJOIN_MS < context.clock.now();
    const found = await context.rows
      .selectFrom('Measure')
      .select(['id', 'partyId', 'state', 'dueAtMs'])
      .where('clause', '=', '12.2.end')
      .where('state', 'in', measureLifecycle.from('lift'))
      .execute();
    return [
      ...(await saysAll(context, 'covenant', '已公布的自律公约', '公约写明的')),
      // One that may not trade any more holds nobody to anything.
      measured.present(
        '公约成员',
        members.filter(({ inGoodStanding }) => inGoodStanding === YES).length,
        '家',
        COVENANT_MEMBERS_MIN,
      ),
      measured.eachOf(
        `新版公布${COVENANT_REJOIN_MS / DAY_MS}天后，按现行公约重新加入的成员`,
        members,
        ({ version }) => version === newest?.version || !isLate,
        '家',
        ({ partyId, name }) => ({ ref: `Party:${partyId}`, text: name ?? partyId }),
      ),
      measured.noneOf(
        '违反公约、过了期限还没整改的成员',
        found.filter(({ dueAtMs }) => (dueAtMs ?? Infinity) < context.clock.now()),
        '件',
        ({ id }) => ({ ref: `Measure:${id}`, text: '违反公约，限期整改过期' }),
      ),
      info('可加入主体', await countRows(context, 'KnownParty'), '家'),
    ];
  },
  async '11.8.eg'(context, period) {
    const sent = await countRows(context, 'Message', ...within('createdAtMs', period));
    if (sent === 0) return [];
    const delivered = await countRows(
      context,
      'MessageIntent',
      ['state', '=', 'sent'],
      ...within('settledAtMs', period),
    );
    return [info('发给客户的消息', sent, '条'), info('经微信送达', delivered, '条')];
  },
  async '11.8.eh'(context, period) {
    const produced = await countRows(context, 'StatisticalReturn', ...within('producedAtMs', period));
    return produced === 0 ? [] : [info('导出的分析数据', produced, '份')];
  },
} satisfies EvidenceTable<TrustContext, ClauseRef>;
