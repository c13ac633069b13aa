import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { Measure } from './conduct.entity.ts';
import { measureNow } from './measure-answers.ts';
import { MEASURED_ROLES, measuredParties, measureLifecycle } from './measure.policy.ts';

/** The party objects to a measure, once; it stays in force until the appeal is decided (6.6 last paragraph, 7.3.8.m). */
export const appealMeasure = mutation({
  name: 'appealMeasure',
  may: permit.role(...MEASURED_ROLES),
  input: z.object({ measureId: identifier(), text: paragraph(2000, 2) }),
  refusals: { NOT_FOUND, WRONG_STATE, ALREADY_APPEALED: { message: '每项措施只能申诉一次', clause: '6.6.end' } },
  shows: measureNow,
  run: (context, { measureId: id, text }, refuse) =>
    context.transaction(async (tx) => {
      const measure = await tx.rows
        .selectFrom('Measure')
        .select(['partyId', 'appealedAtMs'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!measure || !measuredParties(context.actor).includes(measure.partyId)) return refuse('NOT_FOUND');
      if (measure.appealedAtMs !== null) return refuse('ALREADY_APPEALED');
      const moved = await tx.em.nativeUpdate(
        Measure,
        { id, state: { $in: [...measureLifecycle.from('appeal')] }, appealedAtMs: null },
        {
          state: measureLifecycle.to('appeal'),
          appeal: await context.vault.sealText(measure.partyId, text),
          appealedAtMs: context.clock.now(),
        },
      );
      if (moved === 0)
        return refuse(
          (await tx.em.count(Measure, { id, appealedAtMs: { $ne: null } })) ? 'ALREADY_APPEALED' : 'WRONG_STATE',
        );
      tx.audit({ type: 'measure', id, clause: '7.3.8.m' });
      return ok({ id });
    }),
});
