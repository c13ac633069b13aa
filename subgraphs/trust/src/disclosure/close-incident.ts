import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { Incident } from './disclosure.entity.ts';
import { ONCE } from './disclosure.policy.ts';
import { RecordSaved } from './disclosure.view.ts';

/** The incident is over, now (11.3.2). */
export const closeIncident = mutation({
  name: 'closeIncident',
  may: permit.role(...ONCE.incident.by),
  input: z.object({ incidentId: identifier() }),
  refusals: { NOT_FOUND },
  shows: asItIs(RecordSaved),
  run: (context, { incidentId: id }, refuse) =>
    context.transaction(async (tx) => {
      const closed = await tx.em.nativeUpdate(
        Incident,
        { id, [ONCE.incident.at]: null },
        { recoveredAtMs: context.clock.now() },
      );
      if (closed === 0) return refuse('NOT_FOUND');
      tx.audit({ type: 'incident', id, clause: '11.3.2.cx' });
      return ok({ id });
    }),
});
