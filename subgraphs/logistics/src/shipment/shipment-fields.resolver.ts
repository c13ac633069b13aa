import { fromJson } from '@heitu/kit/rules/typed-json';
import { maskName, type SealedText } from '@heitu/kit/privacy/vault';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { manages, partsIn, seesOrder } from '../access.ts';
import { MapPointView } from '../area/area.view.ts';
import { villagePoints } from '../area/map-point.loader.ts';
import type { MapPoint } from '../area/map-point.policy.ts';
import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import {
  codeLocked,
  DELIVERY_STEPS,
  isCodeLocked,
  isPaidAtDoor,
  REFUSAL_REASONS,
  VISITS_MAX,
} from '../delivery/delivery.policy.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { ShipmentActs } from '../enums.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { agreedPlaceOf } from './agreed-place.ts';
import { parcelActions } from './parcel-actions.ts';
import { parcelFacts } from './parcel-facts.ts';
import { noteAbout, recipientsOf } from './recipient.loader.ts';
import { couriersById, scansByShipment, shipmentsByOrder, staysByShipment, vehiclesById } from './shipment.loader.ts';
import { shipmentLifecycle } from './shipment.lifecycle.ts';
import { signerIn } from './shipment.policy.ts';
import { stopOf } from './stop.policy.ts';
import {
  DeliveryNote,
  DeliveryStep,
  ShipmentCourier,
  ShipmentItem,
  ShipmentRecipient,
  ShipmentStop,
  ShipmentView,
  StorageStayView,
  TrackPoint,
} from './shipment.view.ts';
import { VehicleView } from '../carrier/carrier.view.ts';

type Row = RowOf<'Shipment'>;

@Resolver(() => ShipmentView)
export class ShipmentFieldsResolver {
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: "Null for whoever carries it: the order is the buyer's and the seller's.",
  })
  order(@Ctx() { actor }: LogisticsContext, @Root() row: Row): OrderStub | null {
    return seesOrder(actor, row) ? { id: row.orderId } : null;
  }
  @FieldResolver(() => MapPointView, {
    nullable: true,
    description: 'Of the village where it goes, for the way there; null where nobody has said where that is.',
  })
  toPoint(@Ctx() context: LogisticsContext, @Root() { toDivisionCode }: Row): Promise<MapPoint | null> {
    return context.loader(villagePoints).load(toDivisionCode);
  }
  @FieldResolver(() => String)
  stateLabel(@Root() row: Row): string {
    return shipmentLifecycle.texts[row.state];
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'By when it has to go on; null where it is over.' })
  dueAt(@Root() row: Row): number | null {
    return shipmentLifecycle.dueAtMs(row);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it was refused, in Chinese; what was written about it is the note.',
  })
  refusalLabel(@Root() { refusalReason }: Row): string | null {
    return refusalReason && REFUSAL_REASONS[refusalReason];
  }
  @FieldResolver(() => ShipmentStop, {
    nullable: true,
    description: 'Null unless a lot in it was blocked or recalled.',
  })
  stop(@Root() row: Row): ShipmentStop | null {
    return stopOf(row);
  }
  @FieldResolver(() => [ShipmentItem])
  items(@Root() row: Row) {
    return fromJson(row.lines);
  }
  @FieldResolver(() => ShipmentRecipient)
  recipient(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return context.loader(recipientsOf).load(row);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where to meet; hidden wherever the address is (8.5.3.bw).',
  })
  agreedPlace(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return agreedPlaceOf(context, row);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What was written about the refusal, without what is masked of the recipient.',
  })
  refusalNote(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return row.refusalNote && noteAbout(context, row, row.refusalNote, 'refusalNote');
  }
  @FieldResolver(() => DeliveryNote)
  async deliveryNote(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<DeliveryNote> {
    const { name, phone, address } = await context.loader(recipientsOf).load(row);
    const own = row.buyerAccountId === context.actor.id;
    const signedBy =
      row.signatureSealed &&
      (await context.vault.openMasked(row.buyerAccountId, row.signatureSealed, (text) =>
        own ? signerIn(text) : maskName(signerIn(text)),
      ));
    const ofSeller = (text: SealedText, what: string) => context.vault.openText(row.sellerPartyId, text, what);
    const [contact, sellerPhone, consignorAddress] = await Promise.all([
      ofSeller(row.consignorContact, 'name'),
      ofSeller(row.consignorPhone, 'phone'),
      ofSeller(row.consignorAddress, 'address'),
    ]);
    return {
      datedAt: row.takenOverAtMs ?? row.readyAtMs,
      customerName: name,
      customerAddress: address,
      customerContact: phone,
      carrier: row.carrierName,
      consignor: row.consignorName,
      consignorContact: `${contact} ${sellerPhone}`,
      consignorAddress,
      signedBy,
      signedAt: row.deliveredAtMs,
    };
  }
  @FieldResolver(() => [DeliveryStep])
  steps(@Root() row: Row): DeliveryStep[] {
    return [
      ...DELIVERY_STEPS.map(({ column, label, clause }) => ({ label, clause, doneAt: row[column] })),
      { label: '消费者签字', clause: '8.5.4.2.ce', doneAt: row.deliveredAtMs },
    ];
  }
  @FieldResolver(() => ShipmentCourier, { nullable: true })
  async courier(@Ctx() context: LogisticsContext, @Root() row: Row) {
    const courier = row.courierId ? await context.loader(couriersById).load(row.courierId) : null;
    if (!courier) return null;
    const needsToCall =
      (row.buyerAccountId === context.actor.id && row.state === 'taken-over') ||
      manages(context.actor, row.carrierPartyId) ||
      courier.accountId === context.actor.id;
    return {
      id: courier.id,
      accountId: courier.accountId,
      name: courier.name,
      phone: needsToCall ? await context.vault.open(courier.accountId, courier.phoneSealed, 'phone') : null,
    };
  }
  @FieldResolver(() => VehicleView, { nullable: true })
  vehicle(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return row.vehicleId ? context.loader(vehiclesById).load(row.vehicleId) : null;
  }
  @FieldResolver(() => StorageStayView, { nullable: true, description: 'In which store it rests; null on its way.' })
  storedIn(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return context.loader(staysByShipment).load(row.id);
  }
  @FieldResolver(() => [TrackPoint], { description: "Newest first; an outside express company's scans among ours." })
  async track(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<TrackPoint[]> {
    const moments: [number | null, string][] = [
      [row.readyAtMs, '商家已备好货'],
      [row.assignedAtMs, '已安排配送员'],
      [row.takenOverAtMs, `${row.carrierName}已接货，双方签字`],
      [row.calledAheadAtMs, '配送员已电话预约'],
      [row.atStationAtMs, `到了${row.stationName}，等您来取`],
      [row.deliveredAtMs, row.atStationAtMs === null ? '已签收' : '凭取货码取走'],
      [row.refusedAtMs, wentBack(row)],
      [row.atDepotAtMs, '已退回站点'],
      [row.returnedAtMs, '已退回商家'],
    ];
    const ours = moments.flatMap(([at, text]) => (at === null ? [] : [{ at, text }]));
    const scans = row.expressNumber ? await context.loader(scansByShipment).load(row.id) : [];
    const theirs = await Promise.all(
      scans.map(async ({ atMs, text }) => ({ at: atMs, text: await noteAbout(context, row, text, 'scan') })),
    );
    return [...ours, ...theirs].sort((a, b) => b.at - a.at);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: "Why the courier's code cannot be checked now, and what to do; null where it can.",
  })
  identityLock(@Root() row: Row): string | null {
    return isCodeLocked(row) && !row.identityCheckedAtMs ? codeLocked.TOO_MANY_ATTEMPTS.message : null;
  }
  @FieldResolver(() => SafeInt)
  doorFen(@Root() row: Row): number {
    return isPaidAtDoor(row) ? row.goodsFen + row.deliveryFen : 0;
  }
  @FieldResolver(() => [ShipmentActs], {
    description: 'What this caller can do now; of the steps at the door, those whose turn it is.',
  })
  async availableActions(@Ctx() context: LogisticsContext, @Root() row: Row) {
    const parts = partsIn(context.actor, row, 'orders');
    return parcelActions({ row, parts, facts: await parcelFacts(context, row, parts) }, context.clock.now());
  }
}

/** Why it goes back to its seller, and from where. */
function wentBack({ refusalReason, atStationAtMs, leftStationAtMs, stoppedAtMs, missedVisits }: Row): string {
  if (refusalReason !== null) return '已拒收，货物退回';
  if (missedVisits >= VISITS_MAX) return '两次上门没人，货物退回';
  if (stoppedAtMs !== null) return '货被停售或召回，退回商家';
  if (leftStationAtMs !== null) return '配送员从服务站取回，退回商家';
  return atStationAtMs === null ? '货物退回' : '过了取货时间没人来取，退回商家';
}

@Resolver(() => OrderStub)
export class OrderShipmentsResolver {
  @FieldResolver(() => [ShipmentView])
  shipments(@Ctx() context: LogisticsContext, @Root() order: OrderStub) {
    return context.loader(shipmentsByOrder).load(order.id);
  }
}
