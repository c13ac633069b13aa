import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { DocumentComment } from './disclosure.entity.ts';
import { RecordSaved } from './disclosure.view.ts';

/** The operator answers what somebody said to a draft; a draft is not adopted before. */
export const answerComment = mutation({
  name: 'answerComment',
  description: 'The operator answers what somebody said to a draft; a draft is not adopted before all are answered.',
  may: permit.role('operator-admin'),
  input: z.object({
    commentId: identifier().describe('What was said.'),
    isTaken: z.boolean().describe('True: it is followed, by another draft where the text changes; false: it is not.'),
    answer: paragraph(1000, 2).describe('Public; it says what was asked without saying by whom.'),
  }),
  refusals: { NOT_FOUND, ALREADY_ANSWERED: { message: '这条意见已经答复过了' } },
  shows: asItIs(RecordSaved),
  run: (context, { commentId: id, isTaken, answer }, refuse) =>
    context.transaction(async (tx) => {
      const comment = await tx.rows
        .selectFrom('DocumentComment as c')
        .innerJoin('PublicDocument as d', 'd.id', 'c.documentId')
        .select(['c.accountId', 'c.documentId', 'd.title'])
        .where('c.id', '=', id)
        .executeTakeFirst();
      if (!comment) return refuse('NOT_FOUND');
      const set = { answer, isTaken, answeredBy: context.actor.id, answeredAtMs: context.clock.now() };
      if ((await tx.em.nativeUpdate(DocumentComment, { id, answeredAtMs: null }, set)) === 0)
        return refuse('ALREADY_ANSWERED');
      await notifyAccount(context, tx, comment.accountId, {
        kind: 'rules-change',
        title: `您的意见有答复：${comment.title}`,
        body: `${isTaken ? '采纳' : '没有采纳'}。${answer}`,
        orderId: null,
      });
      tx.audit({ type: 'document', id: comment.documentId });
      return ok({ id });
    }),
});
