import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { maskName } from '@heitu/kit/privacy/vault';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { CatalogContext } from '../context.ts';
import { lotsBehind } from '../lot/lineage.ts';
import { corrected, daysOf, notesOf, seasonsOf, struckUsesOf, usesOf } from './field.loader.ts';
import { isToldStruck, lastDayOf, quantityOf, SIZE_PARTS, sizeUnitOf } from './field.policy.ts';
import type { FieldStoryView } from './field.view.ts';

const harvestsInto = (context: CatalogContext, lotIds: readonly string[]) =>
  context.rows
    .selectFrom('LotHarvest as took')
    .innerJoin('Harvest as h', 'h.rootId', 'took.harvestId')
    .innerJoin('Plot as p', 'p.id', 'h.plotId')
    .innerJoin('PlotFacts as f', (join) => join.onRef('f.plotId', '=', 'p.id').onRef('f.version', '=', 'p.version'))
    .leftJoin('MemberGrower as g', 'g.id', 'f.growerId')
    .select(['took.lotId', 'took.parts', 'h.rootId', 'h.plotId', 'h.seasonId', 'h.harvestedOn', 'h.unit'])
    .select(['p.kind', 'p.partyId', 'f.name', 'f.township', 'f.village', 'f.sizeParts', 'g.name as growerName'])
    .where('took.lotId', 'in', lotIds)
    .where('h.id', 'not in', corrected(context.rows))
    .orderBy('h.harvestedOn')
    .orderBy('h.rootId')
    .execute();
type Into = Awaited<ReturnType<typeof harvestsInto>>[number];

/** Records that no longer stand, with the reason opened: buyers read it. */
const struckOf = async (context: CatalogContext, plotIds: readonly string[]) =>
  Promise.all(
    (await struckUsesOf(context, plotIds)).map(async (use) => ({
      ...use,
      struck: await context.vault.openTextUnrecorded(use.partyId, use.wrong),
    })),
  );

const daysBetween = (from: string, to: string): number =>
  Math.round((startOfChinaDate(to) - startOfChinaDate(from)) / DAY_MS);

/**
 * Where each lot came from: a story for every harvest that went into it or a lot that it was made from, as it is known
 * now.
 */
export async function storiesByLot(context: CatalogContext, lotIds: readonly string[]): Promise<FieldStoryView[][]> {
  const behind = await lotsBehind(context, lotIds);
  const taken = await harvestsInto(context, [...new Set(behind.flat())]);
  if (taken.length === 0) return lotIds.map(() => []);
  const plotIds = [...new Set(taken.map(({ plotId }) => plotId))];
  const [seasons, standing, struck, notes] = await Promise.all([
    seasonsOf(context, plotIds),
    usesOf(context, plotIds),
    struckOf(context, plotIds),
    notesOf(context, plotIds),
  ]);
  const storyOf = async (one: Into): Promise<{ lotId: string; story: FieldStoryView }[]> => {
    const ofPlot = seasons.filter(({ plotId }) => plotId === one.plotId);
    const season = ofPlot.find(({ rootId }) => rootId === one.seasonId);
    if (!season) return [];
    const isOf = daysOf(ofPlot, season, one.harvestedOn);
    // Who wants more of a member's name shown shows themself (decision 34).
    const grower =
      one.growerName === null ? null : maskName(await context.vault.openTextUnrecorded(one.partyId, one.growerName));
    return [
      {
        lotId: one.lotId,
        story: {
          id: one.rootId,
          kind: one.kind,
          plotName: one.name,
          township: one.township,
          village: one.village,
          size: one.sizeParts / SIZE_PARTS,
          sizeUnit: sizeUnitOf(one.kind),
          grower,
          crop: season.crop,
          variety: season.variety,
          startedOn: season.startedOn,
          harvestedOn: one.harvestedOn,
          quantity: quantityOf(one.parts),
          unit: one.unit,
          inputs: [
            ...standing.map((use) => ({ ...use, struck: null })),
            ...struck.filter((use) => isToldStruck(use, one.harvestedOn)),
          ]
            .filter(({ plotId, usedOn }) => plotId === one.plotId && isOf(usedOn))
            .map((use) => ({ ...use, daysKept: daysBetween(lastDayOf(use), one.harvestedOn) }))
            .sort((a, b) => a.usedOn.localeCompare(b.usedOn) || a.id.localeCompare(b.id)),
          notes: notes.filter(({ plotId, seenOn }) => plotId === one.plotId && isOf(seenOn)).reverse(),
        },
      },
    ];
  };
  const told = (await Promise.all(taken.map(storyOf))).flat();
  return behind.map((ids) => told.filter(({ lotId }) => ids.includes(lotId)).map(({ story }) => story));
}
