import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { RecordSaved } from '../disclosure/disclosure.view.ts';
import { DutyMark } from './duty.entity.ts';

/**
 * The authority takes the reason why something owed was not done: it stays undone, and nobody is pressed for it any
 * longer. Whoever owes it cannot excuse themselves.
 */
export const excuseDuty = mutation({
  name: 'excuseDuty',
  description: 'The authority takes the reason why something was not done by its day; it stays undone.',
  may: permit.role('regulator'),
  input: z.object({
    markId: identifier().describe('Of a duty whose day is over and that somebody was told of.'),
    reason: line(500, 2).describe('Why it was not done.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE: { ...WRONG_STATE, message: '已经写过原因了' } },
  shows: asItIs(RecordSaved),
  run: (context, { markId: id, reason: excuse }, refuse) =>
    context.transaction(async (tx) => {
      const set = { excuse, excusedBy: context.actor.id, excusedAtMs: context.clock.now() };
      const changed = await tx.em.nativeUpdate(DutyMark, { id, excusedAtMs: null }, set);
      if (changed === 0) return refuse((await tx.em.count(DutyMark, { id })) > 0 ? 'WRONG_STATE' : 'NOT_FOUND');
      tx.audit({ type: 'duty', id });
      return ok({ id });
    }),
});
