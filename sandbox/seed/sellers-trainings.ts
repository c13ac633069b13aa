import { must } from '@heitu/kit/rules/checked';
import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import { ExamSitting, Training, TrainingSeat, TrainingSession, type TrainingKind } from '@heitu/sellers';
import { COUNTY, operator, partyOf, type PartyFact, type StaffFact } from '../county/index.ts';
import { COURSES } from '../county/party-builders.ts';
import { accountId, partyId } from './keys.ts';

type Working = StaffFact & { partyKey: string };

const TEACHER = accountId('staff:heitu-admin');
const SECOND = accountId('staff:heitu-reviewer');
const COURSE_KINDS = new Map<string, TrainingKind>([
  [COURSES.platform, 'platform'],
  [COURSES.review, 'review'],
  [COURSES.selling, 'selling'],
  [COURSES.coldChain, 'cold-chain'],
  [COURSES.payment, 'payment'],
  [COURSES.privacy, 'privacy'],
]);
const LETTERS: Readonly<Record<TrainingKind, string>> = {
  'cold-chain': 'LL',
  platform: 'PT',
  review: 'SH',
  selling: 'JY',
  payment: 'ZF',
  privacy: 'XX',
  post: 'GW',
};
const day = (nowMs: number, count: number): string => chinaDate(nowMs + count * DAY_MS);

/** Every hundred days a session for those who sell, those who carry and those who pay; and one that is to come. */
const HELD_DAYS = [-500, -400, -300, -200, -100];
const COMING_DAY = 5;
/** Exams begin at two in the afternoon. */
const EXAM_AT_MS = 14 * HOUR_MS;
const SESSIONS = [
  { audience: 'seller', kind: 'selling', kinds: ['seller'] },
  { audience: 'carrier', kind: 'cold-chain', kinds: ['carrier'] },
  { audience: 'payer', kind: 'payment', kinds: ['payment-provider'] },
] as const;

/** Sessions with who came, exams that were passed, and the certificates that they gave. */
export async function seedTrainings(
  em: Context['em'],
  seal: Sealer,
  working: readonly Working[],
  nowMs: number,
): Promise<void> {
  const sessions = [...HELD_DAYS, COMING_DAY].flatMap((count) =>
    SESSIONS.map((of) => {
      const came = count < 0 ? working.filter((one) => comesTo(one, of.kinds)) : [];
      const row = sessionOf(seal, of, nowMs, count);
      return { row: { ...row, seatsTaken: came.length }, seats: came.map((one) => seatOf(row, one)) };
    }),
  );
  await em.insertMany(
    TrainingSession,
    sessions.map(({ row }) => row),
  );
  await em.insertMany(
    TrainingSeat,
    sessions.flatMap(({ seats }) => seats),
  );
  const trained = working.flatMap((one) => trainingsOf(one, nowMs));
  await em.insertMany(
    ExamSitting,
    trained.flatMap(({ sitting }) => sitting ?? []),
  );
  await em.insertMany(
    Training,
    trained.map(({ training }) => training),
  );
}

const comesTo = ({ partyKey }: Working, kinds: readonly PartyFact['kind'][]): boolean =>
  kinds.includes(partyOf(partyKey).kind);

function sessionOf(seal: Sealer, { audience, kind }: (typeof SESSIONS)[number], nowMs: number, count: number) {
  // At nine in the morning, for two hours.
  const startsAtMs = startOfChinaDate(day(nowMs, count)) + 9 * HOUR_MS;
  const endsAtMs = startsAtMs + 2 * HOUR_MS;
  const isHeld = count < 0;
  return {
    id: idFrom(`training-session:${audience}:${count}`),
    partyId: partyId(operator.key),
    kind,
    audience,
    place: `${COUNTY.seat}便民服务中心二楼`,
    isOnline: false,
    teacher: sealTextWith(seal, partyId(operator.key), '严守衡'),
    startsAtMs,
    endsAtMs,
    seatsMax: 60,
    state: isHeld ? ('held' as const) : ('planned' as const),
    plannedBy: TEACHER,
    plannedAtMs: startsAtMs - 14 * DAY_MS,
    endedAtMs: isHeld ? endsAtMs + DAY_MS : null,
  };
}

const seatOf = ({ id: sessionId, startsAtMs }: { id: string; startsAtMs: number }, { key, partyKey }: Working) => ({
  id: idFrom(`training-seat:${sessionId}:${key}`),
  sessionId,
  accountId: accountId(key),
  partyId: partyId(partyKey),
  state: 'attended' as const,
  attendedBy: 'code' as const,
  tries: 1,
  tickedBy: null,
  signedUpAtMs: startsAtMs - 3 * DAY_MS,
  attendedAtMs: startsAtMs,
});

function trainingsOf(one: Working, nowMs: number) {
  const certificate = one.papers.find((paper) => paper.kind === 'cold-chain-certificate');
  return one.training.map((fact) => {
    const course = must(COURSE_KINDS.get(fact.course), fact.course);
    // Who sat the cold-chain exam and holds no certificate was trained for the post, no more.
    const kind = course === 'cold-chain' && !certificate ? 'post' : course;
    const certified = kind === 'cold-chain' ? certificate : undefined;
    const id = idFrom(`training:${one.key}:${kind}`);
    const atMs = startOfChinaDate(day(nowMs, fact.day)) + EXAM_AT_MS;
    const passed = fact.score >= 60;
    const whose = { partyId: partyId(one.partyKey), accountId: accountId(one.key), kind };
    // What is said of personal data was filed by the businesses themselves, before the platform examined it.
    const sitting = kind === 'privacy' ? null : sittingOf(whose, { id: idFrom(`exam:${id}`), ...fact, atMs, passed });
    return {
      sitting,
      training: {
        id,
        ...whose,
        sittingId: sitting?.id ?? null,
        certificateNumber: certified?.number ?? (sitting && `${LETTERS[kind]}${one.key.length}${sitting.id.slice(-8)}`),
        examScore: fact.score,
        passed,
        trainedOn: chinaDate(atMs),
        validUntil: certified
          ? day(nowMs, must(certified.validUntilDay, 'its last day'))
          : sitting && day(nowMs, fact.day + 365),
        recordedBy: SECOND,
        recordedAtMs: atMs,
      },
    };
  });
}

/** Of a post on paper, marked by one and confirmed by another; else on the phone. */
const sittingOf = (
  whose: { partyId: string; accountId: string; kind: TrainingKind },
  { id, score, atMs, passed }: { id: string; score: number; atMs: number; passed: boolean },
) => ({
  id,
  ...whose,
  form: whose.kind === 'post' ? ('paper' as const) : ('phone' as const),
  paperVersion: 1,
  openFor: null,
  answers: null,
  state: passed ? ('passed' as const) : ('failed' as const),
  startedAtMs: atMs,
  dueAtMs: atMs + HOUR_MS,
  satOn: chinaDate(atMs),
  score,
  markedBy: whose.kind === 'post' ? TEACHER : null,
  markedAtMs: whose.kind === 'post' ? atMs : null,
  endedBy: whose.kind === 'post' ? SECOND : whose.accountId,
  endedAtMs: atMs,
});
