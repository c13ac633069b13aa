import type { ClauseRef } from '@heitu/standard';
import type { EvidenceFigure } from '@heitu/kit/rules/evidence';
import { agreedCod } from '../delivery/delivery.loader.ts';
import type { LogisticsContext } from '../context.ts';
import { PLANNED_FORMS, REPORT_FORM } from '../supervision/supervision.policy.ts';
import { YES } from '@heitu/kit/data/entities';
import { byKey, count, daysSince, each, share, unless, type Evidence, type Period } from './figures.ts';

async function codFigures(context: LogisticsContext, { fromMs, toMs }: Period): Promise<EvidenceFigure[]> {
  const nowMs = context.clock.now();
  const rows = await agreedCod(context.rows)
    .leftJoin('Carrier as k', 'k.partyId', 'c.carrierPartyId')
    .select(['k.name', 'c.dueAtMs', 'c.remittedAtMs', 'c.amountFen'])
    .where('c.collectedAtMs', '>=', fromMs)
    .where('c.collectedAtMs', '<', toMs)
    .execute();
  const due = rows.filter((row) => row.dueAtMs <= nowMs || row.remittedAtMs !== null);
  const overdue = rows.filter((row) => row.remittedAtMs === null && row.dueAtMs < nowMs);
  const byCarrier = [...Map.groupBy(overdue, (row) => row.name ?? '')].map(([key, list]) => ({
    key,
    n: list.reduce((sum, row) => sum + row.amountFen, 0) / 100,
  }));
  return unless(rows.length === 0, [
    ...each(
      '按时交回的代收款',
      due.filter((row) => row.remittedAtMs !== null && row.remittedAtMs <= row.dueAtMs).length,
      '应交回的代收款',
      due.length,
      '笔',
    ),
    { label: '逾期未交', value: overdue.length, unit: '笔', breached: overdue.length > 0 },
    ...byKey('逾期金额', byCarrier, '元'),
  ]);
}

export const supervisionEvidence: Partial<Record<ClauseRef, Evidence>> = {
  '8.2.au': async (context, { fromMs, toMs }) => {
    const rows = await context.rows
      .selectFrom('SupervisionCheck')
      .select(['form', 'doneAtMs', 'breach', 'settledAtMs'])
      .where('form', '!=', REPORT_FORM)
      .where('createdAtMs', '>=', fromMs)
      .where('createdAtMs', '<', toMs)
      .execute();
    return unless(rows.length === 0, [
      ...Object.entries(PLANNED_FORMS).flatMap(([form, title]) => {
        const own = rows.filter((row) => row.form === form);
        return share(
          `已做的${title}`,
          own.filter((row) => row.doneAtMs !== null).length,
          `计划的${title}`,
          own.length,
          '次',
        );
      }),
      { label: '未办结的问题', value: rows.filter((row) => row.breach && row.settledAtMs === null).length, unit: '项' },
    ]);
  },
  '8.2.av-aw': async (context, { fromMs, toMs }) => {
    const rows = await context.rows
      .selectFrom('SupervisionCheck')
      .select(['form', 'topic', 'breach', 'measure'])
      .where('topic', 'in', ['confidentiality', 'impersonation'])
      .where('createdAtMs', '>=', fromMs)
      .where('createdAtMs', '<', toMs)
      .execute();
    const figures = (topic: string, title: string): EvidenceFigure[] => {
      const own = rows.filter((row) => row.topic === topic);
      return [
        { label: `${title}：检查`, value: own.filter((row) => row.form !== REPORT_FORM).length, unit: '次' },
        { label: `${title}：举报`, value: own.filter((row) => row.form === REPORT_FORM).length, unit: '次' },
        { label: `${title}：违规`, value: own.filter((row) => row.breach).length, unit: '次' },
      ];
    };
    return unless(rows.length === 0, [
      ...figures('confidentiality', '信息保密'),
      ...figures('impersonation', '冒名推销'),
      { label: '已采取措施', value: rows.filter((row) => row.measure).length, unit: '次' },
    ]);
  },
  '8.2.az': codFigures,
  '8.5.3.ca': codFigures,
  '8.5.2': async (context, { fromMs, toMs }) => {
    const refusals = await context.rows
      .selectFrom('OfferRefusal')
      .select(['code', ({ fn }) => fn.sum('times').as('n')])
      .where('code', 'in', ['BANNED_GOODS', 'REROUTED'])
      .where('lastAtMs', '>=', fromMs)
      .where('lastAtMs', '<', toMs)
      .groupBy('code')
      .execute();
    const checks = await count(
      context.rows
        .selectFrom('SupervisionCheck')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('topic', '=', 'banned-goods')
        .where('doneAtMs', '>=', fromMs)
        .where('doneAtMs', '<', toMs),
    );
    const times = (code: string) => Number(refusals.find((row) => row.code === code)?.n ?? 0);
    return unless(refusals.length === 0 && checks === 0, [
      { label: '拒收的禁寄物品', value: times('BANNED_GOODS'), unit: '次' },
      { label: '改用许可方式', value: times('REROUTED'), unit: '次' },
      { label: '对配送员的检查', value: checks, unit: '次' },
    ]);
  },
  '8.1.1.ar': async (context, { fromMs, toMs }) => {
    const readings = await count(
      context.rows
        .selectFrom('Reading')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('receivedAtMs', '>=', fromMs)
        .where('receivedAtMs', '<', toMs),
    );
    const alarms = await context.rows
      .selectFrom('Alarm')
      .select(['state', ({ fn }) => fn.countAll().as('n'), ({ fn }) => fn.sum('minutesOut').as('minutes')])
      .where('raisedAtMs', '>=', fromMs)
      .where('raisedAtMs', '<', toMs)
      .groupBy('state')
      .execute();
    const sum = (list: typeof alarms, key: 'n' | 'minutes') =>
      list.reduce((total, row) => total + Number(row[key] ?? 0), 0);
    const days = Math.max(1, Math.ceil((Math.min(toMs, context.clock.now()) - fromMs) / 86_400_000));
    return unless(readings === 0 && alarms.length === 0, [
      { label: '温度读数', value: readings, unit: '条' },
      { label: '平均每天', value: Math.round(readings / days), unit: '条' },
      { label: '已发报警', value: sum(alarms, 'n'), unit: '次' },
      {
        label: '已处理报警',
        value: sum(
          alarms.filter((row) => row.state === 'resolved'),
          'n',
        ),
        unit: '次',
      },
      { label: '超温', value: sum(alarms, 'minutes'), unit: '分钟' },
    ]);
  },
  '8.7.end': async (context, { fromMs, toMs }) => {
    const stays = await context.rows
      .selectFrom('StorageStay')
      .select(['stage', 'leaveByMs', 'leftAtMs'])
      .where('cold', '=', YES)
      .where('arrivedAtMs', '>=', fromMs)
      .where('arrivedAtMs', '<', toMs)
      .execute();
    const stages = await context.rows
      .selectFrom('Facility')
      .select('stage')
      .distinct()
      .where('temperatureCelsiusMax', 'is not', null)
      .execute();
    const titles = { origin: '产地', transit: '中转', sales: '销地' } as const;
    const nowMs = context.clock.now();
    const without = Object.entries(titles).filter(([stage]) => !stages.some((row) => row.stage === stage));
    return unless(stages.length === 0 && stays.length === 0, [
      ...Object.entries(titles).map(([stage, title]) => ({
        label: `${title}仓储的生鲜`,
        value: stays.filter((stay) => stay.stage === stage).length,
        unit: '票',
      })),
      { label: '没有仓储的环节', value: without.length, unit: '个' },
      {
        label: '超过存放时限',
        value: stays.filter((stay) => (stay.leftAtMs ?? nowMs) > stay.leaveByMs).length,
        unit: '票',
      },
    ]);
  },
  '11.8.ee': async (context, { fromMs, toMs }) => {
    const used = async (
      query: { executeTakeFirstOrThrow(): Promise<{ n: unknown; at: unknown }> },
      label: string,
    ): Promise<EvidenceFigure[]> => {
      const { n, at } = await query.executeTakeFirstOrThrow();
      return Number(n) === 0
        ? []
        : [
            { label: `${label}：调用`, value: Number(n), unit: '次' },
            { label: `${label}：距上次使用`, value: daysSince(context.clock.now(), Number(at)), unit: '天' },
          ];
    };
    const calls = (table: 'Reading' | 'ExpressScan') =>
      context.rows
        .selectFrom(table)
        .select(({ fn }) => [fn.count('receivedAtMs').distinct().as('n'), fn.max('receivedAtMs').as('at')])
        .where('receivedAtMs', '>=', fromMs)
        .where('receivedAtMs', '<', toMs);
    return [...(await used(calls('Reading'), '温度设备接口')), ...(await used(calls('ExpressScan'), '快递轨迹接口'))];
  },
};
