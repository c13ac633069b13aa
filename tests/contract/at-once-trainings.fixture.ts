import { consumer, OFFICIAL, official, on, OWNER, toId } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';
import type { Row } from './platform.fixture.ts';

const PARTY = `select id, applicantAccountId from Party
  where standing = 'good' and kind in ('cooperative', 'seller') order by id`;
const ofApplicant = (row: Row) => consumer(row['applicantAccountId']);
const byReviewer = () => official('reviewer');
const sql = on('sellers');
const FAR_MS = 4102444800000;

/** A session that is under way, with nobody or with the owner of a business; an exam of that owner. */
const SESSION = [
  sql('delete from TrainingSeat where sessionId = :id'),
  sql('delete from TrainingSession where id = :id'),
  sql(`insert into TrainingSession (id, partyId, kind, audience, place, isOnline, teacher, startsAtMs, endsAtMs,
    seatsMax, seatsTaken, state, plannedBy, plannedAtMs)
    values (:id, :id, 'selling', 'seller', 'x', 0, 'x', 1, ${FAR_MS}, 9, 0, 'planned', 'x', 1)`),
] as const;
const seatIn = (state: string) => [
  ...SESSION,
  sql(`insert into TrainingSeat (id, sessionId, accountId, partyId, state, tries, signedUpAtMs, leaveUntilMs)
    values (:id, :id, :applicantAccountId, :id, '${state}', 0, 1, ${FAR_MS})`),
];
const sittingIn = (state: string) => [
  sql('delete from ExamSitting where accountId = :applicantAccountId'),
  sql(`insert into ExamSitting (id, accountId, partyId, kind, form, paperVersion, state, startedAtMs, dueAtMs, satOn,
    score, markedBy, markedAtMs)
    values (:id, :applicantAccountId, :id, 'selling', 'phone', 1, '${state}', 1, ${FAR_MS}, '2026-01-01', 50, 'x', 1)`),
];
const of = (case_: Omit<Case, 'subgraph' | 'find'>): Case => ({ subgraph: 'sellers', find: PARTY, ...case_ });

/** Sessions, attendance and exams. */
export const TRAININGS: Readonly<Record<string, Case>> = {
  planSession: of({
    as: byReviewer,
    input: () => ({ startsAt: '2099-01-01T01:00:00.000Z', endsAt: '2099-01-01T03:00:00.000Z' }),
  }),
  cancelSession: of({ as: byReviewer, back: [...SESSION], input: toId('sessionId') }),
  signUpForSession: of({ as: ofApplicant, back: [...SESSION], input: toId('sessionId') }),
  leaveSession: of({ as: ofApplicant, back: seatIn('coming'), input: toId('seatId') }),
  tickAttendance: of({ as: byReviewer, back: seatIn('coming'), input: toId('seatId') }),
  confirmAttendance: of({ as: ofApplicant, back: seatIn('ticked'), input: toId('seatId') }),
  startExam: of({
    as: ofApplicant,
    back: [sql('delete from ExamSitting where accountId = :applicantAccountId')],
    input: ({ id }) => ({ partyId: id, kind: 'SELLING' }),
  }),
  submitExam: of({ as: ofApplicant, back: sittingIn('open'), input: toId('sittingId') }),
  enterMarks: of({
    as: byReviewer,
    back: [
      sql('delete from FileUse where fileId = :id'),
      sql('delete from StoredFile where id = :id'),
      sql(`insert into StoredFile (id, ownerId, purpose, mediaType, sizeBytes, sha256, isPublic, atMs)
          values (:id, '${OFFICIAL}', 'exam-sheet', 'image/png', 1, '${'0'.repeat(64)}', 0, 1)`),
    ],
    input: ({ id }) => ({ partyId: id, accountId: OWNER, kind: 'PLATFORM', satOn: null, fileId: id }),
  }),
  confirmMarks: of({ as: byReviewer, back: sittingIn('marked'), input: toId('sittingId') }),
};
