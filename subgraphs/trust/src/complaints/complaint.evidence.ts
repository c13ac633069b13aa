import type { EvidenceFigure, EvidenceTable, MissedRow, Period } from '@heitu/kit/rules/evidence';
import { type ClauseRef, inWorkingDays } from '@heitu/standard';
import { ofPeriod } from '@heitu/kit/data/of-period';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { signOnsOwed } from '../duties/trust.duties.ts';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { countBy, countRows, info, measured, reviewed, within, type Where } from '../counting.ts';
import { tipOffsInTime } from '../tip-offs/tip-off.evidence.ts';
import type { TrustContext } from '../context.ts';
import { saysAll } from '../disclosure/document.evidence.ts';
import { inForceOf } from '../disclosure/document.loader.ts';
import { DUTY_CHANNELS, DUTY_MINUTES_MIN, staffedMinutes } from '../disclosure/disclosure.policy.ts';
import { NO, YES } from '@heitu/kit/data/entities';

const CHANNEL_TITLES = { online: '线上', phone: '电话' } as const;
const REMEDY_TITLES: Readonly<Record<string, string>> = {
  exchange: '换货',
  return: '退货',
  compensation: '赔偿',
  answer: '答复说明',
};

/** The sweep that escalates comes round more often than that. */
const ESCALATED_WITHIN_MS = HOUR_MS;
const complaintRow = ({ id, number }: { id: string; number: string }): MissedRow => ({
  ref: `Complaint:${id}`,
  text: `投诉 ${number}`,
});
/** Filed in the period, or before and not ended when it began. */
const filedIn = (context: TrustContext, period: Period) =>
  context.rows
    .selectFrom('Complaint')
    .select([
      'id',
      'number',
      'filedAtMs',
      'answerDueAtMs',
      'answeredAtMs',
      'answeredInTime',
      'answererKind',
      'closedAtMs',
    ])
    .select(['settleDueAtMs', 'escalatedAtMs', 'decidedAtMs', 'remedy'])
    .where(ofPeriod('filedAtMs', 'closedAtMs', period));
type Filed = Awaited<ReturnType<ReturnType<typeof filedIn>['execute']>>;

/** Answered within one working day, of those whose day is over or who were answered. */
const answersInTime = (context: TrustContext, rows: Filed, { fromMs }: Period): EvidenceFigure[] => [
  measured.eachOf(
    `${inWorkingDays('answerComplaint')}内答复`,
    rows.filter((row) =>
      // What was answered before the period is told of there, however long it goes on.
      row.answeredAtMs === null
        ? row.answerDueAtMs < context.clock.now()
        : row.answeredAtMs >= fromMs || row.filedAtMs >= fromMs,
    ),
    ({ answeredAtMs, answerDueAtMs }) => answeredAtMs !== null && answeredAtMs <= answerDueAtMs,
    '件',
    complaintRow,
  ),
];
/** Ended within the promised time, of those that are ended or should be. */
const settledInTime = (context: TrustContext, rows: Filed): EvidenceFigure[] => [
  measured.eachOf(
    '承诺时间内办结',
    rows.filter((row) => row.closedAtMs !== null || row.settleDueAtMs < context.clock.now()),
    ({ closedAtMs, settleDueAtMs }) => closedAtMs !== null && closedAtMs <= settleDueAtMs,
    '件',
    complaintRow,
  ),
];

async function byRemedy(context: TrustContext, ...where: Where[]): Promise<EvidenceFigure[]> {
  const counts = await countBy(context, 'Complaint', 'remedy', ['remedy', 'is not', null], ...where);
  return [...counts].map(([remedy, count]) => ({
    label: `${REMEDY_TITLES[remedy] ?? remedy}解决`,
    value: count,
    unit: '件',
  }));
}

const promisesPublished = async (context: TrustContext): Promise<EvidenceFigure[]> => {
  const promise = await inForceOf(context, context.clock.now(), 'sales-promise');
  return [measured.present('公示的销售承诺条款', promise?.version ?? 0, '版')];
};

export const complaintEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '6.6'(context, period) {
    const filed = within('filedAtMs', period);
    const channels = await countBy(context, 'Complaint', 'channel', ...filed);
    return [
      ...DUTY_CHANNELS.map((channel) => info(`${CHANNEL_TITLES[channel]}投诉建议`, channels.get(channel), '件')),
      ...(await byRemedy(context, ...filed)),
      ...(await saysAll(context, 'complaint-terms', '公示的投诉处理条款', '投诉处理条款写明的')),
      ...(await promisesPublished(context)),
      ...settledInTime(context, await filedIn(context, period).execute()),
      ...(await tipOffsInTime(context, period)),
    ];
  },
  async '6.6.b'(context, period) {
    const shifts = await context.rows.selectFrom('DutyShift').selectAll().execute();
    const channels = await countBy(context, 'Complaint', 'channel', ...within('filedAtMs', period));
    const owed = await signOnsOwed(context, { ...period, toMs: Math.min(period.toMs, context.clock.now()) });
    const channelOf = new Map(shifts.map(({ id, channel }) => [id, channel]));
    return DUTY_CHANNELS.flatMap((channel) => {
      const minutes = staffedMinutes(shifts.filter((shift) => shift.channel === channel && shift.active));
      return [
        // A roster says who should be there; that somebody was, by the sign-ons beside it.
        reviewed.min(`${CHANNEL_TITLES[channel]}每周值守`, minutes / 60, DUTY_MINUTES_MIN[channel] / 60, '小时', {
          isDuty: true,
        }),
        measured.eachOf(
          `${CHANNEL_TITLES[channel]}有人签到的班次`,
          owed.filter(({ subject }) => channelOf.get(subject) === channel),
          ({ doneAtMs }) => doneAtMs !== null,
          '班',
          ({ subject, title, sinceMs }) => ({ ref: `DutyShift:${subject}`, text: `${chinaDate(sinceMs)} ${title}` }),
        ),
        info(`${CHANNEL_TITLES[channel]}投诉`, channels.get(channel), '件'),
      ];
    });
  },
  async '6.6.c'(context, period) {
    const overdue: Where[] = [['escalatedBy', '=', 'system'], ...within('escalatedAtMs', period)];
    const bySystem = await countBy(context, 'Complaint', 'answererKind', ...overdue);
    const rows = await context.rows
      .selectFrom('Complaint')
      .select(['id', 'number', 'decidedAtMs', 'closedAtMs', 'settleDueAtMs', 'state', 'answerDueAtMs', 'escalatedAtMs'])
      .where((eb) =>
        eb.or([
          eb.and([eb('escalatedAtMs', 'is not', null), ofPeriod('escalatedAtMs', 'closedAtMs', period)]),
          eb.and([
            eb('state', '=', 'filed'),
            eb('answererPartyId', '!=', ''),
            eb('answerDueAtMs', '<', Math.min(period.toMs, context.clock.now() - ESCALATED_WITHIN_MS)),
          ]),
        ]),
      )
      .execute();
    return [
      info('网商超时升级', bySystem.get('seller'), '件'),
      info('配送服务商超时升级', bySystem.get('carrier'), '件'),
      measured.eachOf(
        '超时没答复、已升级到平台的',
        rows,
        ({ escalatedAtMs }) => escalatedAtMs !== null,
        '件',
        complaintRow,
      ),
      measured.eachOf(
        '升级以后平台按时答复的',
        rows.filter(
          (row) =>
            row.escalatedAtMs !== null &&
            (row.decidedAtMs !== null || row.closedAtMs !== null || row.settleDueAtMs < context.clock.now()),
        ),
        ({ decidedAtMs, closedAtMs, settleDueAtMs }) => (decidedAtMs ?? closedAtMs ?? Infinity) <= settleDueAtMs,
        '件',
        complaintRow,
      ),
    ];
  },
  async '6.6.d'(context, period) {
    const rows = await context.rows
      .selectFrom('Complaint')
      .select(['id', 'number', 'liablePartyId', 'decidedAtMs', 'closedAtMs', 'settleDueAtMs', 'liableAccepted'])
      .select(['advanceId', 'advancedFen', 'compensationFen'])
      .where('escalatedAtMs', 'is not', null)
      .where(ofPeriod('escalatedAtMs', 'closedAtMs', period))
      .execute();
    const nowMs = context.clock.now();
    const demands = await context.rows
      .selectFrom('SellerDemand')
      .select(['id', 'complaintId', 'state', 'dueAtMs', 'endedAtMs'])
      .where(ofPeriod('askedAtMs', 'endedAtMs', period))
      .execute();
    const refused = rows.filter(
      ({ liableAccepted, compensationFen, advanceId, settleDueAtMs }) =>
        liableAccepted === NO && (compensationFen ?? 0) > 0 && (advanceId !== null || settleDueAtMs < nowMs),
    );
    // Whoever pays, the liable party or the platform first: the buyer was promised an end by that day.
    const owed = rows.filter(
      ({ liableAccepted, compensationFen, advanceId, closedAtMs, settleDueAtMs }) =>
        (liableAccepted === YES || advanceId !== null) &&
        (compensationFen ?? 0) > 0 &&
        (closedAtMs !== null || settleDueAtMs < nowMs),
    );
    const due = demands.filter(({ endedAtMs, dueAtMs }) => endedAtMs !== null || dueAtMs < nowMs);
    return [
      info('认定有责', rows.filter(({ liablePartyId }) => liablePartyId !== null).length, '件'),
      measured.eachOf(
        '追究责任有了结论的',
        rows.filter((row) => row.decidedAtMs !== null || row.closedAtMs !== null || row.settleDueAtMs < nowMs),
        ({ decidedAtMs, closedAtMs }) => decidedAtMs !== null || closedAtMs !== null,
        '件',
        complaintRow,
      ),
      measured.eachOf(
        '该赔的钱按时赔到了的',
        owed,
        ({ closedAtMs, settleDueAtMs }) => closedAtMs !== null && closedAtMs <= settleDueAtMs,
        '件',
        complaintRow,
      ),
      measured.eachOf('责任方拒绝、平台先行赔付的', refused, ({ advanceId }) => advanceId !== null, '件', complaintRow),
      // Most months nobody asks: then there is no figure, and none that would be met by nothing.
      ...(due.length > 0
        ? [
            measured.eachOf(
              '买家要商家真实信息，按时提供的',
              due,
              ({ state, endedAtMs, dueAtMs }) => state === 'given' && (endedAtMs ?? Infinity) <= dueAtMs,
              '件',
              ({ id }) => ({ ref: `SellerDemand:${id}`, text: '没有按时提供的商家真实信息' }),
              { sampleMin: 1 },
            ),
          ]
        : []),
      info('先行赔付金额', rows.reduce((sum, { advancedFen }) => sum + (advancedFen ?? 0), 0) / 100, '元'),
    ];
  },
  async '7.3.8.m'(context, period) {
    const rows = (await filedIn(context, period).execute()).filter(({ answererKind }) => answererKind === 'seller');
    return [
      info('申诉', rows.length, '件'),
      info('已听取答复', rows.filter(({ answeredAtMs }) => answeredAtMs !== null).length, '件'),
      measured.noneOf(
        '过期没有结果',
        rows.filter((row) => row.closedAtMs === null && row.settleDueAtMs < context.clock.now()),
        '件',
        complaintRow,
        rows.length,
      ),
      info(
        '对处理措施的申诉',
        await countRows(context, 'Measure', ['appealedAtMs', 'is not', null], ...within('takenAtMs', period)),
        '件',
      ),
    ];
  },
  async '7.3.8.n'(context, period) {
    const rows = (await filedIn(context, period).execute()).filter(({ answererKind }) => answererKind === 'seller');
    const bySeller: Where[] = [['answererKind', '=', 'seller'], ...within('filedAtMs', period)];
    return [...(await byRemedy(context, ...bySeller)), ...settledInTime(context, rows)];
  },
  '7.3.8.o': async (context, period) =>
    answersInTime(context, await filedIn(context, period).where('answererKind', '=', 'seller').execute(), period),
  '8.2.ay': async (context, period) => {
    const rows = await filedIn(context, period).where('answererKind', '=', 'carrier').execute();
    return [...answersInTime(context, rows, period), ...settledInTime(context, rows)];
  },
  '8.5.1.bt': async (context, period) =>
    answersInTime(context, await filedIn(context, period).where('answererKind', '=', 'carrier').execute(), period),
  '8.5.3.bz': async (context, period) =>
    answersInTime(
      context,
      await filedIn(context, period).where('answererKind', '=', 'carrier').where('kind', '=', 'delivery').execute(),
      period,
    ),
  async '7.3.5.e'(context, period) {
    const decided = await context.rows
      .selectFrom('Complaint')
      .select(['id', 'number', 'decisionClause', 'liablePartyId'])
      .where('decidedAtMs', '>=', period.fromMs)
      .where('decidedAtMs', '<', period.toMs)
      .execute();
    return [
      reviewed.noneOf(
        '裁定没有先说清费用的投诉',
        decided.filter(({ decisionClause, liablePartyId }) => decisionClause === '7.3.5.e' && liablePartyId !== null),
        '件',
        complaintRow,
        decided.length,
      ),
    ];
  },
  async '7.3.4.a'(context, period) {
    const complaints = await countRows(context, 'Complaint', ['kind', '=', 'quality'], ...within('filedAtMs', period));
    return [info('质量和数量投诉', complaints, '件')];
  },
};
