import { GraphQLInt } from 'graphql';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, identifier, localDate, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { TrainingKinds } from '../enums.ts';
import { invalid } from '../fields.ts';
import { isOwnBusiness } from '../filing/decide-filing.ts';
import { useOwnFile } from '../filing/own-file.ts';
import { SAID } from '../said.ts';
import { sittingNow } from '../shown.ts';
import { isActiveAccount } from '../staff/known-account.ts';
import { EXAM_SCORE_MAX, TRAINING_KINDS } from '../staff/staff.policy.ts';
import { paperOf } from './exam-papers.table.ts';
import { ExamSitting } from './training.entity.ts';
import { sittings } from './training.moves.ts';
import { EXAMINERS } from './training.policy.ts';
import { hasAttended } from './why-not-exam.ts';

/** Who examined on paper enters the marks; another of the operator's people confirms them (8.1.ag). */
export const enterMarks = mutation({
  name: 'enterMarks',
  description: 'Who examined on paper enters the marks; they count once another person has confirmed them.',
  may: permit.role(...EXAMINERS),
  input: z.object({
    partyId: identifier().describe('The business that the certificate is for.'),
    accountId: identifier().describe('Who sat the exam.'),
    kind: oneOf(TrainingKinds).describe('The topic.'),
    score: asScalar(GraphQLInt, z.number().int('必须是整数').min(0).max(EXAM_SCORE_MAX)).describe('Of 100.'),
    satOn: localDate().nullish().describe('When; today where absent.'),
    fileId: identifier().describe('The sheet with its marks, uploaded with purpose exam-sheet.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    ACCOUNT_UNKNOWN: { message: SAID.accountUnknown },
    OWN_PEOPLE: { message: '不能登记自己或自己单位的成绩，请换一个考官', clause: '8.1.ag' },
    SHEET_UNKNOWN: { message: '没有找到答卷的照片或扫描件，请重新上传', clause: '8.1.ag' },
    SESSION_FIRST: { message: '他没有上过这一门的课，先上课再考', clause: '8.1.ag' },
  },
  shows: sittingNow,
  async run(context, { partyId, accountId, kind, score, fileId, ...said }, refuse) {
    const nowMs = context.clock.now();
    const satOn = said.satOn ?? chinaDate(nowMs);
    if (satOn > chinaDate(nowMs)) return invalid('satOn', '考试日期不能在将来');
    const party = await context.rows
      .selectFrom('Party')
      .select(['id', 'kind', 'applicantAccountId'])
      .where('id', '=', partyId)
      .where('approvedAtMs', 'is not', null)
      .executeTakeFirst();
    if (!party) return refuse('NOT_FOUND');
    // The operator's own people examine each other.
    const isOwn = party.kind !== 'operator' && isOwnBusiness(context, party);
    if (accountId === context.actor.id || isOwn) return refuse('OWN_PEOPLE');
    if (!(await isActiveAccount(context, accountId))) return refuse('ACCOUNT_UNKNOWN');
    if (TRAINING_KINDS[kind].needsSession && !(await hasAttended(context, accountId, kind)))
      return refuse('SESSION_FIRST');
    return context.transaction(async (tx) => {
      const id = context.newId();
      if (!(await useOwnFile(context, tx, { type: 'exam-sitting', id }, fileId, 'exam-sheet')))
        return refuse('SHEET_UNKNOWN', 'fileId');
      await tx.em.insert(ExamSitting, {
        id,
        accountId,
        partyId,
        kind,
        form: 'paper',
        paperVersion: paperOf(kind)?.version ?? 0,
        state: 'open',
        startedAtMs: nowMs,
        dueAtMs: nowMs,
        satOn,
        score,
        fileId,
      });
      await sittings.bySystem(context, tx, 'mark', { id }, { markedBy: context.actor.id, markedAtMs: nowMs });
      tx.audit({ type: 'exam-sitting', id, clause: '8.1.ag' });
      return ok({ id });
    });
  },
});
