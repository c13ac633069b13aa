import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { plus } from '@heitu/kit/data/arithmetic';
import { SELLERS } from '../roles.ts';
import { mutation, type CatalogTransaction } from '../context.ts';
import { TraceUnits } from '../enums.ts';
import { day, plotId } from '../inputs.ts';
import { DATE_IN_FUTURE, inFuture } from '../lot/lot.refusals.ts';
import { Harvest, HarvestLeft } from './field.entity.ts';
import { harvestsOf, seasonOn, seasonsOf, usesOf, type PlotRow, type SeasonRow } from './field.loader.ts';
import {
  brokenBy,
  earlyText,
  partsOf,
  quantityOf,
  QUANTITY_MAX,
  SIZE_PARTS,
  SIZE_UNITS,
  sizeUnitOf,
} from './field.policy.ts';
import { mostOf } from './goods-of-crop.policy.ts';
import { plotNow } from './plot-now.ts';
import { PUT_RIGHT, puttingRight, rootOf } from './put-right.ts';
import { TRACE_UNITS, type TraceUnit } from '../trace/trace.policy.ts';
import { takePlot } from './take-plot.ts';

/** What came in from a plot: not before what was put on it has had its days (7.3.2.d). */
export const recordHarvest = mutation({
  name: 'recordHarvest',
  description: 'Writes down what was harvested from a plot; refused before its last input has had its days.',
  may: permit.role(...SELLERS),
  input: z.object({
    plotId: plotId(),
    seasonId: identifier().nullish().default(null).describe('Left out: the last one that had begun by that day.'),
    harvestedOn: day().describe('Not in the future.'),
    quantity: z.number().positive().min(0.001).max(QUANTITY_MAX).describe('How much; three decimals count.'),
    unit: oneOf(TraceUnits).describe('What it is measured in.'),
    ...puttingRight(),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    DATE_IN_FUTURE,
    ...PUT_RIGHT,
    NO_SEASON: { message: '先记下这块地种的是什么', clause: '5.1.a' },
    HARVESTED_EARLY: { message: '用药以后还没隔够天数，这时候收的不能卖', clause: '7.3.2.d' },
    ALREADY_TAKEN: { message: '已经登记成批次的比这个还多', clause: '5.1' },
    MORE_THAN_GROWS: { message: '这么大的地方收不了这么多，请核对数量和单位', clause: '5.1' },
    OTHER_UNIT: { message: '单位和原来的不一样，请先划掉原来的，再记一次' },
  },
  shows: plotNow,
  async run(context, { plotId, seasonId, corrects, wrong, ...said }, refuse) {
    const { harvestedOn, quantity, unit } = said;
    if (harvestedOn > chinaDate(context.clock.now()))
      return refuse('DATE_IN_FUTURE', inFuture('harvestedOn', harvestedOn));
    return context.transaction(async (tx) => {
      const plot = await takePlot(context, tx, plotId);
      if (!plot) return refuse('NOT_FOUND');
      const seasons = await seasonsOf(tx, [plotId]);
      const season = seasonId
        ? seasons.find(({ id, rootId }) => id === seasonId || rootId === seasonId)
        : seasonOn(seasons, harvestedOn);
      if (!season) return refuse('NO_SEASON', 'harvestedOn');
      const early = brokenBy(await usesOf(tx, [plotId]), harvestedOn);
      if (early) return refuse('HARVESTED_EARLY', [atField('harvestedOn', earlyText(plot.kind, early))]);
      const tooMuch = await overGrown(tx, plot, season, { quantity, unit, corrects });
      if (tooMuch !== null) return refuse('MORE_THAN_GROWS', [atField('quantity', tooMuch)]);
      const id = context.newId();
      const root = await rootOf(context, tx, plot, 'harvest', { id, corrects, wrong }, refuse);
      if (!root.ok) return root;
      const parts = partsOf(quantity);
      if (corrects === null) await tx.em.insert(HarvestLeft, { id, parts });
      else {
        const old = await tx.em.findOneOrFail(Harvest, { id: corrects });
        if (old.unit !== unit) return refuse('OTHER_UNIT', 'unit');
        const taken = await changeLeft(tx, root.rootId, parts - old.parts);
        if (taken !== null)
          return refuse('ALREADY_TAKEN', [atField('quantity', `已经登记成批次的有${quantityOf(old.parts - taken)}`)]);
      }
      await tx.em.insert(Harvest, {
        id,
        rootId: root.rootId,
        plotId,
        partyId: plot.partyId,
        seasonId: season.rootId,
        harvestedOn,
        parts,
        unit,
        recordedAtMs: context.clock.now(),
        recordedByAccountId: context.actor.id,
      });
      tx.audit({ type: 'plot', id: plotId, clause: '5.1' });
      return ok({ id: plotId });
    });
  },
});

/** Says what a plot of that size gives in a season at the most, where this harvest with those before is more. */
async function overGrown(
  tx: CatalogTransaction,
  plot: PlotRow,
  { rootId, crop }: SeasonRow,
  { quantity, unit, corrects }: { quantity: number; unit: TraceUnit; corrects: string | null },
): Promise<string | null> {
  const size = plot.sizeParts / SIZE_PARTS;
  const most = mostOf(crop, size, unit);
  const before = (await harvestsOf(tx, [plot.id]))
    .filter((one) => one.seasonId === rootId && one.unit === unit && one.id !== corrects)
    .reduce((parts, one) => parts + one.parts, 0);
  if (before + partsOf(quantity) <= partsOf(most)) return null;
  const name = TRACE_UNITS[unit];
  const already = before > 0 ? `，已经记了${quantityOf(before)}${name}` : '';
  return `${size}${SIZE_UNITS[sizeUnitOf(plot.kind)]}${crop}一茬最多收${Math.round(most)}${name}${already}`;
}

/** What is left follows a correction; where lots have taken more than there is by it, answers what was left. */
async function changeLeft(tx: CatalogTransaction, rootId: string, by: number): Promise<number | null> {
  const changed = await tx.em.nativeUpdate(
    HarvestLeft,
    { id: rootId, parts: { $gte: -by } },
    { parts: plus('parts', by) },
  );
  return changed > 0 ? null : (await tx.em.findOneOrFail(HarvestLeft, { id: rootId })).parts;
}
