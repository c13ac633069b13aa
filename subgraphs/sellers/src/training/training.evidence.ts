import { YES } from '@heitu/kit/data/entities';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { info, judgedAs, type EvidenceFigure, type Period } from '@heitu/kit/rules/evidence';
import type { SellersContext } from '../context.ts';
import { NEW_PEOPLE_MS, SESSION_COUNTS_MS } from './training.policy.ts';
import { heldTrainings, kindsThatCount, peopleWhoMust, type MustAudience } from './untrained.ts';

/** The platform examined them, or they signed in the room themselves; papers of their businesses are told apart. */
const signed = judgedAs('signed');
const ON_PAPER = '凭以前单位自己登记的培训，还没到期';

/**
 * Everybody who must be trained, beside those who passed an exam that still counts. Who holds a paper of before is
 * neither: it counts until it runs out, as what it is.
 */
export async function trainedPeople(context: SellersContext, audience: MustAudience): Promise<EvidenceFigure[]> {
  const nowMs = context.clock.now();
  const today = chinaDate(nowMs);
  const people = (await peopleWhoMust(context, audience)).filter(({ sinceMs }) => sinceMs <= nowMs - NEW_PEOPLE_MS);
  const held = await heldTrainings(
    context,
    people.map(({ partyId }) => partyId),
    kindsThatCount(audience),
  );
  const isValid = (id: string) => (held.get(id)?.until ?? '') >= today;
  const onPaper = people.filter(({ id }) => isValid(id) && !held.get(id)?.isExamined);
  return [
    signed.eachOf(
      '平台考合格、没过期的人',
      people.filter((person) => !onPaper.includes(person)),
      ({ id }) => isValid(id),
      '人',
      ({ partyId, partyName, post }) => ({ ref: `Party:${partyId}`, text: `${partyName}：${post}` }),
      { isDuty: true },
    ),
    info(ON_PAPER, onPaper.length, '人'),
  ];
}

/**
 * Whoever was ever certified for cold goods, beside those whose certificate still counts (8.1.ag). Who has failed so
 * far is given no cold goods by logistics.
 */
export async function certifiedPeople(context: SellersContext): Promise<EvidenceFigure[]> {
  const rows = await context.rows
    .selectFrom('Training')
    .select(['id', 'accountId', 'partyId', 'passed', 'validUntil', 'sittingId'])
    .where('kind', '=', 'cold-chain')
    .execute();
  const today = chinaDate(context.clock.now());
  const certified = new Set(rows.filter(({ passed }) => passed).map(({ accountId }) => accountId));
  const sat = rows.filter(({ accountId }) => certified.has(accountId));
  const people = [...Map.groupBy(sat, ({ accountId }) => accountId).values()].map((own) => {
    const valid = own.filter(({ passed, validUntil }) => passed && validUntil !== null && validUntil >= today);
    return {
      partyId: own[0]?.partyId ?? '',
      isCertified: valid.length > 0,
      isExamined: valid.some(({ sittingId }) => sittingId !== null),
    };
  });
  const onPaper = people.filter(({ isCertified, isExamined }) => isCertified && !isExamined);
  return [
    signed.eachOf(
      '持平台发的证、没过期的冷链人员',
      people.filter((one) => !onPaper.includes(one)),
      ({ isCertified }) => isCertified,
      '人',
      ({ partyId }) => ({ ref: `Party:${partyId}`, text: '冷链上岗证' }),
      { isDuty: true },
    ),
    info(ON_PAPER, onPaper.length, '人'),
  ];
}

/** Businesses whose people came to a session or passed an exam within a year; and what was taught in the period. */
export async function trainedParties(
  context: SellersContext,
  parties: readonly { id: string; name: string }[],
  { fromMs, toMs }: Period,
): Promise<EvidenceFigure[]> {
  const nowMs = context.clock.now();
  const came = await context.rows
    .selectFrom('TrainingSeat as t')
    .innerJoin('TrainingSession as s', 's.id', 't.sessionId')
    .select(['t.partyId', 't.attendedBy', 't.attendedAtMs'])
    .where('t.state', '=', 'attended')
    .where('t.attendedAtMs', '>=', Math.min(fromMs, nowMs - SESSION_COUNTS_MS))
    .execute();
  const passed = await context.rows
    .selectFrom('Training')
    .select(['partyId', 'sittingId', 'trainedOn'])
    .where('passed', '=', YES)
    .execute();
  const sinceOn = chinaDate(nowMs - SESSION_COUNTS_MS);
  const lately = passed.filter(({ trainedOn }) => trainedOn >= sinceOn);
  // What somebody signed themselves, in the room or in an exam, is a tool's word; a tick and a paper are people's.
  const bySelf = new Set([
    ...came
      .filter(
        ({ attendedBy, attendedAtMs }) => attendedBy === 'code' && Number(attendedAtMs) >= nowMs - SESSION_COUNTS_MS,
      )
      .map(({ partyId }) => partyId),
    ...lately.filter(({ sittingId }) => sittingId !== null).map(({ partyId }) => partyId),
  ]);
  const told = new Set([...came, ...lately].map(({ partyId }) => partyId));
  const onPaper = parties.filter(({ id }) => !bySelf.has(id) && told.has(id));
  const within = came.filter(({ attendedAtMs }) => Number(attendedAtMs) >= fromMs && Number(attendedAtMs) < toMs);
  return [
    signed.eachOf(
      '一年内上过课或考过试的网商和配送服务商',
      parties.filter((party) => !onPaper.includes(party)),
      ({ id }) => bySelf.has(id),
      '家',
      ({ id, name }) => ({ ref: `Party:${id}`, text: name }),
    ),
    info('只有点名或以前登记的培训', onPaper.length, '家'),
    info('本期到课，本人扫教室的码', within.filter(({ attendedBy }) => attendedBy === 'code').length, '人次'),
    info('本期到课，老师点名、本人确认', within.filter(({ attendedBy }) => attendedBy === 'tick').length, '人次'),
  ];
}

/** Exams that were passed, of all that were sat, by business. */
export async function examsOf(context: SellersContext, { fromMs, toMs }: Period) {
  const exams = await context.rows
    .selectFrom('ExamSitting')
    .select(({ fn }) => ['partyId', 'state', fn.countAll<number>().as('count')])
    .where('state', 'in', ['passed', 'failed'])
    .where('satOn', '>=', chinaDate(fromMs))
    .where('satOn', '<', chinaDate(toMs))
    .groupBy(['partyId', 'state'])
    .execute();
  return [...Map.groupBy(exams, ({ partyId }) => partyId)].map(([partyId, rows]) => {
    const of = (kept: readonly (typeof rows)[number][]) => kept.reduce((sum, { count }) => sum + Number(count), 0);
    return { partyId, passed: of(rows.filter(({ state }) => state === 'passed')), sat: of(rows) };
  });
}
