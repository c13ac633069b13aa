import { asItIs } from '@heitu/kit/rules/mutation';
import { YES } from '@heitu/kit/data/entities';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { MEDIATORS } from '../conduct/measure.policy.ts';
import { mutation } from '../context.ts';
import { DutySignOn } from './disclosure.entity.ts';
import { RecordSaved } from './disclosure.view.ts';
import { canSignOn, shiftsBetween } from './shift.policy.ts';

/** Whoever is on duty says that they are there (6.6.b). */
export const signOnDuty = mutation({
  name: 'signOnDuty',
  description: 'Whoever is on duty says that they are there: from half an hour before the shift until its end.',
  may: permit.role(...MEDIATORS),
  input: z.object({ shiftId: identifier().describe('A shift of today.') }),
  refusals: {
    NOT_FOUND,
    NOT_NOW: { message: '还没到这一班，或者已经过了', clause: '6.6.b' },
    ALREADY_SIGNED_ON: { message: '这一班已经有人签到', clause: '6.6.b' },
  },
  shows: asItIs(RecordSaved),
  run: (context, { shiftId }, refuse) =>
    context.transaction(async (tx) => {
      const shift = await tx.rows
        .selectFrom('DutyShift')
        .selectAll()
        .where('id', '=', shiftId)
        .where('active', '=', YES)
        .executeTakeFirst();
      if (!shift) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const now = shiftsBetween(shift, nowMs, nowMs).find((one) => canSignOn(one, nowMs));
      if (!now) return refuse('NOT_NOW');
      if ((await tx.em.count(DutySignOn, { shiftId, date: now.date })) > 0) return refuse('ALREADY_SIGNED_ON');
      const id = context.newId();
      await tx.em.insert(DutySignOn, { id, shiftId, date: now.date, accountId: context.actor.id, atMs: nowMs });
      tx.audit({ type: 'duty-shift', id: shiftId, clause: '6.6.b' });
      return ok({ id });
    }),
});
