import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { measures } from './conduct.moves.ts';
import { measureNow } from './measure-answers.ts';
import { MEASURED_ROLES, measuredParties } from './measure.policy.ts';
import { measureId } from '../input-fields.ts';

/** The party says what it put right; whether in time is fixed here (13 last paragraph, 7.6.ab). */
export const reportRectification = mutation({
  name: 'reportRectification',
  description: 'The party says what it put right; whether in time is fixed here.',
  may: permit.role(...MEASURED_ROLES),
  input: z.object({
    measureId: measureId(),
    text: paragraph(2000, 2).describe('What was put right; 2 to 2000 characters, sealed.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: measureNow,
  run: (context, { measureId: id, text }, refuse) =>
    context.transaction(async (tx) => {
      const measure = await tx.rows.selectFrom('Measure').selectAll().where('id', '=', id).executeTakeFirst();
      if (!measure || !measuredParties(context.actor).includes(measure.partyId)) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const refused = await measures.move(context, tx, 'report-rectification', measure, refuse, {
        parts: ['party'],
        set: {
          rectification: await context.vault.sealText(measure.partyId, text),
          rectifiedAtMs: nowMs,
          rectifiedInTime: measure.dueAtMs === null || nowMs <= measure.dueAtMs,
        },
      });
      if (refused) return refused;
      return ok({ id });
    }),
});
