import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Incident } from './disclosure.entity.ts';
import { ONCE } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const schema = z.object({ incidentId: identifier() });

/** The incident is over, now (11.3.2). */
export async function closeIncident(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.incidentId;
  return context.transaction(async (tx) => {
    const closed = await tx.em.nativeUpdate(
      Incident,
      { id, [ONCE.incident.at]: null },
      { recoveredAtMs: context.clock.now() },
    );
    if (closed === 0) return refuse(disclosureRefusals, 'NOT_FOUND');
    tx.audit({ type: 'incident', id, clause: '11.3.2.cx' });
    return ok({ id });
  });
}
