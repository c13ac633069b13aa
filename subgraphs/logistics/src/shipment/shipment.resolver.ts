import { given, ifGiven } from '@heitu/kit/data/given';
import { Arg, Args, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { isDivisionCode } from '../area/division.policy.ts';
import { movedLately } from '../area/township.loader.ts';
import type { LogisticsContext } from '../context.ts';
import { ShipmentStates } from '../enums.ts';
import { SHIPMENT_SORTS, shipmentsById, visibleShipments } from './shipment.loader.ts';
import type { ShipmentState } from './shipment.lifecycle.ts';
import { missingSteps } from '../delivery/delivery.policy.ts';
import { DOOR_STATES, isOneOf } from './parcel-actions.ts';
import { DoorParcel, ShipmentConnection, ShipmentForPeer, ShipmentView } from './shipment.view.ts';

/** Peers name at most this many orders at once. */
const PEER_IDS_MAX = 500;

const ShipmentPage = sortedArgs('ShipmentSort', SHIPMENT_SORTS);

@Resolver(() => ShipmentView)
export class ShipmentResolver {
  @Query(() => ShipmentConnection, {
    description:
      'What one has to do with: as carrier, courier, seller or buyer. Newest first, or sorted; by deliveredAt only those that were delivered.',
  })
  shipments(
    @Ctx() context: LogisticsContext,
    @Args(() => ShipmentPage) page: SortedPage<keyof typeof SHIPMENT_SORTS>,
    @Arg('state', () => ShipmentStates, { nullable: true, description: 'Only parcels in this state.' })
    state?: ShipmentState,
    @Arg('townshipCode', () => String, {
      nullable: true,
      description: 'Only parcels that are on their way to this township, or arrived there in the last seven days.',
    })
    townshipCode?: string,
    @Arg('number', () => String, {
      nullable: true,
      description: 'Only the parcel that has this number here, or at the express company that carries it.',
    })
    number?: string,
  ) {
    const query = visibleShipments(context)
      .where((eb) => eb.and(given({ state })))
      .$call(
        ifGiven(number?.trim(), (narrow, text) =>
          narrow.where((eb) => eb.or([eb('trackingNumber', '=', text), eb('expressNumber', '=', text)])),
        ),
      )
      .$if(isDivisionCode(townshipCode ?? ''), (narrow) =>
        narrow.where(movedLately(context.clock.now())).where('toDivisionCode', 'like', `${townshipCode}%`),
      )
      .$if(page.sort === 'deliveredAt', (narrow) => narrow.where('deliveredAtMs', 'is not', null));
    return sortedPage(query, page, SHIPMENT_SORTS, { by: 'newest', descending: true });
  }
  @Query(() => ShipmentView, {
    nullable: true,
    description: 'One parcel; null where there is none that the caller may see.',
  })
  shipment(@Ctx() context: LogisticsContext, @Arg('id', () => ID, { description: 'The parcel.' }) id: string) {
    return context.loader(shipmentsById).load(id);
  }
  @Directive('@inaccessible')
  @Query(() => [ShipmentForPeer])
  async shipmentsForPeer(
    @Ctx() context: LogisticsContext,
    @Arg('orderIds', () => [ID]) orderIds: string[],
  ): Promise<ShipmentForPeer[]> {
    if (orderIds.length === 0) return [];
    const rows = await context.rows
      .selectFrom('Shipment')
      .select(['id', 'orderId', 'carrierPartyId', 'state', 'deliveredAtMs', 'inTime'])
      .where('orderId', 'in', orderIds.slice(0, PEER_IDS_MAX))
      .orderBy('id')
      .execute();
    return rows.map(({ id, deliveredAtMs, inTime, ...row }) => ({
      ...row,
      shipmentId: id,
      deliveredAtMs: deliveredAtMs === null ? null : String(deliveredAtMs),
      inTime: inTime === null ? null : !!inTime,
    }));
  }
  @Directive('@inaccessible')
  @Query(() => DoorParcel, {
    nullable: true,
    description: 'A parcel that is to be paid at the door now, in this courier’s hands.',
  })
  async doorParcel(
    @Ctx() context: LogisticsContext,
    @Arg('shipmentId', () => ID) shipmentId: string,
    @Arg('courierAccountId', () => ID) courierAccountId: string,
  ): Promise<DoorParcel | null> {
    const row = await context.rows
      .selectFrom('Shipment')
      .selectAll()
      .where('id', '=', shipmentId)
      .where('courierAccountId', '=', courierAccountId)
      .executeTakeFirst();
    if (!row?.doorCheckoutId) return null;
    const isAtDoor = isOneOf(DOOR_STATES, row.state) && missingSteps(row).length === 0;
    return { checkoutId: row.doorCheckoutId, isAtDoor, isPaid: row.doorPaidAtMs !== null };
  }
  @Directive('@inaccessible')
  @Query(() => String, {
    description: 'What was written when a parcel was refused, or a return was handed over; empty where nothing was.',
  })
  async noteForOrder(
    @Ctx() context: LogisticsContext,
    @Arg('shipmentId', () => ID, { nullable: true }) shipmentId?: string,
    @Arg('collectionId', () => ID, { nullable: true }) collectionId?: string,
  ): Promise<string> {
    const row = shipmentId
      ? await context.rows
          .selectFrom('Shipment')
          .select(['buyerAccountId', 'refusalNote as note'])
          .where('id', '=', shipmentId)
          .executeTakeFirst()
      : await context.rows
          .selectFrom('Collection')
          .select(['buyerAccountId', 'centreNote as note'])
          .where('id', '=', collectionId ?? '')
          .executeTakeFirst();
    return row?.note ? context.vault.openText(row.buyerAccountId, row.note, 'note') : '';
  }
}
