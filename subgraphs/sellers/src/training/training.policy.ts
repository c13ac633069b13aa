import { createHash } from 'node:crypto';
import type { Vault } from '@heitu/kit/privacy/vault';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { titlesOf } from '@heitu/kit/rules/titles';
import { lastDayOf } from './months.ts';
import { SELLING_KINDS, type PartyKind } from '../party/party.policy.ts';
import { TRAINING_KINDS, type TrainingKind } from '../staff/staff.policy.ts';
import { paperOf, type ExamPaper, type ExamQuestion } from './exam-papers.table.ts';
import type { Role } from '@heitu/standard';

/** Who teaches, examines and confirms: the operator's people, and never of themselves. */
export const EXAMINERS = ['reviewer', 'operator-admin'] as const satisfies readonly Role[];

/** For whom a session is, and of which businesses they come. */
export const AUDIENCES = {
  seller: { title: '商家的人', kinds: SELLING_KINDS },
  carrier: { title: '配送的人', kinds: ['carrier'] },
  station: { title: '服务站的人', kinds: ['station'] },
  operator: { title: '平台的人', kinds: ['operator'] },
  payer: { title: '支付机构的人', kinds: ['payment-provider'] },
} as const satisfies Record<string, { title: string; kinds: readonly PartyKind[] }>;
export type Audience = keyof typeof AUDIENCES;
export const AUDIENCE_TITLES = titlesOf(AUDIENCES);

export const SEATS_MAX = 500;
/** Until so long before it begins a seat can be given back. */
export const LEAVE_BEFORE_MS = DAY_MS;
/** Until so long after its end attendance is signed. */
export const SIGN_AFTER_MS = DAY_MS;
/** Another person looks at marks within so many; after so many they are struck, and entered anew. */
export const MARKS_WORKING_DAYS = { looked: 3, struck: 10 } as const;
/** From so long before its beginning the code in the room is good. */
export const SIGN_BEFORE_MS = 30 * MINUTE_MS;
/** So long a code in the room is shown; the one before is still taken, for whoever was typing. */
export const CODE_MS = MINUTE_MS;
export const CODE_TRIES_MAX = 5;

const CODE_DIGITS = 6;
/** What stands on the wall: another one every minute, which nobody knows who is not there. */
export const codesOf = (vault: Pick<Vault, 'authenticate'>, sessionId: string, nowMs: number): string[] =>
  [0, 1].map((ago) => {
    const made = vault.authenticate('training-code', `${sessionId}\n${Math.floor(nowMs / CODE_MS) - ago}`);
    const number = Buffer.from(made, 'base64url').readUIntBE(0, 6) % 10 ** CODE_DIGITS;
    return String(number).padStart(CODE_DIGITS, '0');
  });
export const isSigning = ({ startsAtMs, endsAtMs }: { startsAtMs: number; endsAtMs: number }, nowMs: number): boolean =>
  nowMs >= startsAtMs - SIGN_BEFORE_MS && nowMs < endsAtMs;

/** Exams of one topic within so many days: whoever guesses learns meanwhile. */
export const EXAMS_MAX = 3;
export const EXAMS_WITHIN_MS = 7 * DAY_MS;
/** A session counts so long for the exam that asks for one. */
export const SESSION_COUNTS_MS = 366 * DAY_MS;

/** The questions of a sitting: as the sitting's id shuffles them, so that two sit different exams. */
export function drawn({ questions, drawn: count }: ExamPaper, sittingId: string): readonly ExamQuestion[] {
  const place = ({ id }: ExamQuestion): string => createHash('sha256').update(`${sittingId}\n${id}`).digest('hex');
  return questions.toSorted((a, b) => (place(a) < place(b) ? -1 : 1)).slice(0, count);
}
export const scoreOf = (questions: readonly ExamQuestion[], answers: readonly number[]): number =>
  Math.round((100 * questions.filter(({ right }, i) => answers[i] === right).length) / questions.length);
export const passScoreOf = (kind: TrainingKind): number => paperOf(kind)?.passScore ?? 60;

/** The last day of what an exam of that day gives. */
export const validUntilOf = (kind: TrainingKind, day: string): string =>
  lastDayOf(day, TRAINING_KINDS[kind].validMonths);
/** What stands on a certificate: topic, day and the sitting that it came from. */
export const certificateNumber = (kind: TrainingKind, day: string, sittingId: string): string =>
  `${TRAINING_KINDS[kind].letters}${day.replaceAll('-', '')}${sittingId.slice(-8)}`;

/** Whoever has just come has so long to be trained. */
export const NEW_PEOPLE_MS = 30 * DAY_MS;
