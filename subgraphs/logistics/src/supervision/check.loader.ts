import { inOrder } from '@heitu/kit/rules/graphql';
import { managedCarriers, seesAll } from '../access.ts';
import type { SortColumns } from '@heitu/kit/rules/sorting';
import type { LogisticsContext, RowOf } from '../context.ts';

/** By what checks can be sorted. */
export const CHECK_SORTS = {
  createdAt: 'createdAtMs',
  plannedOn: { text: 'plannedFor' },
  topic: { text: 'topic' },
} as const satisfies SortColumns<RowOf<'SupervisionCheck'>>;

/** The operator's all; a carrier's own, but not who reported it; one's own reports. */
export function visibleChecks(context: LogisticsContext) {
  const mine = managedCarriers(context.actor);
  return context.rows
    .selectFrom('SupervisionCheck')
    .selectAll()
    .$if(!seesAll(context.actor), (query) =>
      query.where((eb) =>
        eb.or([eb('createdBy', '=', context.actor.id), ...(mine.length > 0 ? [eb('carrierPartyId', 'in', mine)] : [])]),
      ),
    );
}
export async function checksById(context: LogisticsContext, ids: readonly string[]) {
  const rows = await visibleChecks(context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}
