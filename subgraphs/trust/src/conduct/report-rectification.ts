import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Measure } from './conduct.entity.ts';
import { measureRefusals } from './conduct.refusals.ts';
import { measuredParties, measureLifecycle } from './measure.policy.ts';

const schema = z.object({ measureId: identifier(), text: paragraph(2000, 2) });

/** The party says what it put right; whether in time is fixed here (13 last paragraph, 7.6.ab). */
export async function reportRectification(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { measureId: id, text } = valid.value;
  return context.transaction(async (tx) => {
    const measure = await tx.rows
      .selectFrom('Measure')
      .select(['partyId', 'dueAtMs'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!measure || !measuredParties(context.actor).includes(measure.partyId))
      return refuse(measureRefusals, 'NOT_FOUND');
    const nowMs = context.clock.now();
    const moved = await tx.em.nativeUpdate(
      Measure,
      { id, state: { $in: [...measureLifecycle.from('report-rectification')] } },
      {
        state: measureLifecycle.to('report-rectification'),
        rectification: await context.vault.sealText(measure.partyId, text),
        rectifiedAtMs: nowMs,
        rectifiedInTime: measure.dueAtMs === null || nowMs <= measure.dueAtMs,
      },
    );
    if (moved === 0) return refuse(measureRefusals, 'WRONG_STATE');
    tx.audit({ type: 'measure', id, clause: '13.end' });
    return ok({ id });
  });
}
