import { raw } from '@mikro-orm/core';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { managedCarriers } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { taskOf } from './courier-task.ts';
import { CODE_ATTEMPTS_MAX } from './delivery.policy.ts';
import { renewCourierCodeRefusals as refusals } from './delivery.refusals.ts';

const schema = z.object({ shipmentId: identifier().nullish(), collectionId: identifier().nullish() });

/**
 * After five wrong codes the carrier's desk asks its courier who stands at the door, and gives new codes: those of
 * before are good no longer, and the consumer has five tries again (8.5.4.2.cc). Errors: NOT_FOUND, WRONG_STATE (not
 * locked, or nobody is at the door).
 */
export async function renewCourierCode(context: LogisticsContext, input: z.input<typeof schema>) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const task = taskOf(valid.value);
  if (!task) return refuse(refusals, 'INVALID_INPUT', [{ at: 'shipmentId', text: '请给出送货单或取件单中的一个' }]);
  return context.transaction(async (tx) => {
    const mine = { id: task.id, carrierPartyId: { $in: managedCarriers(context.actor) } };
    if (!(await tx.em.count(task.Table, mine))) return refuse(refusals, 'NOT_FOUND');
    const locked = { ...mine, state: { $in: task.states }, codeAttempts: { $gte: CODE_ATTEMPTS_MAX } };
    if (
      (await tx.em.nativeUpdate(task.Table, locked, {
        codeAttempts: 0,
        codeRound: raw<number>('?? + 1', ['codeRound']),
      })) === 0
    )
      return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: valid.value.shipmentId ? 'shipment' : 'collection', id: task.id, clause: '8.5.4.2.cc' });
    return ok({ id: task.id });
  });
}
