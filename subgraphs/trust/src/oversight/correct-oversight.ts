import { lockRows } from '@heitu/kit/data/only-one';
import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { OversightRequest } from '../disclosure/disclosure.entity.ts';
import { RecordSaved } from '../disclosure/disclosure.view.ts';
import { answerRefusals, packageOf } from './answer-oversight.ts';
import { attachmentIds, FILE_MISSING } from './attachments.ts';
import { giveAnswer } from './give-answer.ts';

/** An answer that was wrong is followed by the next, with a package of now; the one before stays readable (12.1). */
export const correctOversight = mutation({
  name: 'correctOversight',
  description: 'Corrects an answer to a regulator or an industry body; the one before stays readable.',
  may: permit.role('operator-admin'),
  input: z.object({
    oversightId: identifier().describe('The request, which was answered.'),
    answer: paragraph(20_000, 2).describe('What is right.'),
    reason: line(200, 2).describe('What was wrong in the answer before.'),
    attachmentIds,
  }),
  requestId: 'must',
  refusals: { ...answerRefusals, NOT_ANSWERED: { message: '还没有答复，请先答复', clause: '12.1' } },
  shows: asItIs(RecordSaved),
  async run(context, { oversightId: id, answer, reason, attachmentIds: files }, refuse) {
    const gathered = await packageOf(context, id, true);
    if (typeof gathered === 'string') return refuse(gathered);
    return context.transaction(async (tx) => {
      // Of two corrections at once the second follows the first.
      await lockRows(tx, OversightRequest, { id });
      const request = await tx.rows.selectFrom('OversightRequest').selectAll().where('id', '=', id).executeTakeFirst();
      if (!request) return refuse('NOT_FOUND');
      if (request.answeredAtMs === null) return refuse('NOT_ANSWERED');
      const { last } = await tx.rows
        .selectFrom('OversightAnswer')
        .select(({ fn }) => fn.max('version').as('last'))
        .where('requestId', '=', id)
        .executeTakeFirstOrThrow();
      const given = await giveAnswer(context, tx, {
        request,
        version: Number(last ?? 1) + 1,
        text: answer,
        reason,
        attachmentIds: files,
        gathered,
      });
      if (!given) return refuse('FILE_UNKNOWN', [FILE_MISSING]);
      await tx.em.nativeUpdate(
        OversightRequest,
        { id },
        { answer: await context.vault.sealText(id, answer), answeredBy: context.actor.id, answerHash: given.hash },
      );
      tx.audit({ type: 'oversight', id, clause: '12.1' });
      return ok({ id });
    });
  },
});
