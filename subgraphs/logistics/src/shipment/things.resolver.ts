import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { seesAfterSale } from '../access.ts';
import { CollectionItem, CollectionView } from '../collection/collection.view.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { CodRemittanceView, ContentsCaseView } from '../delivery/delivery.view.ts';
import { LotStub } from '../foreign/lot.stub.ts';
import { AfterSaleStub } from '../foreign/order.stub.ts';
import { SkuStub } from '../foreign/sku.stub.ts';
import { handoversById } from '../handover/handover.loader.ts';
import { HandoverMismatch, HandoverView } from '../handover/handover.view.ts';
import { SupervisionCheckView } from '../supervision/supervision.view.ts';
import { shipmentsById, type StayRow } from './shipment.loader.ts';
import { LeftUnassigned, ShipmentItem, ShipmentLot, ShipmentView, StorageStayView } from './shipment.view.ts';

/** A parcel beside what is said about it: null for whoever could not ask for the parcel itself. */
const PARCEL = { nullable: true, description: 'Null where the caller may not see this parcel.' };
const parcelOf = (context: LogisticsContext, { shipmentId }: { shipmentId: string | null }) =>
  shipmentId && context.loader(shipmentsById).load(shipmentId);

@Resolver(() => HandoverView)
export class HandoverShipmentResolver {
  @FieldResolver(() => ShipmentView, PARCEL)
  shipment(@Ctx() context: LogisticsContext, @Root() row: RowOf<'Handover'>) {
    return parcelOf(context, row);
  }
}
@Resolver(() => ContentsCaseView)
export class ContentsCaseShipmentResolver {
  @FieldResolver(() => ShipmentView, PARCEL)
  shipment(@Ctx() context: LogisticsContext, @Root() row: RowOf<'ContentsCase'>) {
    return parcelOf(context, row);
  }
}
@Resolver(() => StorageStayView)
export class StorageStayShipmentResolver {
  @FieldResolver(() => ShipmentView, PARCEL)
  shipment(@Ctx() context: LogisticsContext, @Root() row: StayRow) {
    return parcelOf(context, row);
  }
}
@Resolver(() => CodRemittanceView)
export class CodShipmentResolver {
  @FieldResolver(() => ShipmentView, PARCEL)
  shipment(@Ctx() context: LogisticsContext, @Root() row: RowOf<'CodRemittance'>) {
    return parcelOf(context, row);
  }
}
@Resolver(() => SupervisionCheckView)
export class CheckShipmentResolver {
  @FieldResolver(() => ShipmentView, PARCEL)
  shipment(@Ctx() context: LogisticsContext, @Root() row: RowOf<'SupervisionCheck'>) {
    return parcelOf(context, row);
  }
}
@Resolver(() => LeftUnassigned)
export class LeftShipmentResolver {
  @FieldResolver(() => ShipmentView, PARCEL)
  shipment(@Ctx() context: LogisticsContext, @Root() left: LeftUnassigned) {
    return parcelOf(context, left);
  }
}
@Resolver(() => HandoverMismatch)
export class MismatchHandoverResolver {
  @FieldResolver(() => HandoverView, { nullable: true, description: 'Null where the caller may not see it.' })
  handover(@Ctx() context: LogisticsContext, @Root() { handoverId }: HandoverMismatch) {
    return context.loader(handoversById).load(handoverId);
  }
}

@Resolver(() => ShipmentItem)
export class ShipmentItemSkuResolver {
  @FieldResolver(() => SkuStub)
  sku(@Root() { skuId }: ShipmentItem): Pick<SkuStub, 'id'> {
    return { id: skuId };
  }
}
@Resolver(() => ShipmentLot)
export class ShipmentLotResolver {
  @FieldResolver(() => LotStub)
  lot(@Root() { lotId }: ShipmentLot): LotStub {
    return { id: lotId };
  }
}
@Resolver(() => CollectionItem)
export class CollectionItemSkuResolver {
  @FieldResolver(() => SkuStub)
  sku(@Root() { skuId }: CollectionItem): Pick<SkuStub, 'id'> {
    return { id: skuId };
  }
}
@Resolver(() => CollectionView)
export class CollectionAfterSaleResolver {
  @FieldResolver(() => AfterSaleStub, {
    nullable: true,
    description: "Null for whoever carries it: the request is the buyer's and the seller's.",
  })
  afterSale(@Ctx() { actor }: LogisticsContext, @Root() row: RowOf<'Collection'>): AfterSaleStub | null {
    return seesAfterSale(actor, row) ? { id: row.afterSaleId } : null;
  }
}
