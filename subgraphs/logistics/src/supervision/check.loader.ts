import { inOrder } from '@heitu/kit/rules/graphql';
import { managedCarriers, seesAll } from '../access.ts';
import type { LogisticsContext } from '../context.ts';

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
