import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { chunksOf } from '@heitu/kit/rules/chunks';
import type { LotToStop } from '../lot/block-lot.ts';
import { holdUntilDecided } from '../lot/hold-until-decided.ts';
import { lineageOf, LOTS_PER_STATEMENT_MAX } from '../lot/lineage.ts';
import { lots } from '../lot/lot.moves.ts';
import { corrected, type Rows } from './field.loader.ts';
import { takePlots } from './take-plot.ts';
import { doubtText, earlyText } from './field.policy.ts';

/**
 * Uses and harvests of one plot of which the harvest came within the interval of the use, as both are known now: the
 * one place that says which (7.3.2.d).
 */
export const earlyHarvests = ({ rows }: Rows) =>
  rows
    .selectFrom('LotHarvest as took')
    .innerJoin('Harvest as h', 'h.rootId', 'took.harvestId')
    .innerJoin('InputUse as u', 'u.plotId', 'h.plotId')
    .innerJoin('Plot as p', 'p.id', 'h.plotId')
    .where('h.id', 'not in', corrected(rows))
    .where('u.id', 'not in', corrected(rows))
    .whereRef('u.usedOn', '<=', 'h.harvestedOn')
    .whereRef('h.harvestedOn', '<', 'u.safeFromOn');

/**
 * Takes the plots that a lot, and what it was made from, came from: whoever lets it be sold sees what was put on them
 * until then, and what is put on them afterwards finds the lot on sale. Always before the lot's own row.
 */
export async function takePlotsOf(tx: CatalogTransaction, lotId: string): Promise<void> {
  const plots: string[] = [];
  const behind = [lotId, ...(await lineageOf(tx, lotId, 'sources'))];
  for (const some of chunksOf(behind, LOTS_PER_STATEMENT_MAX)) {
    const found = await tx.rows
      .selectFrom('LotHarvest as took')
      .innerJoin('Harvest as h', 'h.rootId', 'took.harvestId')
      .select('h.plotId')
      .distinct()
      .where('took.lotId', 'in', some)
      .execute();
    plots.push(...found.map(({ plotId }) => plotId));
  }
  await takePlots(tx, plots);
}

/**
 * Why a lot may not be sold: it, or what it was made from, was harvested too early. Null where nothing says so, or
 * nothing that was recorded after somebody had let it be sold all the same.
 */
export async function earlyTextOf(rows: Rows, lot: { id: string; clearedAtMs: number | null }): Promise<string | null> {
  const behind = [lot.id, ...(await lineageOf(rows, lot.id, 'sources'))];
  const latest = await Promise.all(
    [...chunksOf(behind, LOTS_PER_STATEMENT_MAX)].map((some) =>
      earlyHarvests(rows)
        .select(['p.kind as plotKind', 'u.kind', 'u.usedOn', 'u.stoppedOn', 'u.safeDays', 'u.safeFromOn'])
        .where('took.lotId', 'in', some)
        .where('u.recordedAtMs', '>', lot.clearedAtMs ?? 0)
        .orderBy('u.safeFromOn', 'desc')
        .executeTakeFirst(),
    ),
  );
  const [found] = latest
    .filter((one) => one !== undefined)
    .sort((one, other) => other.safeFromOn.localeCompare(one.safeFromOn));
  return found ? earlyText(found.plotKind, found) : null;
}

/**
 * Why a lot is not sold before somebody else has looked: it, or what it was made from, was harvested within the days of
 * a use whose record was struck out or said anew with fewer days. Null where nothing says so, or nothing that was said
 * after a reviewer had let it be sold. One person alone takes no interval away (7.3.2.d).
 */
export async function doubtTextOf(rows: Rows, lot: { id: string; clearedAtMs: number | null }): Promise<string | null> {
  const behind = [lot.id, ...(await lineageOf(rows, lot.id, 'sources'))];
  for (const some of chunksOf(behind, LOTS_PER_STATEMENT_MAX)) {
    const found = await rows.rows
      .selectFrom('LotHarvest as took')
      .innerJoin('Harvest as h', 'h.rootId', 'took.harvestId')
      .innerJoin('InputUse as u', 'u.plotId', 'h.plotId')
      .innerJoin('FieldCorrection as c', 'c.id', 'u.id')
      .innerJoin('Plot as p', 'p.id', 'h.plotId')
      .select(['p.kind as plotKind', 'u.kind', 'u.usedOn', 'u.stoppedOn', 'u.safeDays', 'u.safeFromOn'])
      .where('took.lotId', 'in', some)
      .where('h.id', 'not in', corrected(rows.rows))
      .whereRef('u.usedOn', '<=', 'h.harvestedOn')
      .whereRef('h.harvestedOn', '<', 'u.safeFromOn')
      .where('c.recordedAtMs', '>', lot.clearedAtMs ?? 0)
      .orderBy('u.safeFromOn', 'desc')
      .executeTakeFirst();
    if (found) return doubtText(found.plotKind, found);
  }
  return null;
}

/**
 * After something was written down late: lots on sale that were harvested too early by it, and what was made of them,
 * are stopped until somebody has decided.
 */
export async function holdEarlyLots(context: CatalogContext, tx: CatalogTransaction, plotId: string): Promise<void> {
  const taken = await tx.rows
    .selectFrom('LotHarvest as took')
    .innerJoin('Harvest as h', 'h.rootId', 'took.harvestId')
    .select('took.lotId')
    .distinct()
    .where('h.plotId', '=', plotId)
    .execute();
  const ids = new Set<string>();
  for (const { lotId } of taken) {
    ids.add(lotId);
    for (const made of await lineageOf(tx, lotId, 'products')) ids.add(made);
  }
  for (const some of chunksOf([...ids].sort(), LOTS_PER_STATEMENT_MAX)) {
    const onSale = await tx.rows
      .selectFrom('Lot')
      .select(['id', 'code', 'skuId', 'partyId', 'clearedAtMs'])
      .where('id', 'in', some)
      .where('state', 'in', lots.lifecycle.from('hold'))
      .orderBy('id')
      .execute();
    for (const lot of onSale) {
      const why = await earlyTextOf(tx, lot);
      if (why !== null) await holdEarly(context, tx, lot, why);
    }
  }
}

/** Until a reviewer has decided. */
export const holdEarly = (
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotToStop,
  reason: string,
): Promise<void> => holdUntilDecided(context, tx, lot, 'harvested-early', reason);
