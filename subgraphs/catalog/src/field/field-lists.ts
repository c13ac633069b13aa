import { ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import { lotsById } from '../lot/lot.loader.ts';
import { corrected } from './field.loader.ts';
import { MEMBERS_MAX } from './field.policy.ts';

export const membersOf = (context: CatalogContext) =>
  context.rows
    .selectFrom('MemberGrower')
    .selectAll()
    .where('partyId', 'in', ownParties(context, 'lots'))
    .orderBy('id')
    .limit(MEMBERS_MAX)
    .execute();

const USES_LOOKED_AT = 100;
export const USED_SHOWN_MAX = 8;
/** What was used lately, each product once and as it was used last. */
export async function usedBefore(context: CatalogContext) {
  const rows = await context.rows
    .selectFrom('InputUse as u')
    .selectAll('u')
    .where('u.partyId', 'in', ownParties(context, 'lots'))
    .where('u.id', 'not in', corrected(context.rows))
    .orderBy('u.recordedAtMs', 'desc')
    .orderBy('u.id', 'desc')
    .limit(USES_LOOKED_AT)
    .execute();
  const newest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!newest.has(`${row.kind} ${row.name}`)) newest.set(`${row.kind} ${row.name}`, row);
  return [...newest.values()].slice(0, USED_SHOWN_MAX);
}

/** Lots that took of a plot's harvests and are held for what was put on it; of before nobody wrote down why. */
export async function heldLotsByPlot(context: CatalogContext, plotIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('LotHarvest as took')
    .innerJoin('Harvest as h', 'h.rootId', 'took.harvestId')
    .innerJoin('Lot as l', 'l.id', 'took.lotId')
    .select(['h.plotId', 'l.id'])
    .distinct()
    .where('h.plotId', 'in', plotIds)
    .where('l.state', '=', 'held')
    .where((eb) => eb.or([eb('l.stopCause', 'is', null), eb('l.stopCause', '=', 'harvested-early')]))
    .execute();
  const lots = await lotsById(
    context,
    rows.map(({ id }) => id),
  );
  return plotIds.map((plotId) => lots.filter((lot, i) => lot !== null && rows[i]?.plotId === plotId));
}
