import { oneOf } from '@heitu/kit/rules/enums';
import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { Carrier } from '../carrier/carrier.entity.ts';
import { mutation } from '../context.ts';
import { CheckTopics, PlannedForms } from '../enums.ts';
import { day, ids } from '../input-fields.ts';
import { SupervisionCheck } from './supervision.entity.ts';
import { checkLifecycle } from './check.lifecycle.ts';
import { checkDueAtMs, TOPIC_RULES } from './supervision.policy.ts';
import { checkNow } from './check-answers.ts';

/** The operator plans a spot check or a check on site (8.2.au). */
export const planCheck = mutation({
  name: 'planCheck',
  description: 'The operator plans a check of a carrier.',
  may: permit.role('operator-admin'),
  input: z.object({
    carrierPartyId: ids.carrier(),
    form: oneOf(PlannedForms).describe('How it is made.'),
    topic: oneOf(CheckTopics).describe('What is looked at.'),
    recheckOf: identifier().nullish().describe('The check of this carrier and topic whose breach is looked at again.'),
    plannedOn: day().describe('The day of the check, in China; it is due by the end of that day.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    NOTHING_TO_RECHECK: { message: '这家配送服务商在这项内容上没有查出过还没了结的问题', clause: '8.2.au' },
  },
  shows: checkNow,
  async run(context, { plannedOn, ...check }, refuse) {
    return context.transaction(async (tx) => {
      if (!(await tx.em.count(Carrier, { partyId: check.carrierPartyId }))) return refuse('NOT_FOUND');
      const { carrierPartyId, topic, recheckOf } = check;
      if (
        recheckOf &&
        !(await tx.em.count(SupervisionCheck, { id: recheckOf, carrierPartyId, topic, state: 'breached' }))
      )
        return refuse('NOTHING_TO_RECHECK');
      const id = context.newId();
      await tx.em.insert(SupervisionCheck, {
        id,
        ...check,
        recheckOf: recheckOf ?? null,
        plannedFor: plannedOn,
        state: checkLifecycle.initial,
        dueAtMs: checkDueAtMs(plannedOn),
        createdBy: context.actor.id,
        createdAtMs: context.clock.now(),
      });
      tx.audit({ type: 'supervision-check', id, clause: TOPIC_RULES[check.topic].clause });
      return ok({ id });
    });
  },
});
