import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { workplaces } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { alarmLifecycle } from './alarm.lifecycle.ts';
import { Alarm } from './temperature.entity.ts';
import { acknowledgeAlarmRefusals as refusals } from './temperature.refusals.ts';

const schema = z.object({ alarmId: identifier() });

export async function acknowledgeAlarm(context: LogisticsContext, input: { alarmId: string }) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.alarmId;
  return context.transaction(async (tx) => {
    const mine = { id, carrierPartyId: { $in: workplaces(context.actor) } };
    if (!(await tx.em.count(Alarm, mine))) return refuse(refusals, 'NOT_FOUND');
    const done = await tx.em.nativeUpdate(
      Alarm,
      { ...mine, state: { $in: [...alarmLifecycle.from('acknowledge')] } },
      {
        state: alarmLifecycle.to('acknowledge'),
        acknowledgedAtMs: context.clock.now(),
        acknowledgedBy: context.actor.id,
      },
    );
    if (done === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'alarm', id, clause: '8.1.1.ar' });
    return ok({ id });
  });
}
