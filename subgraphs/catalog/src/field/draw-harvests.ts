import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { must } from '@heitu/kit/rules/checked';
import { atField, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { named, z } from '@heitu/kit/rules/validate';
import { minus } from '@heitu/kit/data/arithmetic';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { gradeOfShare, harvestId, priceOfShare } from '../inputs.ts';
import { isPooled, type Offer } from '../pool/pool.policy.ts';
import { appendTraceEvent, type NewTraceEvent } from '../trace/append-event.ts';
import { HarvestLeft, LotHarvest } from './field.entity.ts';
import {
  daysOf,
  harvestsOf,
  notesOf,
  plotNowRow,
  seasonsOf,
  struckUsesOf,
  usesOf,
  type HarvestRow,
  type PlotRow,
  type SeasonRow,
  type UseRow,
} from './field.loader.ts';
import {
  brokenBy,
  DOSE_UNITS,
  earlyText,
  HARVESTS_MAX,
  isToldStruck,
  NOTE_KINDS,
  partsOf,
  QUANTITY_MAX,
  quantityOf,
  SIZE_PARTS,
  SIZE_UNITS,
  sizeUnitOf,
  spokenDay,
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
          grade: gradeOfShare().nullish().default(null),
          priceFen: priceOfShare()
            .nullish()
            .default(null)
            .describe('What its grower is paid for a unit as the lot is sold; left out: the two settle it themselves.'),
        }),
      ),
    )
    .max(HARVESTS_MAX)
    .nullish()
    .transform((given) => given ?? [])
    .describe('The harvests of own plots that it was made from; none: its chain does not begin in a field.');

interface Draw extends Offer {
  harvestId: string;
  quantity: number;
}
/** What a lot has taken, and by which name its chain knows it. */
export interface Drawn {
  harvest: HarvestRow;
  plot: PlotRow;
  quantity: number;
  crop: string;
  name: string;
}
export interface LotToFill {
  lotId: string;
  lotCode: string;
  partyId: string;
  producedOn: string;
}
export type DrawRefusal = 'HARVEST_UNKNOWN' | 'HARVEST_USED_UP' | 'HARVESTED_EARLY' | 'BEFORE_HARVEST';

/**
 * Takes from harvests what goes into a lot, each as a conditional update, and lets the lot's chain begin in their
 * fields; their plots were taken before. Answers what was drawn, in the order of the draws, or what is wrong.
 */
export async function drawHarvests(
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotToFill,
  draws: readonly Draw[],
): Promise<{ drawn: (Drawn & Offer)[] } | { code: DrawRefusal; details: RefusalDetail[] }> {
  const drawn = new Map<string, Drawn & Offer>();
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
    const taken = await tx.em.nativeUpdate(
      HarvestLeft,
      { id: draw.harvestId, parts: { $gte: parts } },
      { parts: minus('parts', parts) },
    );
    if (taken === 0) return at(draw, 'quantity', 'HARVEST_USED_UP', `这次采收只剩${quantityOf(harvest.leftParts)}`);
    await tx.em.insert(LotHarvest, { lotId: lot.lotId, harvestId: draw.harvestId, parts });
    const season = await seasonOf(tx, harvest);
    const { quantity, grade, priceFen } = draw;
    // Harvests that become one keep their plot's name until then.
    const name = (isPooled(draws) ? `${season.crop}（${plot.name}）` : season.crop).slice(0, NAME_MAX);
    await appendTraceEvent(
      context,
      tx,
      lot,
      await harvestEvent(context, tx, { harvest, plot, uses, season, quantity, name }),
    );
    drawn.set(draw.harvestId, { harvest, plot, quantity, crop: season.crop, name, grade, priceFen });
  }
  return { drawn: draws.flatMap(({ harvestId }) => drawn.get(harvestId) ?? []) };
}
/** Of a quantity in a chain. */
const NAME_MAX = 60;

const seasonOf = async (tx: CatalogTransaction, { id, plotId, seasonId }: HarvestRow): Promise<SeasonRow> =>
  must(
    (await seasonsOf(tx, [plotId])).find(({ rootId }) => rootId === seasonId),
    `the season of harvest ${id}`,
  );

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
  context: CatalogContext,
  tx: CatalogTransaction,
  drawn: Pick<Drawn, 'harvest' | 'plot' | 'quantity' | 'name'> & { uses: readonly UseRow[]; season: SeasonRow },
): Promise<NewTraceEvent> {
  const { harvest, plot, season, quantity, name } = drawn;
  const seasons = await seasonsOf(tx, [plot.id]);
  const isOf = daysOf(seasons, season, harvest.harvestedOn);
  const uses = drawn.uses.filter(({ usedOn }) => isOf(usedOn)).reverse();
  const notes = (await notesOf(tx, [plot.id])).filter(({ seenOn }) => isOf(seenOn)).reverse();
  const size = `${plot.sizeParts / SIZE_PARTS}${SIZE_UNITS[sizeUnitOf(plot.kind)]}`;
  const struck = (await struckUsesOf(tx, [plot.id])).filter(
    (use) => isOf(use.usedOn) && isToldStruck(use, harvest.harvestedOn),
  );
  const noLonger = await Promise.all(
    struck.map(
      async ({ name: product, usedOn, partyId, wrong }) =>
        `划掉的记录：${spokenDay(usedOn)}${product}，理由：${await context.vault.openTextUnrecorded(partyId, wrong)}`,
    ),
  );
  const told = notes.map(({ kind, what, control }) => `${NOTE_KINDS[kind]}：${what}${control ? `，${control}` : ''}`);
  return {
    bizStep: 'commissioning',
    title: '采收',
    atMs: startOfChinaDate(harvest.harvestedOn) + HARVEST_HOUR_MS,
    place: `${plot.township}${plot.village ?? ''}，${plot.name}`,
    divisionCode: plot.divisionCode,
    source: 'seller',
    note: [
      `${season.crop}${season.variety ? `（${season.variety}）` : ''}，${size}，${season.startedOn}开始`,
      ...noLonger,
      ...told,
    ]
      .join('；')
      .slice(0, 500),
    inputs: uses.map(({ name, dose, doseUnit, usedOn, registrationNumber }) => ({
      name,
      amount: `${dose}${DOSE_UNITS[doseUnit]}`,
      usedOn,
      source: registrationNumber,
    })),
    produced: [{ name, quantity, unit: harvest.unit, lotCode: null }],
  };
}
