import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, identifier, line, z } from '@heitu/kit/rules/validate';
import { GraphQLInt } from 'graphql';
import { MEDIATORS } from '../conduct/measure.policy.ts';
import { mutation } from '../context.ts';
import { ServiceChannels } from '../enums.ts';
import { DutyShift } from './disclosure.entity.ts';
import { ENDS_BEFORE_START } from './disclosure.refusals.ts';
import { RecordSaved } from './disclosure.view.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '时间写作 08:30');
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Adds or changes a shift of the complaint desk's roster (6.6.b). */
export const saveDutyShift = mutation({
  name: 'saveDutyShift',
  description: "Adds or changes a shift of the complaint desk's roster.",
  may: permit.role(...MEDIATORS),
  input: z.object({
    id: identifier().nullish().describe('Left out: a new one.'),
    channel: oneOf(ServiceChannels).describe('Where whoever is on duty is reached.'),
    weekday: asScalar(GraphQLInt, z.number().int().min(1).max(7)).describe('1 Monday to 7 Sunday.'),
    starts: timeOfDay.describe('08:30'),
    ends: timeOfDay.describe('17:30'),
    person: line(40).describe('Who is on duty.'),
    active: z.boolean().default(true).describe('False: the shift is no longer worked.'),
  }),
  refusals: { NOT_FOUND, ENDS_BEFORE_START },
  shows: asItIs(RecordSaved),
  async run(context, input, refuse) {
    const { channel, weekday, person, active } = input;
    const shift = {
      channel,
      weekday,
      active,
      startsMinute: minuteOf(input.starts),
      endsMinute: minuteOf(input.ends),
    };
    if (shift.endsMinute <= shift.startsMinute) return refuse('ENDS_BEFORE_START');
    return context.transaction(async (tx) => {
      const id = input.id ?? context.newId();
      const nowMs = context.clock.now();
      const named = { ...shift, person: await context.vault.sealText(id, person), endedAtMs: active ? null : nowMs };
      if (input.id) {
        const same = { id, weekday, startsMinute: shift.startsMinute, endsMinute: shift.endsMinute };
        const isSame = (await tx.em.count(DutyShift, same)) > 0;
        // At other hours it is another shift: it is owed from now on.
        const changed = await tx.em.nativeUpdate(DutyShift, { id }, { ...named, ...(!isSame && { sinceMs: nowMs }) });
        if (changed === 0) return refuse('NOT_FOUND');
      } else await tx.em.insert(DutyShift, { id, ...named, sinceMs: nowMs });
      tx.audit({ type: 'duty-shift', id, clause: '6.6.b' });
      return ok({ id });
    });
  },
});
