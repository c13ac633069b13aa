import { YES } from '@heitu/kit/data/entities';
import { oncePerRequest } from '@heitu/kit/data/once-per-request';
import type { LogisticsContext } from '../context.ts';
import type { Period } from './figures.ts';

/** Nobody has brought these to their buyers yet. */
const ON_THE_WAY = ['ready', 'assigned', 'taken-over'] as const;

/**
 * Parcels that came in the period, and those that should have come by now and are nowhere: a parcel that never arrives
 * is not left out, however long ago its day was, nor one that was cancelled since nobody ever fetched it, nor one that
 * its buyer refused or finds at the station after its day. What was refused before, called back or fetched late by its
 * buyer is another matter.
 */
export const deliveriesDue = oncePerRequest(async (context: LogisticsContext, { fromMs, toMs }: Period) => {
  const nowMs = context.clock.now();
  return context.rows
    .selectFrom('Shipment')
    .select(['id', 'trackingNumber', 'carrierPartyId', 'carrierName', 'courierId', 'deliveredAtMs', 'inTime'])
    .where((eb) =>
      eb.or([
        eb.and([eb('deliveredAtMs', '>=', fromMs), eb('deliveredAtMs', '<', toMs)]),
        eb.and([
          eb('deliveredAtMs', 'is', null),
          eb('stoppedAtMs', 'is', null),
          eb.or([
            eb('refusedAtMs', 'is', null),
            eb.and([eb('refusalReason', 'is not', null), eb('refusedAtMs', '>', eb.ref('deliverByMs'))]),
          ]),
          eb.or([eb('atStationAtMs', 'is', null), eb('atStationAtMs', '>', eb.ref('deliverByMs'))]),
          eb.or([eb('state', '!=', 'cancelled'), eb('endedAtMs', 'is not', null)]),
          eb('deliverByMs', '<', Math.min(toMs, nowMs)),
          eb.or([
            eb('deliverByMs', '>=', fromMs),
            eb('endedAtMs', '>=', fromMs),
            eb('refusedAtMs', '>=', fromMs),
            eb('atStationAtMs', '>=', fromMs),
            eb('state', 'in', ON_THE_WAY),
          ]),
        ]),
      ]),
    )
    .execute();
});
export const cameInTime = ({ inTime }: { inTime: number | boolean | null }): boolean => inTime === YES;
