import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import type { SortColumns } from '@heitu/kit/rules/sorting';
import { RISES_COMING, RISES_PUBLIC } from '@heitu/standard';
import { managedCarriers, manages, seesAll } from '../access.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { TariffChangeView } from './tariff.view.ts';

export const TARIFF_SORTS = {
  announcedAt: 'announcedAtMs',
  bindsAt: 'bindsAtMs',
  risePercent: 'risePercent',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'TariffChange'>>;

/** What is announced, and what came of it, is everybody's to read; the rest is its carrier's and the overseers'. */
export function visibleTariffs(context: LogisticsContext) {
  const mine = managedCarriers(context.actor);
  return context.rows
    .selectFrom('TariffChange')
    .selectAll()
    .$if(!seesAll(context.actor), (query) =>
      query.where((eb) =>
        eb.or([eb('state', 'in', RISES_PUBLIC), ...(mine.length > 0 ? [eb('carrierPartyId', 'in', mine)] : [])]),
      ),
    );
}
export async function tariffsById(context: LogisticsContext, ids: readonly string[]) {
  return inOrder(ids, (row) => row.id, await visibleTariffs(context).where('id', 'in', ids).execute());
}
export const tariffNow = rowAfter(TariffChangeView, tariffsById);

/** Of each carrier what is still to come, the soonest first. */
export async function tariffsComing(context: LogisticsContext, carrierPartyIds: readonly string[]) {
  const rows = await visibleTariffs(context)
    .where('carrierPartyId', 'in', carrierPartyIds)
    .where('state', 'in', RISES_COMING)
    .orderBy('bindsAtMs')
    .orderBy('id')
    .execute();
  return groupedInOrder(carrierPartyIds, (row) => row.carrierPartyId, rows);
}

/** What was found out is read by whoever looks after the carrier, and by the overseers. */
export const readsReason = (context: LogisticsContext, carrierPartyId: string): boolean =>
  seesAll(context.actor) || manages(context.actor, carrierPartyId);
