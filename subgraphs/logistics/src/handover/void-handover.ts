import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { deskRoles } from '../access.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { handoversById } from './handover.loader.ts';
import { handovers } from './handover.moves.ts';
import { handoverNow } from './handover-answers.ts';

/** A document written wrongly is voided, not changed, and a new one opened. */
export const voidHandover = mutation({
  name: 'voidHandover',
  description: 'A goods document that was written wrongly is voided, not changed; a new one can then be written.',
  may: permit.role('carrier-manager'),
  input: z.object({ handoverId: ids.handover() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: handoverNow,
  run: (context, { handoverId: id }, refuse) =>
    context.transaction(async (tx) => {
      const [handover] = await handoversById(context, [id]);
      if (!handover) return refuse('NOT_FOUND');
      const refused = await handovers.move(context, tx, 'void', handover, refuse, {
        parts: deskRoles(context.actor, handover.carrierPartyId),
        set: { openFor: null },
      });
      return refused ?? ok({ id });
    }),
});
