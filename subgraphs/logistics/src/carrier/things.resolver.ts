import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LogisticsContext, RowOf } from '../context.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { CollectionView } from '../collection/collection.view.ts';
import { Trip } from '../shipment/shipment.view.ts';
import { SupervisionCheckView } from '../supervision/supervision.view.ts';
import { AlarmView } from '../temperature/temperature.view.ts';
import { deskRows, ofCarrier } from './carrier.loader.ts';
import { CarrierView, CourierView, DeviceView, FacilityView, Station, VehicleView } from './carrier.view.ts';

/** What a carrier works with is seen by its desk, and by who looks after all carriers; by nobody else. */
const SEEN = { nullable: true, description: "For the carrier's desk, and for those who look after all carriers." };
const [couriers, devices, facilities, vehicles] = [
  deskRows(ofCarrier.Courier),
  deskRows(ofCarrier.Device),
  deskRows(ofCarrier.Facility),
  deskRows(ofCarrier.Vehicle),
];

@Resolver(() => CarrierView)
export class CarrierPartyResolver {
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: CarrierView): PartyStub {
    return { id: partyId };
  }
}
@Resolver(() => Station)
export class StationPartyResolver {
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: Station): PartyStub {
    return { id: partyId };
  }
}
@Resolver(() => DeviceView)
export class DevicePlaceResolver {
  @FieldResolver(() => FacilityView, SEEN)
  facility(@Ctx() context: LogisticsContext, @Root() { facilityId }: RowOf<'Device'>) {
    return facilityId && context.loader(facilities).load(facilityId);
  }
  @FieldResolver(() => VehicleView, SEEN)
  vehicle(@Ctx() context: LogisticsContext, @Root() { vehicleId }: RowOf<'Device'>) {
    return vehicleId && context.loader(vehicles).load(vehicleId);
  }
}
@Resolver(() => AlarmView)
export class AlarmDeviceResolver {
  @FieldResolver(() => DeviceView, SEEN)
  device(@Ctx() context: LogisticsContext, @Root() { deviceId }: RowOf<'Alarm'>) {
    return context.loader(devices).load(deviceId);
  }
}
@Resolver(() => CollectionView)
export class CollectionCourierResolver {
  @FieldResolver(() => CourierView, SEEN)
  courier(@Ctx() context: LogisticsContext, @Root() { courierId }: RowOf<'Collection'>) {
    return courierId && context.loader(couriers).load(courierId);
  }
}
@Resolver(() => SupervisionCheckView)
export class CheckCourierResolver {
  @FieldResolver(() => CourierView, SEEN)
  courier(@Ctx() context: LogisticsContext, @Root() { courierId }: RowOf<'SupervisionCheck'>) {
    return courierId && context.loader(couriers).load(courierId);
  }
}
@Resolver(() => Trip)
export class TripVehicleResolver {
  @FieldResolver(() => VehicleView, SEEN)
  vehicle(@Ctx() context: LogisticsContext, @Root() { vehicleId }: Trip) {
    return context.loader(vehicles).load(vehicleId);
  }
}
