import { measureTaken } from '@heitu/events/trust.measure-taken.v1';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { measureId } from '../input-fields.ts';
import { notifyParty } from '../messages/notify.ts';
import { measures } from './conduct.moves.ts';
import { measureNow } from './measure-answers.ts';
import { MEDIATORS } from './measure.policy.ts';
import { tallyOf } from './take-measure.ts';
import { addToTally } from './tally.ts';

/** A person decides on what the ladder put forward: to suspend the party, or not to (13 last paragraph, PIPL 24). */
export const decideSuspension = mutation({
  name: 'decideSuspension',
  description: 'A person decides on a suspension that the ladder put forward: only then is the party suspended.',
  may: permit.role(...MEDIATORS),
  input: z.object({
    measureId: measureId(),
    suspend: z.boolean().describe('True: the party is suspended from now on; false: it is not.'),
    reason: paragraph(1000, 2).describe('Why; told to the party, and public where it is suspended.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: measureNow,
  run: (context, { measureId: id, suspend, reason: why }, refuse) =>
    context.transaction(async (tx) => {
      const measure = await tx.rows.selectFrom('Measure').selectAll().where('id', '=', id).executeTakeFirst();
      if (!measure) return refuse('NOT_FOUND');
      const { partyId, step } = measure;
      const reason = `${measure.reason}。${why}`;
      const nowMs = context.clock.now();
      const refused = await measures.move(context, tx, suspend ? 'suspend' : 'decline', measure, refuse, {
        set: suspend
          ? { reason, takenBy: context.actor.id, takenAtMs: nowMs }
          : { reason, takenBy: context.actor.id, endedAtMs: nowMs },
      });
      if (refused) return refused;
      if (suspend) {
        await addToTally(tx, partyId, tallyOf(step, 1));
        const taken = { measureId: id, partyId, step, dueAtMs: null, reason };
        tx.publish(measureTaken, { type: 'party', id: partyId }, taken);
      }
      await notifyParty(context, tx, partyId, 'complaints', {
        kind: 'measure-taken',
        title: suspend ? '平台暂停营业通知' : '平台决定不暂停您的营业',
        body: reason.slice(-200),
        orderId: null,
      });
      return ok({ id });
    }),
});
