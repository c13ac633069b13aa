import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { ownParties } from '../access.ts';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { PlotKinds } from '../enums.ts';
import { Plot, PlotFacts } from './field.entity.ts';
import { factsOf, growerFor, placeOf, PLOT_REFUSALS, plotFields } from './plot-fields.ts';
import { plotNow } from './plot-now.ts';

/** A piece of land, a pond, a herd: where the chain of its goods begins. */
export const registerPlot = mutation({
  name: 'registerPlot',
  description: "Registers a plot, a pond or a herd: where the chain of a lot's goods begins.",
  may: permit.role(...SELLERS),
  input: z.object({
    partyId: identifier().describe("The caller's business. Another's: NOT_FOUND."),
    kind: oneOf(PlotKinds).describe('What it is; it says what its size is measured in.'),
    ...plotFields(),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND, ...PLOT_REFUSALS },
  shows: plotNow,
  async run(context, { partyId, kind, ...said }, refuse) {
    if (!ownParties(context, 'lots').includes(partyId)) return refuse('NOT_FOUND');
    const place = await placeOf(context, said);
    if (!place) return refuse('PLACE_UNKNOWN', 'divisionCode');
    return context.transaction(async (tx) => {
      const grower = await growerFor(context, tx, partyId, said, refuse);
      if (!grower.ok) return grower;
      const id = context.newId();
      const by = { recordedAtMs: context.clock.now(), recordedByAccountId: context.actor.id };
      await tx.em.insert(Plot, { id, partyId, kind, version: 1, ...by });
      await tx.em.insert(PlotFacts, {
        id: context.newId(),
        plotId: id,
        partyId,
        version: 1,
        growerId: grower.growerId,
        ...factsOf(said, place),
        wrong: null,
        ...by,
      });
      tx.audit({ type: 'plot', id, clause: '5.1.a' });
      return ok({ id });
    });
  },
});
