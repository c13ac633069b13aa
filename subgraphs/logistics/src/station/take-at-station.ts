import { shipmentAtStation } from '@heitu/events/logistics.shipment-at-station.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { must } from '@heitu/kit/rules/checked';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { isCold } from '../area/offer.policy.ts';
import { Station } from '../carrier/carrier.entity.ts';
import { stationTerms } from '../contract/agreed-terms.ts';
import { mutation, type LogisticsTransaction, type RowOf } from '../context.ts';
import { countersign } from '../custody/countersign.ts';
import { CustodyLeg } from '../custody/leg.entity.ts';
import { openLeg } from '../custody/open-leg.ts';
import { ids, takenFields } from '../input-fields.ts';
import { SAID } from '../said.ts';
import { shipments, storageStays } from '../shipment/shipment.moves.ts';
import { refuseMoved } from '../shipment/stop-shipments.ts';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { stationParcelNow } from './station-answers.ts';
import { ownParcel } from './station.loader.ts';
import { fetchByMsOf, freePlace, placesOf, shelfKey } from './station.policy.ts';

/** The station counts, looks at the seal, measures and signs: the goods are the station's, and wait for their buyer. */
export const takeParcelAtStation = mutation({
  name: 'takeParcelAtStation',
  description: 'The station takes a parcel over from the courier: it signs what it counted, and the parcel is shelved.',
  may: permit.role('station-agent'),
  input: z.object({
    shipmentId: ids.shipment(),
    ...takenFields(),
    courierHasNoPhone: z
      .boolean()
      .nullish()
      .describe('The courier stands there with a dead phone: the station signs alone, the courier when they can.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...stoppedRefusal,
    SAME_SIGNER: { message: SAID.sameSigner, clause: '8.4.2.bj' },
  },
  shows: stationParcelNow,
  run: (context, { shipmentId: id, courierHasNoPhone, ...said }, refuse) =>
    context.transaction(async (tx) => {
      const parcel = await ownParcel(context, tx, id);
      if (!parcel) return refuse('NOT_FOUND');
      const leg = await tx.em.findOne(CustodyLeg, { openFor: id, kind: 'to-station', takenBy: null });
      if (!leg && !courierHasNoPhone) return refuse('WRONG_STATE');
      const by = leg ? leg.givenBy : parcel.courierAccountId;
      if (by === context.actor.id) return refuse('SAME_SIGNER');
      const stationPartyId = must(parcel.stationPartyId, 'the station of a parcel at a station');
      const refused = leg && (await countersign(context, tx, 'station', leg, said, refuse));
      if (refused) return refused;
      if (!leg) {
        const passed = { shipment: parcel, place: { stationPartyId }, kind: 'to-station', side: 'station' } as const;
        await openLeg(context, tx, { ...passed, found: said, takenAlone: true });
      }
      const atMs = context.clock.now();
      const terms = await stationTerms(context, parcel.sellerPartyId, stationPartyId, atMs);
      const fetchByMs = fetchByMsOf(parcel, terms, atMs);
      const arrived = await shipments.bySystem(
        context,
        tx,
        'arrive-at-station',
        { id },
        { atStationAtMs: atMs, leftVehicleAtMs: atMs, fetchByMs, ...(await placeFor(tx, stationPartyId, parcel)) },
      );
      if (arrived === 0) return refuseMoved(context, id);
      await storageStays.bySystem(context, tx, 'release', { shipmentId: id }, { openFor: null });
      const { orderId, buyerAccountId, stationName } = parcel;
      tx.publish(
        shipmentAtStation,
        { type: 'shipment', id },
        {
          shipmentId: id,
          orderId,
          buyerAccountId,
          stationPartyId,
          stationName: stationName ?? '',
          fetchByMs,
          atMs,
        },
      );
      return ok({ id });
    }),
});

/** The next free place of the kind that the goods need: the station's row is taken, so that two take two. */
async function placeFor(tx: LogisticsTransaction, partyId: string, { storage }: RowOf<'Shipment'>) {
  await lockRows(tx, Station, { partyId });
  const station = await tx.rows
    .selectFrom('Station')
    .select(['shelfPlaces', 'coldPlaces'])
    .where('partyId', '=', partyId)
    .executeTakeFirst();
  const standing = await tx.rows
    .selectFrom('Shipment')
    .select('shelf')
    .where('stationPartyId', '=', partyId)
    .where('shelfFor', 'is not', null)
    .execute();
  const cold = isCold(storage);
  const places = placesOf((cold ? station?.coldPlaces : station?.shelfPlaces) ?? 0, cold);
  const shelf = freePlace(places, new Set(standing.flatMap((row) => row.shelf ?? [])));
  return { shelf, shelfFor: shelf && shelfKey(partyId, shelf) };
}
