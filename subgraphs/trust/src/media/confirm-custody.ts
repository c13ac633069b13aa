import { lockRows } from '@heitu/kit/data/only-one';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { BackupMedium, MediumHandover } from './medium.entity.ts';
import { mediumId, mediumInput } from './medium-input.ts';
import { media } from './medium.moves.ts';
import { MEDIA_KEEPERS, partsIn } from './medium.policy.ts';
import { BackupMediumView, mediaById } from './medium.view.ts';

/** Whoever takes a medium signs for it, and says where it lies: from then on they answer for it (11.7.4). */
export const confirmCustody = mutation({
  name: 'confirmCustody',
  description: 'Whoever takes a medium signs for it, and says where it lies.',
  may: permit.role(...MEDIA_KEEPERS),
  input: z.object({ mediumId: mediumId(), ...mediumInput }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(BackupMediumView, mediaById),
  run: (context, { mediumId: id, place, isOffSite }, refuse) =>
    context.transaction(async (tx) => {
      // One after the other: whoever has signed has it, and is asked to take it no more.
      await lockRows(tx, BackupMedium, { id });
      const [medium] = await mediaById(tx, [id]);
      if (!medium) return refuse('NOT_FOUND');
      const { id: takerId } = context.actor;
      const confirmedAtMs = context.clock.now();
      const refused = await media.move(context, tx, 'confirm', medium, refuse, {
        parts: partsIn(medium, context.actor, true),
        where: { takerId },
        set: { holderId: takerId, heldSinceMs: confirmedAtMs, place, isOffSite, takerId: null, offeredAtMs: null },
      });
      if (refused) return refused;
      const open = { mediumId: id, takerId, confirmedAtMs: null, lapsedAtMs: null };
      await tx.em.nativeUpdate(MediumHandover, open, { confirmedAtMs, place });
      return ok({ id });
    }),
});
