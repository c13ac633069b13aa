import { hashOf } from '@heitu/kit/rules/canonical';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { OversightRequest } from './disclosure.entity.ts';
import { ONCE } from './disclosure.policy.ts';
import { RecordSaved } from './disclosure.view.ts';

/** The operator answers; the hash of what was handed over stays on record (12.1, 12.2). */
export const answerOversight = mutation({
  name: 'answerOversight',
  may: permit.role(...ONCE.oversight.by),
  input: z.object({ oversightId: identifier(), answer: paragraph(20_000, 2) }),
  refusals: { NOT_FOUND },
  shows: asItIs(RecordSaved),
  run: (context, { oversightId: id, answer }, refuse) =>
    context.transaction(async (tx) => {
      if (!(await tx.rows.selectFrom('OversightRequest').select('id').where('id', '=', id).executeTakeFirst()))
        return refuse('NOT_FOUND');
      const answeredAtMs = context.clock.now();
      const answered = await tx.em.nativeUpdate(
        OversightRequest,
        { id, [ONCE.oversight.at]: null },
        {
          answer: await context.vault.sealText(id, answer),
          answeredBy: context.actor.id,
          answeredAtMs,
          answerHash: hashOf({ id, answer, answeredAtMs }),
        },
      );
      if (answered === 0) return refuse('NOT_FOUND');
      tx.audit({ type: 'oversight', id, clause: '12.1' });
      return ok({ id });
    }),
});
