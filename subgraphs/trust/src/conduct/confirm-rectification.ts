import { measureTaken } from '@heitu/events/trust.measure-taken.v1';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Measure } from './conduct.entity.ts';
import { measureRefusals } from './conduct.refusals.ts';
import { measureLifecycle } from './measure.policy.ts';
import { tallyOf } from './take-measure.ts';
import { addToTally } from './tally.ts';

const schema = z.object({ measureId: identifier(), accept: z.boolean() });

/** The operator looked: put right, and the measure ends; or not, and it stays (13 last paragraph). */
export async function confirmRectification(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { measureId: id, accept } = valid.value;
  return context.transaction(async (tx) => {
    const measure = await tx.rows
      .selectFrom('Measure')
      .select(['partyId', 'step'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!measure) return refuse(measureRefusals, 'NOT_FOUND');
    const action = accept ? 'confirm-rectification' : 'refuse-rectification';
    const moved = await tx.em.nativeUpdate(
      Measure,
      { id, state: { $in: [...measureLifecycle.from(action)] } },
      {
        state: measureLifecycle.to(action),
        ...(accept ? { endedAtMs: context.clock.now() } : { rectifiedAtMs: null, rectifiedInTime: null }),
      },
    );
    if (moved === 0) return refuse(measureRefusals, 'WRONG_STATE');
    if (accept) {
      await addToTally(tx, measure.partyId, tallyOf(measure.step, -1));
      if (measure.step === 'suspension')
        tx.publish(
          measureTaken,
          { type: 'party', id: measure.partyId },
          { measureId: id, partyId: measure.partyId, step: 'lifted', dueAtMs: null, reason: '整改核查通过' },
        );
    }
    tx.audit({ type: 'measure', id, clause: '13.end' });
    return ok({ id });
  });
}
