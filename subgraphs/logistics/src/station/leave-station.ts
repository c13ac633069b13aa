import { UNFETCHED } from '@heitu/events/logistics.shipment-refused.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { shipments } from '../shipment/shipment.moves.ts';
import { turnBack } from '../shipment/turn-back.ts';

const LEFT_PER_RUN_MAX = 200;

/** Job: what nobody fetched in time goes back to its seller: its carrier fetches it from the station (8.5.4.3.cf). */
export async function leaveUnfetched(context: LogisticsContext): Promise<void> {
  const due = await context.rows
    .selectFrom('Shipment')
    .select(['id', 'orderId', 'carrierPartyId'])
    .where('state', '=', 'at-station')
    .where('fetchByMs', '<=', context.clock.now())
    .orderBy('fetchByMs')
    .limit(LEFT_PER_RUN_MAX)
    .execute();
  await eachAlone(due, (parcel) =>
    context.transaction(async (tx) => {
      await turnBack(context, tx, 'leave-unfetched', parcel, UNFETCHED);
      return ok(null);
    }),
  );
}

/** Both have signed: it is on a vehicle again, and its way back begins now, with the time that every way back has. */
export async function fetchBack(context: LogisticsContext, tx: LogisticsTransaction, id: string): Promise<void> {
  const atMs = context.clock.now();
  const written = { leftStationAtMs: atMs, refusedAtMs: atMs, shelfFor: null };
  await shipments.bySystem(context, tx, 'fetch-back', { id }, written);
}
