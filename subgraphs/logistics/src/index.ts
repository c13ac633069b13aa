import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { RETENTION } from '@heitu/standard';
import {
  AreaResolver,
  NextFeeResolver,
  RateDivisionResolver,
  ServiceAreaDivisionResolver,
} from './area/area.resolver.ts';
import { DeliveryPlaceResolver } from './area/delivery-place.resolver.ts';
import { DivisionResolver } from './area/division.resolver.ts';
import { couriers, devices, vehicles } from './carrier/carrier.moves.ts';
import { carriersById } from './carrier/carrier.loader.ts';
import { CardSignatureResolver, HandoverByCardResolver, HandoverCardResolver } from './card/card.resolver.ts';
import { CarrierResolver, CourierResolver, VehicleResolver, DeviceResolver } from './carrier/carrier.resolver.ts';
import {
  AlarmDeviceResolver,
  CarrierPartyResolver,
  CheckCourierResolver,
  CollectionCourierResolver,
  DevicePlaceResolver,
  StationPartyResolver,
  TripVehicleResolver,
} from './carrier/things.resolver.ts';
import { collections } from './collection/collection.moves.ts';
import { collectionsById } from './collection/collection.loader.ts';
import { CollectionResolver } from './collection/collection.resolver.ts';
import { CodRemittanceResolver, ContentsCaseResolver, DeliveryResolver } from './delivery/delivery.resolver.ts';
import { codRemittances, contentsCases } from './delivery/delivery.moves.ts';
import { SigningCodeResolver, DoorVisitResolver, ShipmentDoorResolver } from './delivery/visit.resolver.ts';
import { edges } from './edges.ts';
import { entities, type LogisticsContext } from './context.ts';
import { evidence } from './evidence/evidence.ts';
import { logisticsDuties } from './supervision/logistics.duties.ts';
import { LotStub } from './foreign/lot.stub.ts';
import { AfterSaleStub, OrderStub } from './foreign/order.stub.ts';
import {
  AlarmPartyResolver,
  CodRemittancePartiesResolver,
  CollectionPartyResolver,
  ContentsCasePartyResolver,
  HandoverReconciliationPartiesResolver,
  StorageStayPartyResolver,
  SupervisionCheckPartyResolver,
} from './foreign/party.resolver.ts';
import { PartyStub } from './foreign/party.stub.ts';
import { SkuStub } from './foreign/sku.stub.ts';
import { handovers, mismatches } from './handover/handover.moves.ts';
import { HandoverResolver, ReconciliationResolver, ShipmentHandoversResolver } from './handover/handover.resolver.ts';
import { legs } from './custody/leg.moves.ts';
import { CollectionLegsResolver, LegResolver, ShipmentLegsResolver } from './custody/leg.resolver.ts';
import { jobs } from './jobs.ts';
import { logisticsDue } from './supervision/logistics.due.ts';
import { LogisticsDueResolver } from './supervision/due.resolver.ts';
import { mutations } from './mutations.ts';
import { PartnerShipmentResolver } from './partners/partner-shipment.resolver.ts';
import { permissions } from './permissions.ts';
import { caseFile } from './shipment/case-file.ts';
import { persons } from './persons.ts';
import { reactions } from './reactions.ts';
import { sealedTexts } from './sealed-texts.ts';
import { logisticsServices } from './services.ts';
import { ACTS } from './shipment/recipient.loader.ts';
import { OrderShipmentsResolver, ShipmentFieldsResolver } from './shipment/shipment-fields.resolver.ts';
import { TripResolver } from './shipment/trip.resolver.ts';
import { StorageStayResolver } from './shipment/storage-stay.resolver.ts';
import { shipments, storageStays, trips } from './shipment/shipment.moves.ts';
import { shipmentsById } from './shipment/shipment.loader.ts';
import { ShipmentResolver } from './shipment/shipment.resolver.ts';
import {
  CheckShipmentResolver,
  CodShipmentResolver,
  CollectionAfterSaleResolver,
  CollectionItemSkuResolver,
  ContentsCaseShipmentResolver,
  HandoverShipmentResolver,
  LeftShipmentResolver,
  MismatchHandoverResolver,
  ShipmentItemSkuResolver,
  ShipmentLotResolver,
  StorageStayShipmentResolver,
} from './shipment/things.resolver.ts';
import { supervisionChecks } from './supervision/check.moves.ts';
import { SupervisionCheckResolver, SupervisionResolver } from './supervision/supervision.resolver.ts';
import {
  ShipmentPickupResolver,
  StationParcelResolver,
  StationResolver,
  StationServiceResolver,
} from './station/station.resolver.ts';
import { tariffChanges } from './tariff/tariff.moves.ts';
import { CarrierTariffsResolver, TariffChangeResolver } from './tariff/tariff.resolver.ts';
import { alarms } from './temperature/alarm.moves.ts';
import { ShipmentTemperatureResolver, TemperatureResolver } from './temperature/temperature.resolver.ts';
import { silentDevices } from './temperature/watch-devices.ts';

export const logistics = {
  name: 'logistics',
  resolvers: [
    CarrierResolver,
    CourierResolver,
    VehicleResolver,
    DeviceResolver,
    AreaResolver,
    NextFeeResolver,
    ServiceAreaDivisionResolver,
    RateDivisionResolver,
    TariffChangeResolver,
    CarrierTariffsResolver,
    DivisionResolver,
    DeliveryPlaceResolver,
    ShipmentResolver,
    ShipmentFieldsResolver,
    StorageStayResolver,
    OrderShipmentsResolver,
    HandoverResolver,
    ShipmentHandoversResolver,
    LegResolver,
    StationResolver,
    StationServiceResolver,
    StationParcelResolver,
    ShipmentPickupResolver,
    ShipmentLegsResolver,
    CollectionLegsResolver,
    ReconciliationResolver,
    HandoverCardResolver,
    HandoverByCardResolver,
    CardSignatureResolver,
    DeliveryResolver,
    ContentsCaseResolver,
    SigningCodeResolver,
    DoorVisitResolver,
    ShipmentDoorResolver,
    CodRemittanceResolver,
    TemperatureResolver,
    ShipmentTemperatureResolver,
    CollectionResolver,
    SupervisionResolver,
    SupervisionCheckResolver,
    PartnerShipmentResolver,
    LogisticsDueResolver,
    AlarmPartyResolver,
    SupervisionCheckPartyResolver,
    CodRemittancePartiesResolver,
    HandoverReconciliationPartiesResolver,
    CarrierPartyResolver,
    CollectionPartyResolver,
    ContentsCasePartyResolver,
    StorageStayPartyResolver,
    StationPartyResolver,
    DevicePlaceResolver,
    AlarmDeviceResolver,
    CollectionCourierResolver,
    CheckCourierResolver,
    TripResolver,
    TripVehicleResolver,
    HandoverShipmentResolver,
    ContentsCaseShipmentResolver,
    StorageStayShipmentResolver,
    CodShipmentResolver,
    CheckShipmentResolver,
    LeftShipmentResolver,
    MismatchHandoverResolver,
    ShipmentItemSkuResolver,
    ShipmentLotResolver,
    CollectionItemSkuResolver,
    CollectionAfterSaleResolver,
  ],
  orphanedTypes: [OrderStub, PartyStub, SkuStub, AfterSaleStub, LotStub],
  references: {
    Shipment: (context: LogisticsContext, key: { id: string }) => context.loader(shipmentsById).load(key.id),
    Collection: (context: LogisticsContext, key: { id: string }) => context.loader(collectionsById).load(key.id),
    Carrier: (context: LogisticsContext, key: { partyId: string }) => context.loader(carriersById).load(key.partyId),
  },
  foreign: ['Order', 'Party', 'Sku'],
  pointsTo: ['AfterSale', 'Lot'],
  mutations,
  permissions,
  entities,
  retention: RETENTION.logistics,
  due: logisticsDue,
  lifecycles: [
    shipments,
    storageStays,
    trips,
    handovers,
    legs,
    mismatches,
    contentsCases,
    codRemittances,
    collections,
    alarms,
    tariffChanges,
    vehicles,
    devices,
    couriers,
    supervisionChecks,
  ],
  sealedTexts,
  persons,
  caseFile,
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  reactions,
  edges,
  jobs,
  evidence,
  duties: logisticsDuties,
  figures: async (context: LogisticsContext) => ({ 'silent-devices': await silentDevices(context) }),
  services: logisticsServices,
  actRecorded: ACTS,
} satisfies Manifest;

export { entities, type LogisticsContext } from './context.ts';
// For the demo county, which writes rows as the use cases would have.
export * from './area/area.entity.ts';
export * from './area/past-tariff.entity.ts';
export * from './carrier/carrier.entity.ts';
export { COURIER_RULES, SERVICE_DEFAULTS } from './carrier/carrier.policy.ts';
export * from './card/card.entity.ts';
export * from './collection/collection.entity.ts';
export { knowContract } from './contract/know-contract.ts';
export { collectionLifecycle } from './collection/collection.lifecycle.ts';
export { shipmentReturned } from '@heitu/events/logistics.shipment-returned.v1';
export * from './custody/leg.entity.ts';
export * from './delivery/delivery.entity.ts';
export * from './handover/handover.entity.ts';
export { documentHashOf, documentText, signatureOf, type GoodsDocument } from './handover/handover.policy.ts';
export type { StoreRecord } from './handover/store-record.policy.ts';
export { tripIdOf } from './shipment/check-load.ts';
export * from './shipment/shipment.entity.ts';
export { shipmentLifecycle } from './shipment/shipment.lifecycle.ts';
export { needsOf, type ShipmentLine } from './shipment/shipment.policy.ts';
export * from './supervision/supervision.entity.ts';
export { checkDueAtMs } from './supervision/supervision.policy.ts';
export { hourOf, isOver, sealsIn } from './temperature/seal-readings.ts';
export * from './temperature/temperature.entity.ts';
