import { NO_TEXT } from '@heitu/kit/privacy/vault';
import type { ClauseRef } from '@heitu/standard';
import type { EvidenceFigure } from '@heitu/kit/rules/evidence';
import { COLLECTION_STEPS } from '../collection/collection.policy.ts';
import { DELIVERY_STEPS, REFUSAL_REASONS } from '../delivery/delivery.policy.ts';
import type { LogisticsContext } from '../context.ts';
import { YES } from '@heitu/kit/data/entities';
import { byKey, count, daysSince, each, percent, share, unless, type Evidence, type Period } from './figures.ts';

/** Deliveries of the period by somebody, and how many came in time. */
async function inTimeBy(context: LogisticsContext, { fromMs, toMs }: Period, column: 'carrierName' | 'courierId') {
  const rows = await context.rows
    .selectFrom('Shipment')
    .select([column, ({ fn }) => fn.countAll().as('n'), ({ fn }) => fn.sum('inTime').as('good')])
    .where('deliveredAtMs', '>=', fromMs)
    .where('deliveredAtMs', '<', toMs)
    .groupBy(column)
    .execute();
  return rows.map((row) => ({ key: String(row[column]), total: Number(row.n), good: Number(row.good ?? 0) }));
}
const rates = (rows: { key: string; total: number; good: number }[]): EvidenceFigure[] =>
  rows.map((row) => ({ label: `准时率：${row.key}`, value: percent(row.good, row.total), unit: '%' }));
const handovers = (context: LogisticsContext, { fromMs, toMs }: Period) =>
  context.rows.selectFrom('Handover').where('completedAtMs', '>=', fromMs).where('completedAtMs', '<', toMs);

export const deliveryEvidence: Partial<Record<ClauseRef, Evidence>> = {
  '8.4.1': async (context, period) => {
    const row = await handovers(context, period)
      .select(({ fn }) => [fn.countAll().as('n'), fn.sum('complete').as('good')])
      .executeTakeFirstOrThrow();
    return share('内容完整的货物单据', Number(row.good ?? 0), '交接', Number(row.n), '次');
  },
  '8.4.2.bg': async (context, period) => {
    const row = await handovers(context, period)
      .select(({ fn }) => [fn.countAll().as('n'), fn.sum('inWindow').as('good')])
      .executeTakeFirstOrThrow();
    return share('在约定时间内接货', Number(row.good ?? 0), '全部接货', Number(row.n), '次');
  },
  '8.4.2.bh-bi': async (context, period) => {
    const row = await handovers(context, period)
      .where('cold', '=', YES)
      .select(({ fn }) => [fn.countAll().as('n'), fn.sum('complete').as('good')])
      .executeTakeFirstOrThrow();
    return share('各项齐全的生鲜交接', Number(row.good ?? 0), '生鲜交接', Number(row.n), '次');
  },
  '8.4.2.bj-bk': async (context, { fromMs, toMs }) => {
    const row = await context.rows
      .selectFrom('Handover')
      .select(({ fn }) => [
        fn.countAll().as('n'),
        fn.count('completedAtMs').as('both'),
        fn.count('sellerCustodian').as('sellers'),
        fn.count('carrierCustodian').as('carriers'),
      ])
      .where('state', '!=', 'void')
      .where('openedAtMs', '>=', fromMs)
      .where('openedAtMs', '<', toMs)
      .executeTakeFirstOrThrow();
    const total = Number(row.n);
    return [
      ...share('双方都签字的单据', Number(row.both), '交接单', total, '张'),
      ...share('指定了保管人的', Number(row.sellers) + Number(row.carriers), '应指定保管人的', total * 2, '方次'),
    ];
  },
  '8.4.2.bl': async (context) => {
    const pairs = await context.rows
      .selectFrom('Reconciliation')
      .select(['carrierPartyId', 'sellerPartyId', ({ fn }) => fn.max('doneAtMs').as('at')])
      .groupBy(['carrierPartyId', 'sellerPartyId'])
      .execute();
    const open = await count(
      context.rows
        .selectFrom('Mismatch')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('resolvedAtMs', 'is', null),
    );
    const oldest = Math.min(...pairs.map((pair) => Number(pair.at)));
    return unless(pairs.length === 0, [
      { label: '核对过的商家与配送服务商', value: pairs.length, unit: '对' },
      { label: '最久一对距上次核对', value: daysSince(context.clock.now(), oldest), unit: '天' },
      { label: '未解决的不符项', value: open, unit: '项' },
    ]);
  },
  '8.2.ax': async (context, period) => rates(await inTimeBy(context, period, 'carrierName')),
  '8.5.1.bs': async (context, period) => {
    const rows = await inTimeBy(context, period, 'carrierName');
    return share(
      '在合同时间内送达',
      rows.reduce((sum, row) => sum + row.good, 0),
      '全部送达',
      rows.reduce((sum, row) => sum + row.total, 0),
      '单',
    );
  },
  '8.5.3.by': async (context, period) => {
    const rows = await inTimeBy(context, period, 'courierId');
    const ids = rows.map((row) => row.key);
    const couriers =
      ids.length === 0
        ? []
        : await context.rows.selectFrom('Courier').select(['id', 'accountId', 'name']).where('id', 'in', ids).execute();
    const surnames = new Map(
      await Promise.all(
        couriers.map(
          async ({ id, accountId, name }) =>
            [id, [...(await context.vault.openTextUnrecorded(accountId, name))][0]] as const,
        ),
      ),
    );
    return rates(
      rows.flatMap((row) =>
        surnames.has(row.key) ? [{ ...row, key: `${surnames.get(row.key)}师傅（${row.key.slice(-4)}）` }] : [],
      ),
    );
  },
  '8.5.3.bw-bx': async (context, { fromMs, toMs }) => {
    const reads = await context.rows
      .selectFrom('RecipientRead')
      .select(({ fn }) => [fn.countAll().as('n'), fn.sum('inTask').as('good')])
      .where('atMs', '>=', fromMs)
      .where('atMs', '<', toMs)
      .executeTakeFirstOrThrow();
    const breaches = await count(
      context.rows
        .selectFrom('SupervisionCheck')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('topic', 'in', ['confidentiality', 'impersonation'])
        .where('breach', '=', YES)
        .where('courierId', 'is not', null)
        .where('doneAtMs', '>=', fromMs)
        .where('doneAtMs', '<', toMs),
    );
    const outside = Number(reads.n) - Number(reads.good ?? 0);
    return unless(Number(reads.n) === 0 && breaches === 0, [
      { label: '任务中查看收货人', value: Number(reads.good ?? 0), unit: '次' },
      { label: '任务之外查看收货人', value: outside, unit: '次', breached: outside > 0 },
      { label: '违规', value: breaches, unit: '次' },
    ]);
  },
  '8.5.4.1': async (context, { fromMs, toMs }) => {
    const row = await context.rows
      .selectFrom('Shipment')
      .select(({ fn, eb }) => [
        fn.countAll().as('n'),
        fn
          .sum(
            eb
              .case()
              .when(
                eb.and([
                  eb('carrierName', '!=', ''),
                  eb('consignorName', '!=', ''),
                  eb('consignorPhone', '!=', NO_TEXT),
                  eb('consignorAddress', '!=', NO_TEXT),
                  eb('recipientSealed', '!=', ''),
                ]),
              )
              .then(1)
              .else(0)
              .end(),
          )
          .as('good'),
      ])
      .where('deliveredAtMs', '>=', fromMs)
      .where('deliveredAtMs', '<', toMs)
      .executeTakeFirstOrThrow();
    return share('内容完整的配送交接单', Number(row.good ?? 0), '送达', Number(row.n), '单');
  },
  '8.5.4.2.cb-ce': async (context, { fromMs, toMs }) => {
    const row = await context.rows
      .selectFrom('Shipment')
      .select(({ fn }) => [
        fn.countAll().as('n'),
        ...DELIVERY_STEPS.map(({ column }) => fn.count(column).as(column)),
        fn.count('signatureSealed').as('signed'),
      ])
      .where('deliveredAtMs', '>=', fromMs)
      .where('deliveredAtMs', '<', toMs)
      .executeTakeFirstOrThrow();
    return unless(Number(row.n) === 0, [
      ...DELIVERY_STEPS.map(({ column, label }) => ({
        label,
        value: Number(row[column]),
        unit: '单',
        outOf: Number(row.n),
      })),
      { label: '消费者签字', value: Number(row.signed), unit: '单', outOf: Number(row.n) },
      { label: '全部送达', value: Number(row.n), unit: '单' },
    ]);
  },
  '8.5.4.3.cf': async (context, { fromMs, toMs }) => {
    const reasons = await context.rows
      .selectFrom('Shipment')
      .select([
        'refusalReason',
        ({ fn }) => fn.countAll().as('n'),
        ({ fn }) => fn.count('returnedAtMs').as('back'),
        ({ fn }) => fn.count('atDepotAtMs').as('depot'),
      ])
      .where('refusedAtMs', '>=', fromMs)
      .where('refusedAtMs', '<', toMs)
      // Nobody refused what turned round since it was called back.
      .where((eb) => eb.or([eb('refusalReason', 'is not', null), eb('stopCause', 'is', null)]))
      .groupBy('refusalReason')
      .execute();
    const sum = (key: 'n' | 'back' | 'depot') => reasons.reduce((total, row) => total + Number(row[key]), 0);
    return unless(reasons.length === 0, [
      ...byKey(
        '拒收',
        reasons.map((row) => ({
          key: (row.refusalReason && REFUSAL_REASONS[row.refusalReason]) ?? '未写原因',
          n: row.n,
        })),
        '单',
      ),
      { label: '已退回站点', value: sum('depot'), unit: '单' },
      { label: '已退回商家', value: sum('back'), unit: '单' },
      { label: '全部拒收', value: sum('n'), unit: '单' },
    ]);
  },
  '8.5.4.3.cg': async (context, { fromMs, toMs }) => {
    const cases = await context.rows
      .selectFrom('ContentsCase')
      .select(['openedAtMs', 'settledAtMs'])
      .where('openedAtMs', '>=', fromMs)
      .where('openedAtMs', '<', toMs)
      .execute();
    const hours = cases
      .flatMap((one) => (one.settledAtMs === null ? [] : [(one.settledAtMs - one.openedAtMs) / 3_600_000]))
      .sort((a, b) => a - b);
    const median = hours[Math.floor(hours.length / 2)];
    return unless(cases.length === 0, [
      { label: '已结案件', value: hours.length, unit: '件' },
      { label: '未结案件', value: cases.length - hours.length, unit: '件' },
      ...(median === undefined ? [] : [{ label: '用时中位数', value: Math.round(median * 10) / 10, unit: '小时' }]),
    ]);
  },
  '8.6.ch': async (context, { fromMs, toMs }) => {
    const taken = await context.rows
      .selectFrom('Collection')
      .select(({ fn }) => [fn.countAll().as('n'), ...COLLECTION_STEPS.map(({ column }) => fn.count(column).as(column))])
      .where('takenAtMs', '>=', fromMs)
      .where('takenAtMs', '<', toMs)
      .executeTakeFirstOrThrow();
    return each(
      '六步齐全的取件',
      Math.min(...COLLECTION_STEPS.map(({ column }) => Number(taken[column]))),
      '全部取件',
      Number(taken.n),
      '件',
    );
  },
  '8.6.ci': async (context, { fromMs, toMs }) => {
    const rows = await context.rows
      .selectFrom('Collection')
      .select(['listChecked', 'carrierHandedAtMs', 'sellerReceivedAtMs', 'centreAtMs', 'centreDueAtMs'])
      .where('centreAtMs', '>=', fromMs)
      .where('centreAtMs', '<', toMs)
      .execute();
    const complete = rows.filter(
      (row) =>
        row.listChecked &&
        row.carrierHandedAtMs &&
        row.sellerReceivedAtMs &&
        row.centreAtMs !== null &&
        row.centreDueAtMs !== null &&
        row.centreAtMs <= row.centreDueAtMs,
    );
    return each('三步齐全的中心交接', complete.length, '全部中心交接', rows.length, '次');
  },
};
