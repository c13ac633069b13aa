import { NO, YES } from '@heitu/kit/data/entities';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { ofPeriod } from '@heitu/kit/data/of-period';
import { notApplicable, type EvidenceFigure } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import type { LogisticsContext } from '../context.ts';
import { FACILITY_STAGES } from '../carrier/carrier.policy.ts';
import { agreedCod } from '../delivery/delivery.loader.ts';
import { CHECK_TOPICS, PLANNED_FORMS, REPORT_FORM, type CheckTopic } from '../supervision/supervision.policy.ts';
import { alarmLifecycle } from '../temperature/alarm.lifecycle.ts';
import { sealedUntilMs } from '../temperature/seal-readings.ts';
import {
  backFrom,
  byKey,
  carrierRow,
  checkRow,
  count,
  daysSince,
  info,
  checkedIn,
  measured,
  percent,
  reviewed,
  shipmentRow,
  type Evidence,
  type Period,
} from './figures.ts';
import { unanswered } from './findings.ts';
import { placesWithThermometer } from './monitored.ts';
import { cameInTime, deliveriesDue } from './parcels-due.ts';

/** How often the operator looks at what it must supervise, at the least. */
const CHECKED_WITHIN_MS = 31 * DAY_MS;
const TOPIC_CHECKED_WITHIN_MS = 92 * DAY_MS;
const HEARD_WITHIN_MS = HOUR_MS;

const NOBODY_COLLECTS = '没有配送服务商开通货到付款，没有代收的货款；有一家开通，这一条就适用';

/** Parcels that were paid at the door, by code or in cash; null where no carrier collects any payment there. */
async function collected(context: LogisticsContext, { fromMs, toMs }: Period) {
  const { rows } = context;
  const offers = rows.selectFrom('Carrier').select('partyId').where('collectsPayment', '=', YES).limit(1);
  const byCode = await rows
    .selectFrom('Shipment')
    .select(['id', 'trackingNumber', 'doorPaidAtMs'])
    .where('payment', '=', 'at-door')
    .where('deliveredAtMs', '>=', fromMs)
    .where('deliveredAtMs', '<', toMs)
    .execute();
  const inCash = await agreedCod(rows)
    .leftJoin('Carrier as k', 'k.partyId', 'c.carrierPartyId')
    .select(['s.id', 's.trackingNumber', 'k.name', 'c.dueAtMs', 'c.remittedAtMs', 'c.amountFen'])
    .where(ofPeriod('c.collectedAtMs', 'c.remittedAtMs', { fromMs, toMs }))
    .execute();
  const isCollected = byCode.length + inCash.length > 0 || (await offers.executeTakeFirst()) !== undefined;
  return isCollected ? { byCode, inCash } : null;
}

/** The code at the door pays the seller itself; what was taken in cash is handed over by the contract's day. */
async function codFigures(context: LogisticsContext, period: Period): Promise<EvidenceFigure[]> {
  const found = await collected(context, period);
  if (!found) return [notApplicable(NOBODY_COLLECTS)];
  const { byCode, inCash } = found;
  const nowMs = context.clock.now();
  const overdue = inCash.filter((row) => row.remittedAtMs === null && row.dueAtMs < nowMs);
  const byCarrier = [...Map.groupBy(overdue, (row) => row.name ?? '')].map(([key, list]) => ({
    key,
    n: list.reduce((sum, row) => sum + row.amountFen, 0) / 100,
  }));
  const checks = await context.rows
    .selectFrom('SupervisionCheck')
    .select(['id', 'plannedFor', 'breach', 'settledAtMs'])
    .where('topic', '=', 'cod')
    .where(checkedIn(period))
    .execute();
  const kept = checks.filter(({ breach, settledAtMs }) => breach === YES && settledAtMs === null);
  const cash = measured.eachOf(
    '按时交回的代收款',
    inCash.filter((row) => row.dueAtMs <= nowMs || row.remittedAtMs !== null),
    (row) => row.remittedAtMs !== null && row.remittedAtMs <= row.dueAtMs,
    '笔',
    shipmentRow,
  );
  const code = measured.eachOf(
    '货到付款：先付进商家账户、再签收的包裹',
    byCode,
    ({ doorPaidAtMs }) => doorPaidAtMs !== null,
    '件',
    shipmentRow,
  );
  return [
    ...(inCash.length === 0 || byCode.length > 0 ? [code] : []),
    ...(inCash.length > 0 ? [cash] : []),
    measured.noneOf('查出私收或扣下货款、还没处理的', kept, '次', checkRow, checks.length),
    ...byKey('逾期金额', byCarrier, '元'),
  ];
}

/** Checks of a topic in its span, and breaches that were found and about which nothing was done in time. */
async function topicFigures(
  context: LogisticsContext,
  period: Period,
  topics: readonly (readonly [topic: CheckTopic, title: string])[],
): Promise<EvidenceFigure[]> {
  const span = backFrom(context, period, TOPIC_CHECKED_WITHIN_MS);
  const rows = await context.rows
    .selectFrom('SupervisionCheck')
    .select(['id', 'form', 'topic', 'state', 'plannedFor', 'doneAtMs', 'breach', 'openSinceMs', 'settledAtMs'])
    .select(['measureId', 'recheckId'])
    .where(
      'topic',
      'in',
      topics.map(([topic]) => topic),
    )
    .execute();
  const done = rows.filter(({ doneAtMs }) => doneAtMs !== null && doneAtMs >= span.fromMs && doneAtMs < span.toMs);
  return [
    ...topics.map(([topic, title]) =>
      measured.present(`近92天的检查：${title}`, done.filter((row) => row.topic === topic).length, '次'),
    ),
    info(
      '举报',
      rows.filter(({ form, doneAtMs }) => form === REPORT_FORM && (doneAtMs ?? span.fromMs) >= span.fromMs).length,
      '次',
    ),
    unanswered(rows, span.fromMs, context.clock.now()),
  ];
}

/** Sealed hours, compared with their readings a day later. */
async function sealsThatFit({ rows }: LogisticsContext, { fromMs, toMs }: Period): Promise<EvidenceFigure> {
  const seals = rows.selectFrom('ReadingSeal').where('hourMs', '>=', fromMs).where('hourMs', '<', toMs);
  const unfit = await seals.select(['deviceId', 'hourMs']).where('fits', '=', NO).execute();
  const checked = await count(seals.select(({ fn }) => fn.countAll().as('n')).where('checkedAtMs', 'is not', null));
  return measured.noneOf(
    '封存后和封存时对不上的温度记录',
    unfit,
    '台时',
    ({ deviceId, hourMs }) => ({ ref: `Device:${deviceId}`, text: `温度计 ${deviceId}，${chinaTime(hourMs)}起一小时` }),
    checked,
  );
}

/** How many readings came: sealed hours by their seals, only what came since one by one. */
async function readingsIn(context: LogisticsContext, { fromMs, toMs }: Period): Promise<number> {
  const sealed = await count(
    context.rows
      .selectFrom('ReadingSeal')
      .select(({ fn }) => fn.sum('readings').as('n'))
      .where('hourMs', '>=', fromMs)
      .where('hourMs', '<', toMs),
  );
  const since = await count(
    context.rows
      .selectFrom('Reading')
      .select(({ fn }) => fn.countAll().as('n'))
      .where('receivedAtMs', '>=', Math.max(fromMs, await sealedUntilMs(context)))
      .where('receivedAtMs', '<', toMs),
  );
  return sealed + since;
}

export const supervisionEvidence: Partial<Record<ClauseRef, Evidence>> = {
  '8.2.au': async (context, period) => {
    const span = backFrom(context, period, CHECKED_WITHIN_MS);
    const nowMs = context.clock.now();
    const rows = await context.rows
      .selectFrom('SupervisionCheck')
      .select(['id', 'carrierPartyId', 'form', 'state', 'plannedFor', 'dueAtMs', 'doneAtMs', 'breach', 'settledAtMs'])
      .select('openSinceMs')
      .select(['topic', 'measureId', 'recheckId'])
      .where('form', '!=', REPORT_FORM)
      .execute();
    const done = rows.filter(({ doneAtMs }) => doneAtMs !== null && doneAtMs >= span.fromMs && doneAtMs < span.toMs);
    const seen = backFrom(context, period, TOPIC_CHECKED_WITHIN_MS);
    const looked = new Set(
      rows.filter(({ doneAtMs }) => (doneAtMs ?? 0) >= seen.fromMs).map(({ carrierPartyId }) => carrierPartyId),
    );
    const carriers = await context.rows
      .selectFrom('Carrier')
      .select(['partyId as carrierPartyId', 'name'])
      .where('inGoodStanding', '=', YES)
      .execute();
    return [
      // One that nobody ever looks at is not supervised by looking at another.
      measured.noneOf(
        '近92天一次也没查过的配送服务商',
        carriers.filter(({ carrierPartyId }) => !looked.has(carrierPartyId)),
        '家',
        carrierRow,
        carriers.length,
      ),
      ...Object.entries(PLANNED_FORMS).map(([form, title]) =>
        measured.present(`近31天做过的${title}`, done.filter((row) => row.form === form).length, '次'),
      ),
      measured.eachOf(
        '按计划按时做了的检查',
        // A check of an earlier period is told of again until it is done.
        rows.filter(
          ({ dueAtMs, doneAtMs }) =>
            dueAtMs !== null &&
            dueAtMs < Math.min(period.toMs, nowMs) &&
            (dueAtMs >= period.fromMs || doneAtMs === null || doneAtMs >= period.fromMs),
        ),
        ({ dueAtMs, doneAtMs }) => doneAtMs !== null && doneAtMs <= (dueAtMs ?? Infinity),
        '次',
        checkRow,
      ),
      unanswered(rows, seen.fromMs, nowMs),
    ];
  },
  '8.2.av-aw': (context, period) =>
    topicFigures(context, period, [
      ['confidentiality', '信息保密'],
      ['impersonation', '冒名推销'],
    ]),
  '8.2.az': async (context, period) =>
    (await collected(context, period))
      ? topicFigures(context, period, [['cod', CHECK_TOPICS.cod]])
      : [notApplicable(NOBODY_COLLECTS)],
  '8.5.3.ca': codFigures,
  '8.5.2': async (context, period) => {
    const refusals = await context.rows
      .selectFrom('OfferRefusal')
      .select(['code', ({ fn }) => fn.sum('times').as('n')])
      .where('code', 'in', ['BANNED_GOODS', 'REROUTED'])
      .where('lastAtMs', '>=', period.fromMs)
      .where('lastAtMs', '<', period.toMs)
      .groupBy('code')
      .execute();
    const found = await context.rows
      .selectFrom('SupervisionCheck')
      .select(['id', 'plannedFor'])
      .where('topic', '=', 'banned-goods')
      .where('breach', '=', YES)
      .where('settledAtMs', 'is', null)
      .where('doneAtMs', '<', period.toMs)
      .execute();
    const times = (code: string) => refusals.find((row) => row.code === code)?.n;
    return [
      info('拒收的禁寄物品', times('BANNED_GOODS'), '次'),
      info('改用许可方式', times('REROUTED'), '次'),
      ...(await topicFigures(context, period, [['banned-goods', '禁寄物品']])),
      measured.noneOf('查出收寄禁寄物品、还没处理的', found, '次', checkRow),
    ];
  },
  '8.1.1.ar': async (context, { fromMs, toMs }) => {
    const nowMs = context.clock.now();
    const readings = await readingsIn(context, { fromMs, toMs });
    const devices = await context.rows
      .selectFrom('Device')
      .select(['id', 'carrierPartyId', 'heardAtMs', 'lastReadingAtMs'])
      .where('endedAtMs', 'is', null)
      .execute();
    const alarms = await context.rows
      .selectFrom('Alarm')
      .select(['id', 'carrierPartyId', 'state', 'raisedAtMs', 'acknowledgedAtMs', 'minutesOut'])
      .where('raisedAtMs', '<', toMs)
      .where((eb) => eb.or([eb('raisedAtMs', '>=', fromMs), eb('state', 'in', ['raised', 'acknowledged'])]))
      .execute();
    const days = Math.max(1, Math.ceil((Math.min(toMs, nowMs) - fromMs) / DAY_MS));
    return [
      info('平均每天的温度读数', Math.round(readings / days), '条'),
      info(
        '超温',
        alarms.reduce((sum, { minutesOut }) => sum + minutesOut, 0),
        '分钟',
      ),
      measured.eachOf(
        '一小时内有上报的温度计',
        devices,
        ({ heardAtMs, lastReadingAtMs }) => lastReadingAtMs !== null && heardAtMs >= nowMs - HEARD_WITHIN_MS,
        '个',
        ({ id }) => ({ ref: `Device:${id}`, text: `温度计 ${id}` }),
        { isDuty: true },
      ),
      await placesWithThermometer(context),
      await sealsThatFit(context, { fromMs, toMs }),
      measured.noneOf(
        '到期没有处理的报警',
        alarms.filter((row) => row.state === 'unresolved' || (alarmLifecycle.dueAtMs(row) ?? Infinity) < nowMs),
        '次',
        ({ id, raisedAtMs }) => ({ ref: `Alarm:${id}`, text: `${chinaTime(raisedAtMs)}的报警` }),
        alarms.length,
      ),
    ];
  },
  '8.7.end': async (context, { fromMs, toMs }) => {
    const stays = await context.rows
      .selectFrom('StorageStay as y')
      .innerJoin('Shipment as s', 's.id', 'y.shipmentId')
      .select(['y.id', 's.trackingNumber', 'y.stage', 'y.leaveByMs', 'y.leftAtMs'])
      .where('y.cold', '=', YES)
      .where(ofPeriod('y.arrivedAtMs', 'y.leftAtMs', { fromMs, toMs }))
      .execute();
    const stages = await context.rows
      .selectFrom('Facility')
      .select('stage')
      .distinct()
      .where('temperatureCelsiusMax', 'is not', null)
      .execute();
    const nowMs = context.clock.now();
    return [
      ...Object.entries(FACILITY_STAGES).map(([stage, title]) =>
        info(`仓储的生鲜（${title}）`, stays.filter((stay) => stay.stage === stage).length, '票'),
      ),
      reviewed.eachOf(
        '有冷链仓储的环节',
        Object.entries(FACILITY_STAGES),
        ([stage]) => stages.some((row) => row.stage === stage),
        '个',
        ([stage, title]) => ({ ref: `FacilityStage:${stage}`, text: title }),
        { isDuty: true },
      ),
      measured.noneOf(
        '超过存放时限的生鲜',
        stays.filter((stay) => (stay.leftAtMs ?? nowMs) > stay.leaveByMs),
        '票',
        ({ id, trackingNumber }) => ({ ref: `StorageStay:${id}`, text: `包裹 ${trackingNumber}` }),
        stays.length,
      ),
    ];
  },
  '8.2.ax': async (context, period) => {
    const span = backFrom(context, period, TOPIC_CHECKED_WITHIN_MS);
    // What never came at all is late as well.
    const due = await deliveriesDue(context, period);
    const carriers = [...Map.groupBy(due, ({ carrierPartyId }) => carrierPartyId)].map(([carrierPartyId, own]) => ({
      carrierPartyId,
      name: own[0]?.carrierName ?? '',
      n: own.length,
      good: own.filter(cameInTime).length,
    }));
    const checks = await context.rows
      .selectFrom('SupervisionCheck')
      .select(['id', 'carrierPartyId', 'topic', 'state', 'plannedFor', 'doneAtMs', 'breach', 'openSinceMs'])
      .select(['settledAtMs', 'measureId', 'recheckId'])
      .where('topic', '=', 'on-time')
      .execute();
    const lately = checks.filter(({ doneAtMs: at }) => at !== null && at >= span.fromMs && at < span.toMs);
    const looked = new Set(lately.map(({ carrierPartyId }) => carrierPartyId));
    const open = unanswered(checks, span.fromMs, context.clock.now());
    return [
      ...carriers.map(({ name, n, good }) => info(`准时率：${name}`, percent(good, n), '%')),
      // The letter binds the operator: where a carrier came late, somebody has looked into it.
      measured.noneOf(
        '有晚到的包裹、近92天没查过准时的配送服务商',
        carriers.filter(({ good, n, carrierPartyId }) => good < n && !looked.has(carrierPartyId)),
        '家',
        carrierRow,
        carriers.length,
      ),
      // Where nothing was carried and nothing found, that says nothing.
      ...(carriers.length + open.value > 0 ? [open] : []),
    ];
  },
  '11.8.ee': async (context, { fromMs, toMs }) => {
    const used = ({ n, at }: { n: unknown; at: unknown }, label: string): EvidenceFigure[] =>
      Number(n) === 0
        ? []
        : [
            info(`${label}：收到`, n, '条'),
            info(`${label}：距上次使用`, daysSince(context.clock.now(), Number(at)), '天'),
          ];
    const scans = context.rows
      .selectFrom('ExpressScan')
      .select(({ fn }) => [fn.count('receivedAtMs').distinct().as('n'), fn.max('receivedAtMs').as('at')])
      .where('receivedAtMs', '>=', fromMs)
      .where('receivedAtMs', '<', toMs);
    const heard = context.rows
      .selectFrom('Device')
      .select(({ fn }) => fn.max('heardAtMs').as('at'))
      .where('heardAtMs', '<', toMs);
    const readings = await readingsIn(context, { fromMs, toMs });
    const { at } = await heard.executeTakeFirstOrThrow();
    return [
      ...used({ n: readings, at }, '温度设备接口'),
      ...used(await scans.executeTakeFirstOrThrow(), '快递轨迹接口'),
    ];
  },
};
