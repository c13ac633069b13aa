import { hashOf } from '@heitu/kit/rules/canonical';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { oversights } from './disclosure.moves.ts';
import { RecordSaved } from './disclosure.view.ts';

/** The operator answers; the hash of what was handed over stays on record (12.1, 12.2). */
export const answerOversight = mutation({
  name: 'answerOversight',
  description: 'The operator answers a regulator or an industry body.',
  may: permit.role('operator-admin'),
  input: z.object({
    oversightId: identifier().describe('The request, which nobody has answered.'),
    answer: paragraph(20_000, 2).describe('What is handed over; its hash stays on record.'),
  }),
  refusals: { NOT_FOUND },
  shows: asItIs(RecordSaved),
  run: (context, { oversightId: id, answer }, refuse) =>
    context.transaction(async (tx) => {
      const request = await tx.rows.selectFrom('OversightRequest').selectAll().where('id', '=', id).executeTakeFirst();
      if (!request) return refuse('NOT_FOUND');
      const answeredAtMs = context.clock.now();
      const refused = await oversights.move(context, tx, 'answer', request, () => refuse('NOT_FOUND'), {
        set: {
          answer: await context.vault.sealText(id, answer),
          answeredBy: context.actor.id,
          answeredAtMs,
          answerHash: hashOf({ id, answer, answeredAtMs }),
        },
      });
      return refused ?? ok({ id });
    }),
});
