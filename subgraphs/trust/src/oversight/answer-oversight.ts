import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation, type TrustContext } from '../context.ts';
import { oversights } from '../disclosure/disclosure.moves.ts';
import { RecordSaved } from '../disclosure/disclosure.view.ts';
import { attachmentIds, FILE_MISSING, FILE_UNKNOWN } from './attachments.ts';
import { gatherNamed, type Gathered } from './evidence-package.ts';
import { giveAnswer } from './give-answer.ts';
import { namesOrders } from './oversight.policy.ts';

export const answerRefusals = {
  NOT_FOUND,
  SOURCE_SILENT: { message: '有子系统没有答复，材料不全，不能出具；请稍后再试', clause: '12.1' },
  TOO_MANY_ORDERS: { message: '来件指明的订单超过200单，请和对方商定缩小范围或分几次提', clause: '12.1' },
  FILE_UNKNOWN,
} as const;

type Wont = 'NOT_FOUND' | 'NOT_ANSWERED' | 'SOURCE_SILENT' | 'TOO_MANY_ORDERS';
/**
 * The package of what a request names, gathered before anything is written, and only where there is an answer to give;
 * null where it names nothing.
 */
export async function packageOf(
  context: TrustContext,
  id: string,
  isAnswered: boolean,
): Promise<Gathered | null | Wont> {
  const request = await context.rows
    .selectFrom('OversightRequest')
    .select(['scope', 'answeredAtMs'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!request || (request.answeredAtMs !== null && !isAnswered)) return 'NOT_FOUND';
  if (request.answeredAtMs === null && isAnswered) return 'NOT_ANSWERED';
  const scope = request.scope && fromJson(request.scope);
  if (!scope || !namesOrders(scope)) return null;
  const gathered = await gatherNamed(context, scope);
  return gathered === 'silent' ? 'SOURCE_SILENT' : gathered === 'too-many' ? 'TOO_MANY_ORDERS' : gathered;
}

/** The operator answers, with the signed package of what was named; its hash stays on record (12.1, 12.2). */
export const answerOversight = mutation({
  name: 'answerOversight',
  description: 'The operator answers a regulator or an industry body, with a signed package of what was named.',
  may: permit.role('operator-admin'),
  input: z.object({
    oversightId: identifier().describe('The request, which nobody has answered.'),
    answer: paragraph(20_000, 2).describe('What is handed over; its hash stays on record.'),
    attachmentIds,
  }),
  refusals: answerRefusals,
  shows: asItIs(RecordSaved),
  async run(context, { oversightId: id, answer, attachmentIds: files }, refuse) {
    const gathered = await packageOf(context, id, false);
    if (typeof gathered === 'string') return refuse(gathered === 'NOT_ANSWERED' ? 'NOT_FOUND' : gathered);
    return context.transaction(async (tx) => {
      const request = await tx.rows.selectFrom('OversightRequest').selectAll().where('id', '=', id).executeTakeFirst();
      if (!request || request.answeredAtMs !== null) return refuse('NOT_FOUND');
      const given = await giveAnswer(context, tx, {
        request,
        version: 1,
        text: answer,
        reason: null,
        attachmentIds: files,
        gathered,
      });
      if (!given) return refuse('FILE_UNKNOWN', [FILE_MISSING]);
      const refused = await oversights.move(context, tx, 'answer', request, () => refuse('NOT_FOUND'), {
        set: {
          answer: await context.vault.sealText(id, answer),
          answeredBy: context.actor.id,
          answeredAtMs: given.atMs,
          answerHash: given.hash,
        },
      });
      return refused ?? ok({ id });
    });
  },
});
