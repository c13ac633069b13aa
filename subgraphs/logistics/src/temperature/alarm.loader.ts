import { groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { seesAll, workplaces } from '../access.ts';
import type { SortColumns } from '@heitu/kit/rules/sorting';
import type { LogisticsContext, RowOf } from '../context.ts';

/** By what alarms can be sorted. */
export const ALARM_SORTS = {
  raisedAt: 'raisedAtMs',
  kind: { text: 'kind' },
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'Alarm'>>;

/** Alarms of the carriers one works for. */
export function visibleAlarms(context: LogisticsContext) {
  const mine = workplaces(context.actor);
  return context.rows
    .selectFrom('Alarm')
    .selectAll()
    .$if(!seesAll(context.actor), (query) =>
      query.where((eb) => (mine.length > 0 ? eb('carrierPartyId', 'in', mine) : eb.or([]))),
    );
}
export async function alarmsById(context: LogisticsContext, ids: readonly string[]) {
  const rows = await visibleAlarms(context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows);
}
export async function shipmentIdsByAlarm(context: LogisticsContext, alarmIds: readonly string[]): Promise<string[][]> {
  const rows = await context.rows
    .selectFrom('AlarmedShipment')
    .select(['alarmId', 'shipmentId'])
    .where('alarmId', 'in', [...alarmIds])
    .orderBy('id')
    .execute();
  return groupedInOrder(alarmIds, (row) => row.alarmId, rows).map((group) => group.map((row) => row.shipmentId));
}
