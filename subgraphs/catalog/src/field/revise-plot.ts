import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { plotId } from '../inputs.ts';
import { Plot, PlotFacts } from './field.entity.ts';
import { factsOf, growerFor, placeOf, PLOT_REFUSALS, plotFields } from './plot-fields.ts';
import { plotNow } from './plot-now.ts';
import { takePlot } from './take-plot.ts';

/** What was said of a plot is said anew; what was said before stays, with what was wrong of it. */
export const revisePlot = mutation({
  name: 'revisePlot',
  description: 'Says anew what is known of a plot; what was said before stays, with what was wrong of it.',
  may: permit.role(...SELLERS),
  input: z.object({
    plotId: plotId(),
    ...plotFields(),
    wrong: line(200).describe('What was wrong, or what has changed.'),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND, WRONG_STATE, ...PLOT_REFUSALS },
  shows: plotNow,
  async run(context, { plotId, wrong, ...said }, refuse) {
    const place = await placeOf(context, said);
    if (!place) return refuse('PLACE_UNKNOWN', 'divisionCode');
    return context.transaction(async (tx) => {
      const plot = await takePlot(context, tx, plotId);
      if (!plot) return refuse('NOT_FOUND');
      const { partyId } = plot;
      const grower = await growerFor(context, tx, partyId, said, refuse);
      if (!grower.ok) return grower;
      const version = plot.version + 1;
      if ((await tx.em.nativeUpdate(Plot, { id: plotId, version: plot.version }, { version })) === 0)
        return refuse('WRONG_STATE');
      await tx.em.insert(PlotFacts, {
        id: context.newId(),
        plotId,
        partyId,
        version,
        growerId: grower.growerId,
        ...factsOf(said, place),
        wrong: await context.vault.sealText(partyId, wrong),
        recordedAtMs: context.clock.now(),
        recordedByAccountId: context.actor.id,
      });
      tx.audit({ type: 'plot', id: plotId, clause: '5.1.a' });
      return ok({ id: plotId });
    });
  },
});
