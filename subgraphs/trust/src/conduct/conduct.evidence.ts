import { ofPeriod } from '@heitu/kit/data/of-period';
import { NO, YES } from '@heitu/kit/data/entities';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { keysOf } from '@heitu/kit/rules/checked';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { EvidenceFigure, EvidenceTable, MissedRow, Period } from '@heitu/kit/rules/evidence';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { DUTIES, PARTY_KIND_TITLES, type ClauseRef } from '@heitu/standard';
import { REVIEW_LOOK_WORKING_DAYS } from '../complaints/complaint.policy.ts';
import { reviewLifecycle } from '../complaints/review.lifecycle.ts';
import { countBy, countRows, info, measured, within, type Where } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { owedIn } from '../duties/owed-in.ts';
import { ASSESSED_KINDS, monthPeriod } from './assessment.policy.ts';
import { measureLifecycle, type MeasureState } from './measure.lifecycle.ts';
import { MEASURE_STEP_TITLES, MEASURE_STEPS, ONLY_PROPOSED } from './measure.policy.ts';

const lastPublished = (context: TrustContext) =>
  context.rows
    .selectFrom('AssessedMonth')
    .select(['month', 'publishedAtMs', 'publishDueAtMs', 'missingSources'])
    .where('state', '=', 'published')
    .orderBy('month', 'desc')
    .limit(1)
    .executeTakeFirst();

/** A job raises what is overdue; it comes round more often than that. */
const RAISED_WITHIN_MS = DAY_MS;
const measureRow = ({ id }: { id: string }): MissedRow => ({ ref: `Measure:${id}`, text: '措施' });
/** In what an end was waited for that can come by itself. */
const WAITED_AS: Partial<Record<MeasureState, MeasureState>> = {
  declined: 'proposed',
  revoked: 'appealed',
  rectified: 'reported',
};
const isTaken = (state: MeasureState): boolean => !ONLY_PROPOSED.some((one) => one === state);
const WAS_TAKEN: Where = ['state', 'in', keysOf(measureLifecycle.texts).filter(isTaken)];
type Clocked = Parameters<typeof measureLifecycle.lastAtMs>[0] & { state: MeasureState; endedAtMs: number | null };
/** A person was to decide, none did in time, and the platform ended it itself. */
function wasEndedBySilence({ state, endedAtMs, ...of }: Clocked): boolean {
  const waited = WAITED_AS[state];
  if (!waited || endedAtMs === null) return false;
  const before = { ...of, state: waited };
  return measureLifecycle.hasLapsed(before, endedAtMs);
}

/** Suspensions that the ladder put forward: a person is to have decided on each by its day. */
async function undecidedSuspensions(context: TrustContext, { fromMs }: Period): Promise<EvidenceFigure[]> {
  const nowMs = context.clock.now();
  const proposed = await context.rows
    .selectFrom('Measure')
    .select(['id', 'state', 'dueAtMs', 'takenAtMs', 'appealedAtMs', 'rectifiedAtMs', 'endedAtMs'])
    .where('step', '=', 'suspension')
    // Those that nobody decided on are ended by the platform itself.
    .where((eb) =>
      eb.or([eb('state', '=', 'proposed'), eb.and([eb('state', '=', 'declined'), eb('endedAtMs', '>=', fromMs)])]),
    )
    .execute();
  // Where nothing is put forward there is no figure.
  if (proposed.length === 0) return [];
  return [
    measured.noneOf(
      '建议暂停营业、到期没有人决定的',
      proposed.filter((row) => wasEndedBySilence(row) || (measureLifecycle.dueAtMs(row) ?? Infinity) < nowMs),
      '家',
      measureRow,
      proposed.length,
    ),
  ];
}

const PARTY_TITLES: Readonly<Record<string, string>> = PARTY_KIND_TITLES;

export const conductEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '6.5.d'(context) {
    const parties = await context.rows.selectFrom('KnownParty').select(['partyId', 'name', 'kind']).execute();
    const tallied = new Set(
      (await context.rows.selectFrom('CreditTally').select('partyId').execute()).map(({ partyId }) => partyId),
    );
    const disclosed = parties.filter(({ kind }) => ASSESSED_KINDS.some((one) => one === kind));
    return [
      ...[...Map.groupBy(parties, ({ kind }) => kind)].map(([kind, own]) =>
        info(`登记的${PARTY_TITLES[kind] ?? kind}`, own.length, '家'),
      ),
      info('有信用记录的主体', disclosed.filter(({ partyId }) => tallied.has(partyId)).length, '家'),
      measured.eachOf(
        '公示资质和信用的主体',
        disclosed,
        ({ name }) => name.trim() !== '',
        '家',
        ({ partyId, name }) => ({ ref: `Party:${partyId}`, text: name }),
      ),
    ];
  },
  async '6.5.b'(context, period) {
    const withdrawn = await countRows(context, 'Review', ['state', '=', 'withdrawn'], ...within('createdAtMs', period));
    const penalties = await countRows(
      context,
      'Measure',
      ['clause', 'in', ['6.5.b', '6.5.b-c', '7.3.7.j', '7.3.7.k-l', '7.3.7.k', '7.3.7.l']],
      ...within('takenAtMs', period),
    );
    const held = await context.rows
      .selectFrom('Review')
      .select(['id', 'state', 'createdAtMs'])
      .where('state', '=', 'held')
      .where('createdAtMs', '<', period.toMs)
      .execute();
    const reviews = await countRows(context, 'Review', ...within('createdAtMs', period));
    return [
      // Where nobody wrote any, that says nothing.
      ...(held.length + reviews === 0
        ? []
        : [
            measured.noneOf(
              `过了${REVIEW_LOOK_WORKING_DAYS}个工作日还没有人看的评价`,
              held.filter((row) => (reviewLifecycle.dueAtMs(row) ?? Infinity) < context.clock.now()),
              '条',
              ({ id, createdAtMs }) => ({ ref: `Review:${id}`, text: `${chinaTime(createdAtMs)}写的评价` }),
              held.length + reviews,
            ),
          ]),
      info('经检查的评价', reviews, '条'),
      info('撤下的评价', withdrawn, '条'),
      info('对违法信息发布者的处理', penalties, '次'),
    ];
  },
  async '6.6.end'(context, period) {
    const nowMs = context.clock.now();
    const steps = await countBy(context, 'Measure', 'step', WAS_TAKEN, ...within('takenAtMs', period));
    const measures = await context.rows
      .selectFrom('Measure')
      .select([
        'id',
        'step',
        'state',
        'dueAtMs',
        'takenAtMs',
        'appealedAtMs',
        'rectifiedAtMs',
        'rectifiedInTime',
        'endedAtMs',
      ])
      .where(ofPeriod('takenAtMs', 'endedAtMs', period))
      .execute();
    return [
      ...MEASURE_STEPS.map((step) => info(MEASURE_STEP_TITLES[step], steps.get(step), '次')),
      measured.noneOf(
        '到期没有下文的措施、申诉和核查',
        measures.filter(
          (row) => wasEndedBySilence(row) || (measureLifecycle.dueAtMs(row) ?? Infinity) < nowMs - RAISED_WITHIN_MS,
        ),
        '次',
        measureRow,
        measures.length,
      ),
      measured.eachOf(
        '按期整改',
        measures.filter(
          ({ step, dueAtMs, rectifiedInTime }) =>
            step === 'rectification' && (rectifiedInTime !== null || (dueAtMs ?? Infinity) < nowMs),
        ),
        ({ rectifiedInTime }) => rectifiedInTime === YES,
        '次',
        measureRow,
      ),
      info('申诉', measures.filter(({ appealedAtMs }) => appealedAtMs !== null).length, '次'),
    ];
  },
  async '7.6.ab'(context, period) {
    const nowMs = context.clock.now();
    const last = await lastPublished(context);
    // Of the newest month that is published: each seller of whom somebody complained in it was judged by that.
    const month = last && monthPeriod(last.month);
    const complainedOf = month
      ? await context.rows
          .selectFrom('Complaint as c')
          .leftJoin('Assessment as a', (join) =>
            join.onRef('a.partyId', '=', 'c.answererPartyId').on('a.month', '=', last.month),
          )
          .select(['c.answererPartyId as partyId', 'a.usedComplaints'])
          .distinct()
          .where('c.answererKind', '=', 'seller')
          .where('c.answeredInTime', 'is not', null)
          .where('c.answerDueAtMs', '>=', month.fromMs)
          .where('c.answerDueAtMs', '<', month.toMs)
          .execute()
      : [];
    const demanded = await context.rows
      .selectFrom('Measure')
      .select(['id', 'state', 'dueAtMs', 'rectifiedAtMs', 'endedAtMs'])
      .where('assessedMonth', 'is not', null)
      .where('takenAtMs', '<', period.toMs)
      .execute();
    return [
      measured.eachOf(
        '被投诉、考评用了投诉数据的网商',
        complainedOf,
        ({ usedComplaints }) => usedComplaints === YES,
        '家',
        ({ partyId }) => ({ ref: `Party:${partyId}`, text: '网商' }),
      ),
      info('要求改进', demanded.length, '次'),
      info('已改进', demanded.filter(({ state }) => state === 'rectified').length, '次'),
      measured.noneOf(
        '到期没改进',
        demanded.filter(
          ({ rectifiedAtMs, endedAtMs, dueAtMs }) =>
            rectifiedAtMs === null && endedAtMs === null && (dueAtMs ?? Infinity) < nowMs,
        ),
        '次',
        measureRow,
        demanded.length,
      ),
    ];
  },
  async '13'(context, period) {
    const nowMs = context.clock.now();
    const last = await lastPublished(context);
    const parties = await context.rows
      .selectFrom('KnownParty')
      .select(['partyId', 'name', 'filedAtMs'])
      .where('kind', 'in', [...ASSESSED_KINDS])
      .execute();
    const sinceMs = Math.min(...parties.map(({ filedAtMs }) => filedAtMs));
    const due = owedIn(DUTIES.assessment, period, { sinceMs, nowMs }).map((month) => month.period);
    const published = await context.rows
      .selectFrom('AssessedMonth')
      .select('month')
      .where('month', 'in', due)
      .where('publishedAtMs', 'is not', null)
      .execute();
    const assessed = last ? await countBy(context, 'Assessment', 'partyId', ['month', '=', last.month]) : new Map();
    return [
      ...due.map((of) =>
        measured.present(`${of} 的考评结果已公布`, published.filter(({ month }) => month === of).length, '次'),
      ),
      ...(last
        ? [
            measured.eachOf(
              `${last.month} 考评到的主体`,
              parties.filter(({ filedAtMs }) => filedAtMs < monthPeriod(last.month).toMs),
              ({ partyId }) => assessed.has(partyId),
              '家',
              ({ partyId, name }) => ({ ref: `Party:${partyId}`, text: name }),
            ),
            measured.each(
              `${last.month} 按时公布`,
              Number(last.publishedAtMs !== null && last.publishedAtMs <= last.publishDueAtMs),
              1,
              '次',
            ),
            measured.none(`${last.month} 没有答复的数据来源`, fromJson(last.missingSources).length, '个'),
          ]
        : []),
    ];
  },
  async '13.end'(context, period) {
    const undecided = await undecidedSuspensions(context, period);
    const last = await lastPublished(context);
    if (!last) return undecided;
    const steps = await countBy(context, 'Measure', 'step', WAS_TAKEN, ['assessedMonth', 'is not', null]);
    const failed = await context.rows
      .selectFrom('Assessment as a')
      .leftJoin('Measure as m', (join) =>
        join.onRef('m.partyId', '=', 'a.partyId').on('m.assessedMonth', '=', last.month),
      )
      .select(['a.partyId', 'a.partyName', 'm.id as measureId'])
      .where('a.month', '=', last.month)
      .where('a.passed', '=', NO)
      .execute();
    const assessed = await countRows(context, 'Assessment', ['month', '=', last.month]);
    return [
      ...undecided,
      ...MEASURE_STEPS.filter((step) => step !== 'lifted').map((step) =>
        info(`因考评${MEASURE_STEP_TITLES[step]}`, steps.get(step), '次'),
      ),
      measured.noneOf(
        `${last.month}不合格、没有采取措施的`,
        failed.filter(({ measureId }) => measureId === null),
        '家',
        ({ partyId, partyName }) => ({ ref: `Party:${partyId}`, text: partyName }),
        assessed,
      ),
      info(
        '上次不合格、这次合格',
        await countRows(
          context,
          'Assessment',
          ['month', '=', last.month],
          ['previousPassed', '=', false],
          ['passed', '=', true],
        ),
        '家',
      ),
    ];
  },
};
