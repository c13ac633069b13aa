import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { must } from '@heitu/kit/rules/checked';
import { atField, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { named, z } from '@heitu/kit/rules/validate';
import { minus } from '@heitu/kit/data/arithmetic';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { harvestId } from '../inputs.ts';
import { appendTraceEvent, type NewTraceEvent } from '../trace/append-event.ts';
import { HarvestLeft, LotHarvest } from './field.entity.ts';
import {
  daysOf,
  harvestsOf,
  notesOf,
  plotNowRow,
  seasonsOf,
  usesOf,
  type HarvestRow,
  type PlotRow,
  type UseRow,
} from './field.loader.ts';
import {
  brokenBy,
  DOSE_UNITS,
  earlyText,
  HARVESTS_MAX,
  NOTE_KINDS,
  partsOf,
  QUANTITY_MAX,
  quantityOf,
  SIZE_PARTS,
  SIZE_UNITS,
  sizeUnitOf,
} from './field.policy.ts';
import { takePlots } from './take-plot.ts';

export const harvestsInput = () =>
  z
    .array(
      named(
        'LotHarvestInput',
        z.object({
          harvestId: harvestId(),
          quantity: z
            .number()
            .positive()
            .min(0.001)
            .max(QUANTITY_MAX)
            .describe("How much of it, in the harvest's unit."),
        }),
      ),
    )
    .max(HARVESTS_MAX)
    .nullish()
    .transform((given) => given ?? [])
    .describe('The harvests of own plots that it was made from; none: its chain does not begin in a field.');

interface Draw {
  harvestId: string;
  quantity: number;
}
interface LotToFill {
  lotId: string;
  lotCode: string;
  partyId: string;
  producedOn: string;
}
export type DrawRefusal = 'HARVEST_UNKNOWN' | 'HARVEST_USED_UP' | 'HARVESTED_EARLY' | 'BEFORE_HARVEST';

/**
 * Takes from harvests what goes into a lot, each as a conditional update, and lets the lot's chain begin in their
 * fields; their plots were taken before. Answers what is wrong, or null.
 */
export async function drawHarvests(
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotToFill,
  draws: readonly Draw[],
): Promise<{ code: DrawRefusal; details: RefusalDetail[] } | null> {
  const at = (draw: Draw, field: string, code: DrawRefusal, text: string) => ({
    code,
    details: [atField(`harvests.${draws.indexOf(draw)}.${field}`, text)],
  });
  const harvests = await ownHarvests(tx, lot.partyId, draws);
  for (const draw of draws.toSorted((a, b) => a.harvestId.localeCompare(b.harvestId))) {
    const harvest = harvests.get(draw.harvestId);
    if (!harvest) return at(draw, 'harvestId', 'HARVEST_UNKNOWN', '没有这次采收，或不属于您');
    if (harvest.harvestedOn > lot.producedOn)
      return at(draw, 'harvestId', 'BEFORE_HARVEST', `这次是${harvest.harvestedOn}收的，生产日期不能更早`);
    const plot = await plotNowRow(tx, harvest.plotId);
    const uses = await usesOf(tx, [plot.id]);
    const early = brokenBy(uses, harvest.harvestedOn);
    if (early) return at(draw, 'harvestId', 'HARVESTED_EARLY', earlyText(plot.kind, early));
    const parts = partsOf(draw.quantity);
    const drawn = await tx.em.nativeUpdate(
      HarvestLeft,
      { id: draw.harvestId, parts: { $gte: parts } },
      { parts: minus('parts', parts) },
    );
    if (drawn === 0) return at(draw, 'quantity', 'HARVEST_USED_UP', `这次采收只剩${quantityOf(harvest.leftParts)}`);
    await tx.em.insert(LotHarvest, { lotId: lot.lotId, harvestId: draw.harvestId, parts });
    const event = await harvestEvent(tx, { harvest, plot, uses, quantity: draw.quantity });
    await appendTraceEvent(context, tx, lot, event);
  }
  return null;
}

/** Takes the plots that are drawn from, before any lot's row: what is put on them waits, or is seen. */
export async function takePlotsOfDraws(tx: CatalogTransaction, partyId: string, draws: readonly Draw[]): Promise<void> {
  const found = await ownHarvests(tx, partyId, draws);
  await takePlots(
    tx,
    [...found.values()].map(({ plotId }) => plotId),
  );
}

/** By root, of those asked for that are the party's. */
async function ownHarvests(
  tx: CatalogTransaction,
  partyId: string,
  draws: readonly Draw[],
): Promise<Map<string, HarvestRow>> {
  const roots = draws.map(({ harvestId }) => harvestId);
  if (roots.length === 0) return new Map();
  const plots = await tx.rows
    .selectFrom('Harvest')
    .select('plotId')
    .distinct()
    .where('rootId', 'in', roots)
    .where('partyId', '=', partyId)
    .execute();
  if (plots.length === 0) return new Map();
  const rows = await harvestsOf(
    tx,
    plots.map(({ plotId }) => plotId),
  );
  return new Map(rows.filter(({ rootId }) => roots.includes(rootId)).map((row) => [row.rootId, row]));
}

/** In the morning of that day: nobody writes down the hour. */
const HARVEST_HOUR_MS = 8 * HOUR_MS;

/** What the lot's chain holds of a harvest: the plot, what was put on it, what came in. No name of a person. */
async function harvestEvent(
  tx: CatalogTransaction,
  drawn: { harvest: HarvestRow; plot: PlotRow; uses: readonly UseRow[]; quantity: number },
): Promise<NewTraceEvent> {
  const { harvest, plot, quantity } = drawn;
  const seasons = await seasonsOf(tx, [plot.id]);
  const season = must(
    seasons.find(({ rootId }) => rootId === harvest.seasonId),
    `the season of harvest ${harvest.id}`,
  );
  const isOf = daysOf(seasons, season, harvest.harvestedOn);
  const uses = drawn.uses.filter(({ usedOn }) => isOf(usedOn)).reverse();
  const notes = (await notesOf(tx, [plot.id])).filter(({ seenOn }) => isOf(seenOn)).reverse();
  const size = `${plot.sizeParts / SIZE_PARTS}${SIZE_UNITS[sizeUnitOf(plot.kind)]}`;
  const told = notes.map(({ kind, what, control }) => `${NOTE_KINDS[kind]}：${what}${control ? `，${control}` : ''}`);
  return {
    bizStep: 'commissioning',
    title: '采收',
    atMs: startOfChinaDate(harvest.harvestedOn) + HARVEST_HOUR_MS,
    place: `${plot.township}${plot.village ?? ''}，${plot.name}`,
    divisionCode: plot.divisionCode,
    source: 'seller',
    note: [`${season.crop}${season.variety ? `（${season.variety}）` : ''}，${size}，${season.startedOn}开始`, ...told]
      .join('；')
      .slice(0, 500),
    inputs: uses.map(({ name, dose, doseUnit, usedOn, registrationNumber }) => ({
      name,
      amount: `${dose}${DOSE_UNITS[doseUnit]}`,
      usedOn,
      source: registrationNumber,
    })),
    produced: [{ name: season.crop, quantity, unit: harvest.unit, lotCode: null }],
  };
}
