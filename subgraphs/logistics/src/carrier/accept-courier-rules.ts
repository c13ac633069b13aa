import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../entities.ts';
import { Courier } from './carrier.entity.ts';
import { COURIER_RULES } from './carrier.policy.ts';
import { acceptCourierRulesRefusals as refusals } from './carrier.refusals.ts';

const schema = z.object({ carrierPartyId: identifier(), version: z.string().max(40) });

/** The courier has read the rules of delivery and handover (8.5.3.bu-bv). */
export async function acceptCourierRules(context: LogisticsContext, input: z.input<typeof schema>) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  if (valid.value.version !== COURIER_RULES.version) return refuse(refusals, 'RULES_CHANGED');
  return context.transaction(async (tx) => {
    const who = { carrierPartyId: valid.value.carrierPartyId, accountId: context.actor.id, active: true };
    const courier = await tx.em.findOne(Courier, who);
    if (!courier) return refuse(refusals, 'NOT_FOUND');
    await tx.em.nativeUpdate(Courier, who, {
      rulesVersion: COURIER_RULES.version,
      rulesAcceptedAtMs: context.clock.now(),
    });
    tx.audit({ type: 'courier', id: courier.id, clause: '8.5.3.bu' });
    return ok({ id: courier.id });
  });
}
