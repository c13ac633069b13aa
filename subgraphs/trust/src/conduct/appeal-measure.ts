import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Measure } from './conduct.entity.ts';
import { measureRefusals } from './conduct.refusals.ts';
import { measuredParties, measureLifecycle } from './measure.policy.ts';

const schema = z.object({ measureId: identifier(), text: paragraph(2000, 2) });

/** The party objects to a measure, once; it stays in force until the appeal is decided (6.6 last paragraph, 7.3.8.m). */
export async function appealMeasure(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { measureId: id, text } = valid.value;
  return context.transaction(async (tx) => {
    const measure = await tx.rows
      .selectFrom('Measure')
      .select(['partyId', 'appealedAtMs'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!measure || !measuredParties(context.actor).includes(measure.partyId))
      return refuse(measureRefusals, 'NOT_FOUND');
    if (measure.appealedAtMs !== null) return refuse(measureRefusals, 'ALREADY_APPEALED');
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
        measureRefusals,
        (await tx.em.count(Measure, { id, appealedAtMs: { $ne: null } })) ? 'ALREADY_APPEALED' : 'WRONG_STATE',
      );
    tx.audit({ type: 'measure', id, clause: '7.3.8.m' });
    return ok({ id });
  });
}
