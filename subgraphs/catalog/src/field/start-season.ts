import { chinaDate } from '@heitu/kit/rules/calendar';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { day, optionalPublicLine, plotId, publicLine } from '../inputs.ts';
import { DATE_IN_FUTURE, inFuture } from '../lot/lot.refusals.ts';
import { Season } from './field.entity.ts';
import { seasonsOf } from './field.loader.ts';
import { plotNow } from './plot-now.ts';
import { PUT_RIGHT, puttingRight, rootOf } from './put-right.ts';
import { takePlot } from './take-plot.ts';

/** What grows on a plot from a day on, until the next crop. */
export const startSeason = mutation({
  name: 'startSeason',
  description: 'Says what grows or is kept on a plot from a day on, until the next season begins.',
  may: permit.role(...SELLERS),
  input: z.object({
    plotId: plotId(),
    crop: publicLine(40).describe('水稻'),
    variety: optionalPublicLine(40).describe('稻花香2号'),
    categoryId: identifier().describe('The goods that it becomes.'),
    startedOn: day().describe('When it was sown or planted, or the herd came; not in the future.'),
    ...puttingRight(),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    DATE_IN_FUTURE,
    ...PUT_RIGHT,
    CATEGORY_UNKNOWN: { message: '没有这类货，请重新选' },
    DAY_TAKEN: { message: '这块地这一天已经记过种什么了' },
  },
  shows: plotNow,
  async run(context, { plotId, corrects, wrong, ...said }, refuse) {
    const { startedOn, categoryId } = said;
    if (startedOn > chinaDate(context.clock.now())) return refuse('DATE_IN_FUTURE', inFuture('startedOn', startedOn));
    return context.transaction(async (tx) => {
      const plot = await takePlot(context, tx, plotId);
      if (!plot) return refuse('NOT_FOUND');
      const category = await tx.rows
        .selectFrom('Category')
        .select('id')
        .where('id', '=', categoryId)
        .executeTakeFirst();
      if (!category) return refuse('CATEGORY_UNKNOWN', 'categoryId');
      const id = context.newId();
      const root = await rootOf(context, tx, plot, 'season', { id, corrects, wrong }, refuse);
      if (!root.ok) return root;
      const others = await seasonsOf(tx, [plotId]);
      if (others.some((one) => one.startedOn === startedOn)) return refuse('DAY_TAKEN', 'startedOn');
      await tx.em.insert(Season, {
        ...said,
        id,
        rootId: root.rootId,
        plotId,
        partyId: plot.partyId,
        year: Number(startedOn.slice(0, 4)),
        recordedAtMs: context.clock.now(),
        recordedByAccountId: context.actor.id,
      });
      tx.audit({ type: 'plot', id: plotId, clause: '5.1.a' });
      return ok({ id: plotId });
    });
  },
});
