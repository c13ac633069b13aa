import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { recallCaseNow } from './recall-answers.ts';
import { RECALL_KEEPERS } from './recall-case.lifecycle.ts';
import { REVIEW_WORKING_DAYS } from './recall.policy.ts';
import { RecallRow } from './recall.entity.ts';
import { recallCases } from './recall.moves.ts';

const caseOf = z.object({ caseId: ids.recall() });

/** All goods are destroyed, or it is known why they cannot be: one person says that the recall is done. */
export const proposeRecallClosure = mutation({
  name: 'proposeRecallClosure',
  description:
    'All goods of a recall are destroyed or known to be gone: the first of two persons says that it is done.',
  may: permit.role(...RECALL_KEEPERS),
  input: caseOf,
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    STILL_SEARCHING: { message: '还在查哪些货用了这批料，查完才能关闭' },
    GOODS_OPEN: { message: '还有货没有收回、销毁或说清去向，不能关闭', clause: '7.3.6.a-c' },
  },
  shows: recallCaseNow,
  run: (context, { caseId: id }, refuse) =>
    context.transaction(async (tx) => {
      const found = await tx.rows.selectFrom('RecallCase').selectAll().where('id', '=', id).executeTakeFirst();
      if (!found) return refuse('NOT_FOUND');
      if (found.searchStartedAtMs !== null) return refuse('STILL_SEARCHING');
      const nowMs = context.clock.now();
      const set = {
        proposedAtMs: nowMs,
        proposedBy: context.actor.id,
        reviewDueAtMs: addWorkingDays(nowMs, REVIEW_WORKING_DAYS),
      };
      const refused = await recallCases.move(context, tx, 'propose-closure', found, refuse, { set });
      if (refused) return refused;
      const open = await tx.rows
        .selectFrom('RecallRow')
        .select('id')
        .where('caseId', '=', id)
        .where('state', 'not in', ['destroyed', 'gone'])
        .limit(1)
        .executeTakeFirst();
      return open ? refuse('GOODS_OPEN') : ok({ id });
    }),
});

/** A second person has looked at it: the recall is closed. */
export const confirmRecallClosure = mutation({
  name: 'confirmRecallClosure',
  description: 'The second person has looked at what was proposed: the recall is closed.',
  may: permit.role(...RECALL_KEEPERS),
  input: caseOf,
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SAME_PERSON: { message: '关闭召回要两个人，不能自己复核自己提的', clause: '7.3.6.a-c' },
    OWN_DESTRUCTION: { message: '这里有货是您自己销毁、自己拍的照片，请别人来复核', clause: '7.3.6.a-c' },
  },
  shows: recallCaseNow,
  run: (context, { caseId: id }, refuse) =>
    context.transaction(async (tx) => {
      const found = await tx.rows.selectFrom('RecallCase').selectAll().where('id', '=', id).executeTakeFirst();
      if (!found) return refuse('NOT_FOUND');
      if (found.proposedBy === context.actor.id) return refuse('SAME_PERSON');
      // Whoever took the photo of a destruction is no witness of it.
      if ((await tx.em.count(RecallRow, { caseId: id, state: 'destroyed', endedBy: context.actor.id })) > 0)
        return refuse('OWN_DESTRUCTION');
      const set = { closedAtMs: context.clock.now(), closedBy: context.actor.id };
      return (await recallCases.move(context, tx, 'confirm-closure', found, refuse, { set })) ?? ok({ id });
    }),
});

/** The second person finds that it is not done. */
export const refuseRecallClosure = mutation({
  name: 'refuseRecallClosure',
  description: 'The second person finds that a recall is not done: it goes on.',
  may: permit.role(...RECALL_KEEPERS),
  input: caseOf.extend({ reason: line(200).describe('What is missing, at most 200 characters.') }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: recallCaseNow,
  run: (context, { caseId: id, reason }, refuse) =>
    context.transaction(async (tx) => {
      const found = await tx.rows.selectFrom('RecallCase').selectAll().where('id', '=', id).executeTakeFirst();
      if (!found) return refuse('NOT_FOUND');
      const set = { reviewDueAtMs: null };
      return (await recallCases.move(context, tx, 'refuse-closure', found, refuse, { set, reason })) ?? ok({ id });
    }),
});
