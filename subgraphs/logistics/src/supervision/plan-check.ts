import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, localDate, parse, z } from '@heitu/kit/rules/validate';
import { requestKey } from '../access.ts';
import { Carrier } from '../carrier/carrier.entity.ts';
import type { LogisticsContext } from '../entities.ts';
import { SupervisionCheck } from './supervision.entity.ts';
import { PLANNED_FORMS, SUPERVISION_TOPIC_CODES, SUPERVISION_TOPICS } from './supervision.policy.ts';
import { planCheckRefusals as refusals } from './supervision.refusals.ts';

const schema = z.object({
  requestId: identifier(),
  carrierPartyId: identifier(),
  form: z.enum(PLANNED_FORMS),
  topic: z.enum(SUPERVISION_TOPIC_CODES),
  plannedFor: localDate(),
});
export type PlanCheckInput = z.input<typeof schema>;

/** The operator plans a spot check or a check on site (8.2.au). */
export async function planCheck(context: LogisticsContext, input: PlanCheckInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId: _, ...check } = valid.value;
  return context.transaction(async (tx) => {
    if (!(await tx.em.count(Carrier, { partyId: check.carrierPartyId }))) return refuse(refusals, 'NOT_FOUND');
    const id = context.newId();
    await tx.em.insert(SupervisionCheck, {
      id,
      ...check,
      createdBy: context.actor.id,
      createdAtMs: context.clock.now(),
    });
    tx.audit({ type: 'supervision-check', id, clause: SUPERVISION_TOPICS[check.topic].clause });
    return ok({ id });
  }, requestKey(input));
}
