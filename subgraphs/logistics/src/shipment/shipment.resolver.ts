import { Arg, Args, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import { mutationResult } from '@heitu/kit/rules/graphql';
import { SortedPageArgs, sortedPage } from '@heitu/kit/rules/sorting';
import { answer, workplaces } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { assignReadyShipments } from './assign-ready-shipments.ts';
import { assignShipment } from './assign-shipment.ts';
import { checkLoad } from './check-load.ts';
import { releaseFromStorage } from './release-from-storage.ts';
import { setExpressNumber } from './set-express-number.ts';
import {
  AssignReadyShipmentsInput,
  AssignShipmentInput,
  CheckLoadInput,
  SetExpressNumberInput,
  ShipmentIdInput,
  StoreShipmentInput,
} from './shipment.input.ts';
import { shipmentsById, visibleShipments } from './shipment.loader.ts';
import * as refusals from './shipment.refusals.ts';
import { ReadyShipmentsAssigned, ShipmentConnection, ShipmentForPeer, ShipmentView, Trip } from './shipment.view.ts';
import { storeShipment } from './store-shipment.ts';

const assignShipmentResult = mutationResult('AssignShipment', ShipmentView, refusals.assignShipmentRefusals);
const assignReadyShipmentsResult = mutationResult(
  'AssignReadyShipments',
  ReadyShipmentsAssigned,
  refusals.assignReadyShipmentsRefusals,
);
const checkLoadResult = mutationResult('CheckLoad', Trip, refusals.checkLoadRefusals);
const storeShipmentResult = mutationResult('StoreShipment', ShipmentView, refusals.storeShipmentRefusals);
const releaseFromStorageResult = mutationResult(
  'ReleaseFromStorage',
  ShipmentView,
  refusals.releaseFromStorageRefusals,
);
const setExpressNumberResult = mutationResult('SetExpressNumber', ShipmentView, refusals.setExpressNumberRefusals);

/** Peers name at most this many orders at once. */
const PEER_IDS_MAX = 500;
/** The row after a mutation: what a loader of this request may have read before it no longer counts. */
export const freshShipment = (context: LogisticsContext, id: string) =>
  context.loader(shipmentsById).clear(id).load(id);

@Resolver(() => ShipmentView)
export class ShipmentResolver {
  @Query(() => ShipmentConnection, {
    description:
      'What one has to do with: as carrier, courier, seller or buyer. Newest first, or sorted by deliverBy or state, or, of those delivered, by deliveredAt.',
  })
  shipments(
    @Ctx() context: LogisticsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true }) state?: string,
  ) {
    const query = visibleShipments(context)
      .$if(!!state, (narrow) => narrow.where('state', '=', state!))
      .$if(page.sort === 'deliveredAt', (narrow) => narrow.where('deliveredAtMs', 'is not', null));
    return sortedPage(
      query,
      page,
      { newest: { text: 'id' }, deliverBy: 'deliverByMs', deliveredAt: 'deliveredAtMs', state: { text: 'state' } },
      { by: 'newest', descending: true },
    );
  }
  @Query(() => ShipmentView, { nullable: true })
  shipment(@Ctx() context: LogisticsContext, @Arg('id', () => ID) id: string) {
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
  @Mutation(() => assignShipmentResult.type)
  async assignShipment(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => AssignShipmentInput) input: AssignShipmentInput,
  ) {
    return answer(assignShipmentResult, await assignShipment(context, input), (id) => freshShipment(context, id));
  }
  @Mutation(() => assignReadyShipmentsResult.type, { description: 'Automatic allocation of what waits (8.1.1.ak).' })
  async assignReadyShipments(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => AssignReadyShipmentsInput) input: AssignReadyShipmentsInput,
  ) {
    return assignReadyShipmentsResult.of(await assignReadyShipments(context, input));
  }
  @Mutation(() => checkLoadResult.type)
  async checkLoad(@Ctx() context: LogisticsContext, @Arg('input', () => CheckLoadInput) input: CheckLoadInput) {
    return answer(checkLoadResult, await checkLoad(context, input), (id) =>
      context.rows
        .selectFrom('Trip')
        .selectAll()
        .where('id', '=', id)
        .where('carrierPartyId', 'in', workplaces(context.actor))
        .executeTakeFirst(),
    );
  }
  @Mutation(() => storeShipmentResult.type)
  async storeShipment(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => StoreShipmentInput) input: StoreShipmentInput,
  ) {
    return answer(storeShipmentResult, await storeShipment(context, input), (id) => freshShipment(context, id));
  }
  @Mutation(() => releaseFromStorageResult.type)
  async releaseFromStorage(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => ShipmentIdInput) input: ShipmentIdInput,
  ) {
    return answer(releaseFromStorageResult, await releaseFromStorage(context, input), (id) =>
      freshShipment(context, id),
    );
  }
  @Mutation(() => setExpressNumberResult.type)
  async setExpressNumber(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => SetExpressNumberInput) input: SetExpressNumberInput,
  ) {
    return answer(setExpressNumberResult, await setExpressNumber(context, input), (id) => freshShipment(context, id));
  }
}
