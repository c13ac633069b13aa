import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { Courier } from './carrier.entity.ts';
import { COURIER_RULES } from './carrier.policy.ts';
import { couriers } from './carrier.moves.ts';
import { courierNow } from './carrier-answers.ts';

/** The courier has read the rules of delivery and handover (8.5.3.bu-bv). */
export const acceptCourierRules = mutation({
  name: 'acceptCourierRules',
  description: 'The courier has read the rules of delivery and handover and accepts them.',
  may: permit.role('courier'),
  input: z.object({
    carrierPartyId: ids.carrier(),
    version: z
      .string()
      .max(40)
      .describe(
        'The version of the rules that were read, as courierRules answered it; refused where they have changed since.',
      ),
  }),
  refusals: { NOT_FOUND, RULES_CHANGED: { message: '配送规范已更新，请看完新的再确认', clause: '8.5.3.bu' } },
  shows: courierNow,
  async run(context, input, refuse) {
    if (input.version !== COURIER_RULES.version) return refuse('RULES_CHANGED');
    return context.transaction(async (tx) => {
      const courier = await tx.em.findOne(Courier, {
        carrierPartyId: input.carrierPartyId,
        accountId: context.actor.id,
      });
      if (!courier) return refuse('NOT_FOUND');
      // Since when they know these rules stays: whoever says yes once more knew them before.
      const isKnown = courier.rulesVersion === COURIER_RULES.version;
      const refused = await couriers.move(context, tx, 'accept-rules', courier, () => refuse('NOT_FOUND'), {
        parts: ['courier'],
        set: isKnown ? {} : { rulesVersion: COURIER_RULES.version, rulesAcceptedAtMs: context.clock.now() },
      });
      return refused ?? ok({ id: courier.id });
    });
  },
});
