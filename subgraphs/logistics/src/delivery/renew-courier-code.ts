import { raw } from '@mikro-orm/core';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { managedCarriers } from '../access.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { refuseNoTask, taskOf } from './courier-task.ts';
import { CODE_ATTEMPTS_MAX } from './delivery.policy.ts';
import { CourierCodeRenewed } from './delivery.view.ts';

/**
 * After five wrong codes the carrier's desk asks its courier who stands at the door, and gives new codes: those of
 * before are good no longer, and the consumer has five tries again (8.5.4.2.cc).
 */
export const renewCourierCode = mutation({
  name: 'renewCourierCode',
  description: 'After five wrong codes: the desk has asked its courier, who is shown new ones.',
  may: permit.role('carrier-manager'),
  input: z
    .object({ shipmentId: ids.shipment().nullish(), collectionId: ids.collection().nullish() })
    .describe('One of shipmentId and collectionId.'),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(CourierCodeRenewed),
  async run(context, input, refuse) {
    const task = taskOf(input);
    if (!task) return refuseNoTask();
    return context.transaction(async (tx) => {
      const mine = { id: task.id, carrierPartyId: { $in: managedCarriers(context.actor) } };
      if (!(await tx.em.count(task.Table, mine))) return refuse('NOT_FOUND');
      const locked = { ...mine, state: { $in: [...task.states] }, codeAttempts: { $gte: CODE_ATTEMPTS_MAX } };
      if (
        (await tx.em.nativeUpdate(task.Table, locked, {
          codeAttempts: 0,
          codeRound: raw<number>('?? + 1', ['codeRound']),
        })) === 0
      )
        return refuse('WRONG_STATE');
      tx.audit({ type: input.shipmentId ? 'shipment' : 'collection', id: task.id, clause: '8.5.4.2.cc' });
      return ok({ id: task.id });
    });
  },
});
