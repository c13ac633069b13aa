import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { Handover } from './handover.entity.ts';
import { voidHandoverRefusals as refusals } from './handover.refusals.ts';

const schema = z.object({ handoverId: identifier() });

/** A document written wrongly is voided, not changed, and a new one opened. */
export async function voidHandover(context: LogisticsContext, input: { handoverId: string }) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.handoverId;
  return context.transaction(async (tx) => {
    const where = { id, carrierPartyId: { $in: managedCarriers(context.actor) } };
    if (!(await tx.em.count(Handover, where))) return refuse(refusals, 'NOT_FOUND');
    if (!(await tx.em.nativeUpdate(Handover, { ...where, state: 'open' }, { state: 'void', openFor: null })))
      return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'handover', id });
    return ok({ id });
  });
}
