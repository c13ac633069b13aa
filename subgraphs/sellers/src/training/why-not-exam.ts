import { applicantId } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { TRAINING_KINDS, type TrainingKind } from '../staff/staff.policy.ts';
import { paperOf } from './exam-papers.table.ts';
import { EXAMS_MAX, EXAMS_WITHIN_MS, SESSION_COUNTS_MS } from './training.policy.ts';

/** Whether somebody has been to a session of a topic, so lately that it counts. */
export async function hasAttended(context: SellersContext, accountId: string, kind: TrainingKind): Promise<boolean> {
  const seat = await context.rows
    .selectFrom('TrainingSeat as t')
    .innerJoin('TrainingSession as s', 's.id', 't.sessionId')
    .select('t.id')
    .where('t.accountId', '=', accountId)
    .where('t.state', '=', 'attended')
    .where('s.kind', '=', kind)
    .where('t.attendedAtMs', '>=', context.clock.now() - SESSION_COUNTS_MS)
    .executeTakeFirst();
  return seat !== undefined;
}

/** Why the caller cannot begin an exam of a topic now; null: they can. */
export async function whyNotExam(
  context: SellersContext,
  kind: TrainingKind,
): Promise<'ON_PAPER' | 'SESSION_FIRST' | 'TOO_MANY_EXAMS' | 'UNDER_WAY' | null> {
  if (!paperOf(kind)) return 'ON_PAPER';
  const accountId = applicantId(context);
  if (TRAINING_KINDS[kind].needsSession && !(await hasAttended(context, accountId, kind))) return 'SESSION_FIRST';
  const lately = await context.rows
    .selectFrom('ExamSitting')
    .select('state')
    .where('accountId', '=', accountId)
    .where('kind', '=', kind)
    .where('form', '=', 'phone')
    .where('startedAtMs', '>', context.clock.now() - EXAMS_WITHIN_MS)
    .execute();
  if (lately.some(({ state }) => state === 'open')) return 'UNDER_WAY';
  return lately.length < EXAMS_MAX ? null : 'TOO_MANY_EXAMS';
}
