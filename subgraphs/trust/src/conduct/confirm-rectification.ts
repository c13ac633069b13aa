import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { measures } from './conduct.moves.ts';
import { measureNow } from './measure-answers.ts';
import { rectified } from './measure-ends.ts';
import { MEDIATORS } from './measure.policy.ts';
import { measureId } from '../input-fields.ts';

/** The operator looked: put right, and the measure ends; or not, and it stays (13 last paragraph). */
export const confirmRectification = mutation({
  name: 'confirmRectification',
  description: 'The operator looked: put right, and the measure ends; or not, and it stays.',
  may: permit.role(...MEDIATORS),
  input: z.object({
    measureId: measureId(),
    accept: z.boolean().describe('True: put right, the measure ends; false: it stays in force.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: measureNow,
  run: (context, { measureId: id, accept }, refuse) =>
    context.transaction(async (tx) => {
      const measure = await tx.rows.selectFrom('Measure').selectAll().where('id', '=', id).executeTakeFirst();
      if (!measure) return refuse('NOT_FOUND');
      const action = accept ? 'confirm-rectification' : 'refuse-rectification';
      const refused = await measures.move(context, tx, action, measure, refuse, {
        set: accept ? { endedAtMs: context.clock.now() } : { rectifiedAtMs: null, rectifiedInTime: null },
      });
      if (refused) return refused;
      if (accept) await rectified(tx, measure, '整改核查通过');
      return ok({ id });
    }),
});
