import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { rolesAt } from '../access.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { alarms } from './alarm.moves.ts';
import { Alarm } from './temperature.entity.ts';
import { alarmNow } from './alarm-answers.ts';

export const acknowledgeAlarm = mutation({
  name: 'acknowledgeAlarm',
  description: 'The carrier or its courier has seen an alarm and deals with it.',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({ alarmId: ids.alarm() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: alarmNow,
  run: (context, { alarmId: id }, refuse) =>
    context.transaction(async (tx) => {
      const alarm = await tx.em.findOne(Alarm, { id });
      if (!alarm) return refuse('NOT_FOUND');
      const refused = await alarms.move(context, tx, 'acknowledge', alarm, refuse, {
        parts: rolesAt(context.actor, alarm.carrierPartyId),
        set: { acknowledgedAtMs: context.clock.now(), acknowledgedBy: context.actor.id },
      });
      return refused ?? ok({ id });
    }),
});
