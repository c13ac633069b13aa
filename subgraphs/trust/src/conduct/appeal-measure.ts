import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { Measure } from './conduct.entity.ts';
import { measures } from './conduct.moves.ts';
import { measureNow } from './measure-answers.ts';
import { MEASURED_ROLES, measuredParties } from './measure.policy.ts';
import { measureId } from '../input-fields.ts';

/** The party objects to a measure, once; it stays in force until the appeal is decided (6.6 last paragraph, 7.3.8.m). */
export const appealMeasure = mutation({
  name: 'appealMeasure',
  description: 'The party objects to a measure, once; it stays in force until the appeal is decided.',
  may: permit.role(...MEASURED_ROLES),
  input: z.object({
    measureId: measureId(),
    text: paragraph(2000, 2).describe("The party's objection; 2 to 2000 characters, sealed."),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ALREADY_APPEALED: { message: '每项措施只能申诉一次；主管部门责令的，请向主管部门申请复议', clause: '6.6.end' },
  },
  shows: measureNow,
  run: (context, { measureId: id, text }, refuse) =>
    context.transaction(async (tx) => {
      const measure = await tx.rows.selectFrom('Measure').selectAll().where('id', '=', id).executeTakeFirst();
      if (!measure || !measuredParties(context.actor).includes(measure.partyId)) return refuse('NOT_FOUND');
      const refused = await measures.move(context, tx, 'appeal', measure, refuse, {
        parts: ['party'],
        where: { appealedAtMs: null },
        set: {
          appeal: await context.vault.sealText(measure.partyId, text),
          appealedAtMs: context.clock.now(),
        },
      });
      if (refused && (await tx.em.count(Measure, { id, appealedAtMs: { $ne: null } })))
        return refuse('ALREADY_APPEALED');
      if (refused) return refused;
      return ok({ id });
    }),
});
