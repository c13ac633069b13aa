import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { workplaces } from '../access.ts';
import { mutation } from '../context.ts';
import { alarmLifecycle } from './alarm.lifecycle.ts';
import { Alarm } from './temperature.entity.ts';
import { alarmNow } from './alarm-answers.ts';

export const acknowledgeAlarm = mutation({
  name: 'acknowledgeAlarm',
  may: permit.role('carrier-manager', 'courier'),
  input: z.object({ alarmId: identifier() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: alarmNow,
  run: (context, { alarmId: id }, refuse) =>
    context.transaction(async (tx) => {
      const mine = { id, carrierPartyId: { $in: workplaces(context.actor) } };
      if (!(await tx.em.count(Alarm, mine))) return refuse('NOT_FOUND');
      const done = await tx.em.nativeUpdate(
        Alarm,
        { ...mine, state: { $in: [...alarmLifecycle.from('acknowledge')] } },
        {
          state: alarmLifecycle.to('acknowledge'),
          acknowledgedAtMs: context.clock.now(),
          acknowledgedBy: context.actor.id,
        },
      );
      if (done === 0) return refuse('WRONG_STATE');
      tx.audit({ type: 'alarm', id, clause: '8.1.1.ar' });
      return ok({ id });
    }),
});
