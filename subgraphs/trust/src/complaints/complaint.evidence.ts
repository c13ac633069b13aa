import type { EvidenceFigure, EvidenceTable } from '@heitu/kit/rules/evidence';
import { type ClauseRef, inWorkingDays } from '@heitu/standard';
import { countBy, countRows, share, shown, within, type Where } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { DUTY_CHANNELS, DUTY_MINUTES_MIN, staffedMinutes } from '../disclosure/disclosure.policy.ts';
import { YES } from '@heitu/kit/data/entities';

const CHANNEL_TITLES = { online: '线上', phone: '电话' } as const;
const REMEDY_TITLES: Readonly<Record<string, string>> = {
  exchange: '换货',
  return: '退货',
  compensation: '赔偿',
  answer: '答复说明',
};
type Period = { fromMs: number; toMs: number };

/** Answered within one working day, of those whose day is over or who were answered. */
async function answersInTime(context: TrustContext, period: Period, ...where: Where[]): Promise<EvidenceFigure[]> {
  const judged: Where[] = [['answeredInTime', 'is not', null], ...within('filedAtMs', period), ...where];
  const total = await countRows(context, 'Complaint', ...judged);
  const good = await countRows(context, 'Complaint', ...judged, ['answeredInTime', '=', true]);
  const parties = await countBy(context, 'Complaint', 'answererPartyId', ...judged);
  return shown(total, [
    { label: `${inWorkingDays('answerComplaint')}内答复`, value: good, unit: '件', outOf: total, each: true },
    { label: '应答复', value: total, unit: '件' },
    { label: '及时率', value: share(good, total), unit: '%' },
    { label: '涉及主体', value: parties.size, unit: '家' },
  ]);
}

async function byRemedy(context: TrustContext, ...where: Where[]): Promise<EvidenceFigure[]> {
  const counts = await countBy(context, 'Complaint', 'remedy', ['remedy', 'is not', null], ...where);
  return [...counts].map(([remedy, count]) => ({
    label: `${REMEDY_TITLES[remedy] ?? remedy}解决`,
    value: count,
    unit: '件',
  }));
}

/** What should not be: any of it is a breach. */
const noneOf = (label: string, value: number): EvidenceFigure => ({ label, value, unit: '件', breached: value > 0 });
/** Not at an end although it should be by now. */
const overdue = ({ clock }: TrustContext): Where[] => [
  ['closedAtMs', 'is', null],
  ['settleDueAtMs', '<', clock.now()],
];

export const complaintEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '6.6'(context, period) {
    const filed = within('filedAtMs', period);
    const total = await countRows(context, 'Complaint', ...filed);
    const channels = await countBy(context, 'Complaint', 'channel', ...filed);
    const closed = await context.rows
      .selectFrom('Complaint')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('filedAtMs', '>=', period.fromMs)
      .where('filedAtMs', '<', period.toMs)
      .whereRef('closedAtMs', '<=', 'settleDueAtMs')
      .executeTakeFirstOrThrow();
    const terms = await countRows(context, 'PublicDocument', ['kind', '=', 'complaint-terms']);
    return shown(total, [
      ...DUTY_CHANNELS.map((channel) => ({
        label: `${CHANNEL_TITLES[channel]}投诉建议`,
        value: channels.get(channel) ?? 0,
        unit: '件',
      })),
      ...(await byRemedy(context, ...filed)),
      { label: '承诺时间内办结', value: Number(closed.count), unit: '件' },
      { label: '全部', value: total, unit: '件' },
      { label: '条款版本', value: terms, unit: '版' },
    ]);
  },
  async '6.6.b'(context, period) {
    const shifts = await context.rows.selectFrom('DutyShift').selectAll().where('active', '=', YES).execute();
    const channels = await countBy(context, 'Complaint', 'channel', ...within('filedAtMs', period));
    return shown(
      shifts.length,
      DUTY_CHANNELS.flatMap((channel) => {
        const minutes = staffedMinutes(shifts.filter((shift) => shift.channel === channel));
        return [
          {
            label: `${CHANNEL_TITLES[channel]}每周值守`,
            value: minutes / 60,
            unit: '小时',
            breached: minutes < DUTY_MINUTES_MIN[channel],
          },
          { label: `${CHANNEL_TITLES[channel]}投诉`, value: channels.get(channel) ?? 0, unit: '件' },
        ];
      }),
    );
  },
  async '6.6.c'(context, period) {
    const overdue: Where[] = [['escalatedBy', '=', 'system'], ...within('escalatedAtMs', period)];
    const bySystem = await countBy(context, 'Complaint', 'answererKind', ...overdue);
    const escalated = await countRows(
      context,
      'Complaint',
      ['escalatedAtMs', 'is not', null],
      ...within('escalatedAtMs', period),
    );
    const answered = await countRows(
      context,
      'Complaint',
      ['escalatedAtMs', 'is not', null],
      ['decidedAtMs', 'is not', null],
      ...within('escalatedAtMs', period),
    );
    return shown(escalated, [
      { label: '网商超时升级', value: bySystem.get('seller') ?? 0, unit: '件' },
      { label: '配送服务商超时升级', value: bySystem.get('carrier') ?? 0, unit: '件' },
      { label: '全部升级', value: escalated, unit: '件' },
      { label: '平台已答复', value: answered, unit: '件' },
    ]);
  },
  async '6.6.d'(context, period) {
    const opened = await countRows(
      context,
      'Complaint',
      ['escalatedAtMs', 'is not', null],
      ...within('escalatedAtMs', period),
    );
    const advanced = await context.rows
      .selectFrom('Complaint')
      .select([({ fn }) => fn.countAll<number>().as('count'), ({ fn }) => fn.sum<number>('advancedFen').as('fen')])
      .where('advanceId', 'is not', null)
      .where('filedAtMs', '<', period.toMs)
      .executeTakeFirstOrThrow();
    return shown(opened, [
      { label: '追责受理', value: opened, unit: '件' },
      {
        label: '认定有责',
        value: await countRows(
          context,
          'Complaint',
          ['liablePartyId', 'is not', null],
          ['decidedAtMs', 'is not', null],
          ...within('decidedAtMs', period),
        ),
        unit: '件',
      },
      { label: '先行赔付', value: Number(advanced.count), unit: '件' },
      { label: '先行赔付金额', value: Number(advanced.fen ?? 0) / 100, unit: '元' },
    ]);
  },
  async '7.3.8.m'(context, period) {
    const appeals: Where[] = [['answererKind', '=', 'seller'], ...within('filedAtMs', period)];
    const total = await countRows(context, 'Complaint', ...appeals);
    return shown(total, [
      { label: '申诉', value: total, unit: '件' },
      {
        label: '已听取答复',
        value: await countRows(context, 'Complaint', ...appeals, ['answeredAtMs', 'is not', null]),
        unit: '件',
      },
      {
        label: '跟踪到结果',
        value: await countRows(context, 'Complaint', ...appeals, ['closedAtMs', 'is not', null]),
        unit: '件',
      },
      noneOf('过期没有结果', await countRows(context, 'Complaint', ...appeals, ...overdue(context))),
      {
        label: '对处理措施的申诉',
        value: await countRows(context, 'Measure', ['appealedAtMs', 'is not', null], ...within('takenAtMs', period)),
        unit: '件',
      },
    ]);
  },
  async '7.3.8.n'(context, period) {
    const closed: Where[] = [
      ['answererKind', '=', 'seller'],
      ['closedAtMs', 'is not', null],
      ...within('filedAtMs', period),
    ];
    const total = await countRows(context, 'Complaint', ...closed);
    const late = await context.rows
      .selectFrom('Complaint')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('answererKind', '=', 'seller')
      .where('filedAtMs', '>=', period.fromMs)
      .where('filedAtMs', '<', period.toMs)
      .whereRef('closedAtMs', '>', 'settleDueAtMs')
      .executeTakeFirstOrThrow();
    return shown(total, [
      ...(await byRemedy(context, ...closed)),
      { label: '承诺时间内办结', value: total - Number(late.count), unit: '件', outOf: total, each: true },
      { label: '已办结', value: total, unit: '件' },
    ]);
  },
  '7.3.8.o': (context, period) => answersInTime(context, period, ['answererKind', '=', 'seller']),
  '8.2.ay': async (context, period) => {
    const figures = await answersInTime(context, period, ['answererKind', '=', 'carrier']);
    return shown(figures.length, [
      ...figures,
      {
        label: '已办结',
        value: await countRows(
          context,
          'Complaint',
          ['answererKind', '=', 'carrier'],
          ['closedAtMs', 'is not', null],
          ...within('filedAtMs', period),
        ),
        unit: '件',
      },
    ]);
  },
  '8.5.1.bt': (context, period) => answersInTime(context, period, ['answererKind', '=', 'carrier']),
  '8.5.3.bz': (context, period) =>
    answersInTime(context, period, ['answererKind', '=', 'carrier'], ['kind', '=', 'delivery']),
  async '7.3.4.a'(context, period) {
    const complaints = await countRows(context, 'Complaint', ['kind', '=', 'quality'], ...within('filedAtMs', period));
    return shown(complaints, [{ label: '质量和数量投诉', value: complaints, unit: '件' }]);
  },
};
