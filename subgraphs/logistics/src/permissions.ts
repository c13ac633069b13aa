import { permit, type PermissionTree, type Rule } from '@heitu/kit/permissions';
import type { Interface } from '@heitu/standard';

const logistics = { role: 'partner', scope: 'logistics', clause: '11.8.ee' } as const satisfies Interface;
const carrierDesk = permit.role('carrier-manager');
const courier = permit.role('courier');
const carrier = permit.role('carrier-manager', 'courier');
const carrierOrSeller = permit.role('carrier-manager', 'courier', 'seller-owner', 'seller-staff');
const operator = permit.role('operator-admin');
const lookers = permit.role('carrier-manager', 'courier', 'operator-admin', 'regulator');
const overCarriers = permit.role('carrier-manager', 'operator-admin', 'regulator');

/** Mutation → who may call it; whose row it is, each use case asks in its `where`. */
const mutations = {
  setCarrierService: carrierDesk, registerFacility: carrierDesk, registerVehicle: carrierDesk, registerCourier: carrierDesk, endCourier: carrierDesk, linkDevice: carrierDesk, endVehicle: carrierDesk, endDevice: carrierDesk,
  acceptCourierRules: courier, setServiceArea: carrierDesk, setRate: carrierDesk, withdrawServiceArea: carrierDesk, withdrawRate: carrierDesk, declareVillages: operator,
  assignShipment: carrierDesk, assignReadyShipments: carrierDesk, checkLoad: carrier, storeShipment: carrier, releaseFromStorage: carrier, setExpressNumber: carrierDesk,
  openHandover: carrierOrSeller, voidHandover: carrierDesk, signHandover: carrierOrSeller, reconcileHandovers: carrierOrSeller, resolveMismatch: carrierDesk,
  callAhead: carrier, checkCourierCode: permit.signedIn, renewCourierCode: carrierDesk, recordOuterPackagingOpened: courier, signDelivery: permit.signedIn, refuseDelivery: permit.signedIn,
  arriveAtDepot: carrier, returnToSeller: carrierOrSeller, openContentsCase: permit.signedIn, settleContentsCase: carrierDesk, recordCodCollected: courier, remitCod: carrierDesk, reverseCod: permit.role('carrier-manager', 'operator-admin'),
  acknowledgeAlarm: carrier, resolveAlarm: carrierDesk,
  assignCollection: carrierDesk, appointCollection: carrier, settleCollection: courier, inspectCollection: courier, recordCollectionCondition: courier, signCollection: permit.signedIn,
  takeCollection: courier, handOverCollection: carrier, signCollectionHandover: carrierOrSeller,
  planCheck: operator, recordCheck: operator, settleFinding: operator, reportCarrierBreach: permit.signedIn,
} satisfies Record<string, Rule>;

const refusedOf = (mutation: string): string => `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Refused`;
/** Reached only through the roots above, whose rows are this actor's to see. */
const anyone = (...types: string[]): Record<string, Rule> => Object.fromEntries(types.map((type) => [type, permit.anyone]));
const pages = (...types: string[]): string[] => types.flatMap((type) => [`${type}Connection`, `${type}Edge`]);

export const permissions: PermissionTree = {
  Query: {
    partnerShipments: permit.scope(logistics),
    carriers: lookers, stations: lookers, carrierReport: overCarriers, courierRules: permit.anyone, courierPosts: courier, divisions: permit.anyone, divisionPath: permit.anyone, homeCounty: permit.anyone, homeTownships: permit.anyone,
    villages: permit.role('operator-admin', 'regulator'),
    shipments: permit.signedIn, shipment: permit.signedIn, handover: permit.signedIn,
    handoverReconciliations: permit.role('carrier-manager', 'seller-owner', 'seller-staff', 'operator-admin', 'regulator'),
    courierCode: courier, contentsCases: permit.signedIn,
    codRemittances: permit.role('carrier-manager', 'courier', 'seller-owner', 'seller-staff', 'operator-admin', 'regulator'),
    logisticsDue: permit.role('operator-admin', 'regulator'), readings: permit.signedIn, alarms: lookers, collections: permit.signedIn, collection: permit.signedIn, supervisionChecks: permit.signedIn,
    deliveryOffers: permit.peer('orders'), shipmentsForPeer: permit.peer('orders', 'trust'), noteForOrder: permit.peer('orders'), logisticsConduct: permit.peer('trust'),
  },
  Mutation: mutations,
  ...Object.fromEntries(Object.keys(mutations).map((mutation) => [refusedOf(mutation), permit.anyone])),
  // Name, standing and service are public; the rest hangs behind the desk's own ids.
  Carrier: {
    partyId: permit.anyone, name: permit.anyone, inGoodStanding: permit.anyone, standingReason: permit.anyone, serviceDaysPerWeek: permit.anyone, serviceHoursPerDay: permit.anyone,
    responseMinutes: permit.anyone, takeOverHours: permit.anyone, remitWorkingDays: permit.anyone,
    facilities: lookers, vehicles: lookers, couriers: lookers, devices: lookers, areas: lookers, rates: lookers, licensedModes: lookers, sellers: overCarriers, report: overCarriers,
  },
  DeliveryOffer: permit.peer('orders'),
  ShipmentForPeer: permit.peer('orders', 'trust'),
  ConductFigure: permit.peer('trust'),
  ...anyone(
    'DueItem', 'Order', 'Party', 'Sku', 'DeliveryPrice', 'Village', 'VillagesDeclared', 'Division', 'Facility', 'Vehicle', 'Courier', 'Device', 'ServiceArea', 'Station', 'DeliveryRate', 'CourierRules', 'CarrierReport',
    'Shipment', 'ShipmentRecipient', 'ShipmentLot', 'ShipmentItem', 'DeliveryStep', 'DeliveryNote', 'ShipmentCourier', 'TrackPoint', 'StorageStay', 'ShipmentStop', 'Trip', 'LeftUnassigned', 'ReadyShipmentsAssigned',
    'Handover', 'HandoverSignature', 'GoodsDocument', 'InspectedPoint', 'HandoverMismatch', 'HandoverReconciliation',
    'PartnerShipment', 'CourierCode', 'CourierIdentity', 'CourierCodeRenewed', 'ContentsCase', 'CodRemittance', 'TemperaturePoint', 'Alarm', 'Collection', 'CollectionItem', 'CollectionStep', 'SupervisionCheck',
    ...pages('Shipment', 'PartnerShipment', 'HandoverReconciliation', 'ContentsCase', 'CodRemittance', 'Alarm', 'Collection', 'SupervisionCheck'),
  ),
};
