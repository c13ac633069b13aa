import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { DutyShift } from './disclosure.entity.ts';
import { DUTY_CHANNELS } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '时间写作 08:30');
const schema = z.object({
  id: identifier().nullish(),
  channel: z.enum(DUTY_CHANNELS),
  weekday: z.number().int().min(1).max(7),
  starts: timeOfDay,
  ends: timeOfDay,
  person: line(40),
  active: z.boolean().default(true),
});
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Adds or changes a shift of the complaint desk's roster (6.6.b). */
export async function saveDutyShift(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { channel, weekday, person, active } = valid.value;
  const shift = {
    channel,
    weekday,
    active,
    startsMinute: minuteOf(valid.value.starts),
    endsMinute: minuteOf(valid.value.ends),
  };
  if (shift.endsMinute <= shift.startsMinute) return refuse(disclosureRefusals, 'ENDS_BEFORE_START');
  return context.transaction(async (tx) => {
    const id = valid.value.id ?? context.newId();
    const named = { ...shift, person: await context.vault.sealText(id, person) };
    if (valid.value.id) {
      const changed = await tx.em.nativeUpdate(DutyShift, { id }, named);
      if (changed === 0) return refuse(disclosureRefusals, 'NOT_FOUND');
    } else await tx.em.insert(DutyShift, { id, ...named });
    tx.audit({ type: 'duty-shift', id, clause: '6.6.b' });
    return ok({ id });
  });
}
