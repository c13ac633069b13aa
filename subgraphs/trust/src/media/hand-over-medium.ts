import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { keepersAmong } from './keepers.ts';
import { MediumHandover } from './medium.entity.ts';
import { mediumId } from './medium-input.ts';
import { media } from './medium.moves.ts';
import { MEDIA_KEEPERS, partsIn } from './medium.policy.ts';
import { BackupMediumView, mediaById } from './medium.view.ts';

/** A medium is given to somebody who has to sign for it: until then it is still its holder's (11.7.4). */
export const handOverMedium = mutation({
  name: 'handOverMedium',
  description:
    'The holder hands a medium to another, who has to sign for it; an administrator where no holder is left.',
  may: permit.role(...MEDIA_KEEPERS),
  input: z.object({
    mediumId: mediumId(),
    takerId: identifier().describe('Who takes it: one of mediaKeepers.'),
    purpose: line(200, 2).describe('What for; 2 to 200 characters.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SAME_PERSON: { message: '介质已经在这个人手里', clause: '11.7.4.dz' },
    NOT_A_KEEPER: { message: '只能交给在岗的平台工作人员', clause: '11.7.4.dz' },
  },
  shows: rowAfter(BackupMediumView, mediaById),
  run: (context, { mediumId: id, takerId, purpose }, refuse) =>
    context.transaction(async (tx) => {
      const [medium] = await mediaById(tx, [id]);
      if (!medium) return refuse('NOT_FOUND');
      const { holderId } = medium;
      if (takerId === holderId) return refuse('SAME_PERSON', 'takerId');
      const keepers = await keepersAmong(tx, [holderId, takerId]);
      const parts = partsIn(medium, context.actor, keepers.has(holderId));
      if (!parts.some((part) => part !== 'taker')) return refuse('NOT_FOUND');
      if (!keepers.has(takerId)) return refuse('NOT_A_KEEPER', 'takerId');
      const offeredAtMs = context.clock.now();
      const set = { takerId, offeredAtMs };
      const refused = await media.move(context, tx, 'hand-over', medium, refuse, { parts, set, where: { holderId } });
      if (refused) return refused;
      const handoverId = context.newId();
      await tx.em.insert(MediumHandover, {
        id: handoverId,
        mediumId: id,
        giverId: context.actor.id,
        takerId,
        purpose: await context.vault.sealText(handoverId, purpose),
        offeredAtMs,
      });
      return ok({ id });
    }),
});
