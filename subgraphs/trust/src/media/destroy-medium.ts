import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { keepersAmong } from './keepers.ts';
import { mediumId } from './medium-input.ts';
import { media } from './medium.moves.ts';
import { MEDIA_KEEPERS, partsIn } from './medium.policy.ts';
import { BackupMediumView, mediaById } from './medium.view.ts';

/** A medium that is not used any more is destroyed by whoever has it, and nobody has it after that (11.7.4). */
export const destroyMedium = mutation({
  name: 'destroyMedium',
  description: 'The holder writes down how a medium was destroyed; it stays on the register.',
  may: permit.role(...MEDIA_KEEPERS),
  input: z.object({
    mediumId: mediumId(),
    how: line(200, 4).describe('How, and who saw it; 4 to 200 characters.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(BackupMediumView, mediaById),
  run: (context, { mediumId: id, how }, refuse) =>
    context.transaction(async (tx) => {
      const [medium] = await mediaById(tx, [id]);
      if (!medium) return refuse('NOT_FOUND');
      const keepers = await keepersAmong(tx, [medium.holderId]);
      const refused = await media.move(context, tx, 'destroy', medium, refuse, {
        parts: partsIn(medium, context.actor, keepers.has(medium.holderId)),
        where: { holderId: medium.holderId },
        set: { fate: await context.vault.sealText(id, how), destroyedAtMs: context.clock.now() },
      });
      return refused ?? ok({ id });
    }),
});
