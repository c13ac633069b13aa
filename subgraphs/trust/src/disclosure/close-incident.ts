import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { incidents } from './disclosure.moves.ts';
import { RecordSaved } from './disclosure.view.ts';

/** The incident is over, now (11.3.2). */
export const closeIncident = mutation({
  name: 'closeIncident',
  description: 'The incident is over, now.',
  may: permit.role('operator-admin'),
  input: z.object({ incidentId: identifier().describe('The incident, which must be open.') }),
  refusals: { NOT_FOUND },
  shows: asItIs(RecordSaved),
  run: (context, { incidentId: id }, refuse) =>
    context.transaction(async (tx) => {
      const incident = await tx.rows.selectFrom('Incident').selectAll().where('id', '=', id).executeTakeFirst();
      if (!incident) return refuse('NOT_FOUND');
      return (await incidents.move(context, tx, 'close', incident, () => refuse('NOT_FOUND'))) ?? ok({ id });
    }),
});
