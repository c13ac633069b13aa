import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { DatabaseSighting } from './sighting.entity.ts';
import { sightings } from './sighting.moves.ts';
import { DatabaseSightingView, sightingsById } from './sighting.view.ts';

/** Who was at the database, and what for (11.5.dh). */
export const answerDatabaseSighting = mutation({
  name: 'answerDatabaseSighting',
  description: 'The operator says who was at the database beside the platform, and what for.',
  may: permit.role('operator-admin'),
  input: z.object({
    sightingId: identifier().describe('The session that was seen and that nobody has answered for.'),
    person: line(80, 2).describe('Who it was: a name, or the program.'),
    why: paragraph(500, 4).describe('What for; 4 to 500 characters.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(DatabaseSightingView, sightingsById),
  run: (context, { sightingId: id, person, why }, refuse) =>
    context.transaction(async (tx) => {
      const sighting = await tx.em.findOne(DatabaseSighting, { id });
      if (!sighting) return refuse('NOT_FOUND');
      const refused = await sightings.move(context, tx, 'answer', sighting, refuse, {
        set: {
          person: await context.vault.sealText(id, person),
          why: await context.vault.sealText(id, why),
          answeredBy: context.actor.id,
          answeredAtMs: context.clock.now(),
        },
      });
      return refused ?? ok({ id });
    }),
});
