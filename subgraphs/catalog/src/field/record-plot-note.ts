import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { NoteKinds } from '../enums.ts';
import { day, optionalPublicLine, plotId, publicLine } from '../inputs.ts';
import { DATE_IN_FUTURE, inFuture } from '../lot/lot.refusals.ts';
import { PlotNote } from './field.entity.ts';
import { plotNow } from './plot-now.ts';
import { PUT_RIGHT, puttingRight, rootOf } from './put-right.ts';
import { takePlot } from './take-plot.ts';

/** A disease or a pest, and what was done about it (Farm Produce Quality Law 27). */
export const recordPlotNote = mutation({
  name: 'recordPlotNote',
  description: 'Writes down a disease, a pest or bad weather on a plot, and what was done about it.',
  may: permit.role(...SELLERS),
  input: z.object({
    plotId: plotId(),
    kind: oneOf(NoteKinds).describe('What kind of trouble it was.'),
    what: publicLine(100).describe('稻瘟病，叶上有斑'),
    control: optionalPublicLine(200).describe('What was done about it.'),
    seenOn: day().describe('The day that it was seen; not in the future.'),
    ...puttingRight(),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND, DATE_IN_FUTURE, ...PUT_RIGHT },
  shows: plotNow,
  async run(context, { plotId, corrects, wrong, ...said }, refuse) {
    if (said.seenOn > chinaDate(context.clock.now())) return refuse('DATE_IN_FUTURE', inFuture('seenOn', said.seenOn));
    return context.transaction(async (tx) => {
      const plot = await takePlot(context, tx, plotId);
      if (!plot) return refuse('NOT_FOUND');
      const id = context.newId();
      const root = await rootOf(context, tx, plot, 'note', { id, corrects, wrong }, refuse);
      if (!root.ok) return root;
      await tx.em.insert(PlotNote, {
        ...said,
        id,
        rootId: root.rootId,
        plotId,
        partyId: plot.partyId,
        recordedAtMs: context.clock.now(),
        recordedByAccountId: context.actor.id,
      });
      tx.audit({ type: 'plot', id: plotId, clause: '7.3.2.d' });
      return ok({ id: plotId });
    });
  },
});
