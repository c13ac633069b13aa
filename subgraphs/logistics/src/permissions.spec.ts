import { expect, it } from '@jest/globals';
import { whoMay } from '@heitu/kit/serving/who-may';
import { logistics } from './index.ts';

const heldAgainst = (who: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(who).flatMap(([name, fields]) => fields.map((field) => [field, name])));

/** Who may ask what, by hand: a rule that is opened, or closed to one role, must be changed here as well. */
const WHO: Readonly<Record<string, readonly string[]>> = {
  anyone: [
    'countyStations',
    'courierRules',
    'deliveryPlace',
    'divisionPath',
    'divisions',
    'homeCounty',
    'homeTownships',
  ],
  // Whose parcel it is, the rows say: ownership.spec.ts.
  'signed-in': [
    'checkCourierCode',
    'collection',
    'collections',
    'contentsCases',
    'handover',
    'openContentsCase',
    'pickupStations',
    'readings',
    'refuseDelivery',
    'renewPickupCode',
    'reportCarrierBreach',
    'shipment',
    'shipments',
    'signCollection',
    'signDelivery',
    'supervisionChecks',
    'tariffChanges',
  ],
  courier: [
    'acceptCourierRules',
    'courierCode',
    'courierPosts',
    'inspectCollection',
    'recordCodCollected',
    'recordCollectionCondition',
    'recordNobodyHome',
    'recordOuterPackagingOpened',
    'sendSigningCode',
    'settleCollection',
    'signAtDoor',
    'signHandoverByCard',
    'takeCollection',
  ],
  'carrier-manager': [
    'assignCollection',
    'assignReadyShipments',
    'assignShipment',
    'endCourier',
    'endDevice',
    'endVehicle',
    'linkDevice',
    'registerCourier',
    'registerFacility',
    'registerVehicle',
    'remitCod',
    'sayCodPaid',
    'renewCourierCode',
    'resolveAlarm',
    'resolveMismatch',
    'setCarrierService',
    'setExpressNumber',
    'setRate',
    'setServiceArea',
    'settleContentsCase',
    'voidHandover',
    'withdrawRate',
    'withdrawServiceArea',
    'withdrawTariffChange',
  ],
  'station-agent': ['giveParcelBack', 'handOutParcel', 'setStationService', 'stationShelves', 'takeParcelAtStation'],
  'courier carrier-manager': [
    'acknowledgeAlarm',
    'appointCollection',
    'arriveAtDepot',
    'callAhead',
    'checkLoad',
    'handOverCollection',
    'handParcelToStation',
    'releaseFromStorage',
    'storeShipment',
  ],
  'seller-owner seller-staff courier carrier-manager': [
    'openHandover',
    'reconcileHandovers',
    'returnToSeller',
    'signCollectionHandover',
    'signCustodyLeg',
    'signHandover',
  ],
  'seller-owner seller-staff': ['issueHandoverCard', 'objectToHandover', 'withdrawHandoverCard'],
  'seller-owner seller-staff operator-admin regulator': ['handoverCard'],
  'operator-admin': ['decideTariffChange', 'declareVillages', 'planCheck', 'recordCheck', 'settleFinding'],
  'finance operator-admin regulator': ['logisticsDue'],
  'operator-admin regulator': ['townshipsNow', 'villages'],
  'seller-owner seller-staff finance operator-admin': ['answerCodPaid', 'answerCodReversal'],
  'carrier-manager operator-admin': ['reverseCod'],
  'carrier-manager operator-admin regulator': ['carrierReport', 'openLegs', 'storageStays'],
  'courier carrier-manager operator-admin regulator': ['alarms', 'carriers', 'stations', 'uncheckedTrips'],
  'seller-owner seller-staff carrier-manager operator-admin regulator': ['handoverReconciliations', 'openHandovers'],
  'seller-owner seller-staff courier carrier-manager finance operator-admin regulator': ['codRemittances'],
  'scope logistics': ['partnerShipments'],
  'peer:orders': ['deliveryOffers', 'noteForOrder', 'tariffsThen'],
  'peer:payments': ['doorParcel'],
  'peer:orders peer:trust': ['shipmentsForPeer'],
  'peer:trust': [
    'logisticsCaseFile',
    'logisticsConduct',
    'logisticsCopy',
    'logisticsDuties',
    'logisticsEvidence',
    'logisticsMatrix',
    'logisticsKept',
    'signingCodeForPeer',
    'pickupCodeForPeer',
  ],
};

it('lets in at each root of logistics those who are meant, and nobody else', () => {
  expect(whoMay(logistics)).toEqual(heldAgainst(WHO));
});

it('shows of a carrier its name and service to anyone, its equipment to its trade, its trade to its desk', () => {
  expect(whoMay(logistics, ['Carrier'])).toEqual(
    heldAgainst({
      anyone: [
        'inGoodStanding',
        'name',
        'party',
        'partyId',
        'remitWorkingDays',
        'collectsPayment',
        'responseMinutes',
        'serviceDaysPerWeek',
        'serviceHoursPerDay',
        'standingReason',
        'stationOffFen',
        'takeOverHours',
        'tariffsComing',
      ],
      'courier carrier-manager operator-admin regulator': [
        'areas',
        'couriers',
        'devices',
        'facilities',
        'licensedModes',
        'rates',
        'vehicles',
      ],
      'carrier-manager operator-admin regulator': ['report', 'sellers'],
    }),
  );
});

it.each([
  ['DeliveryOffer', 'peer:orders'],
  ['ShipmentForPeer', 'peer:orders peer:trust'],
  ['ConductFigure', 'peer:trust'],
])('shows nothing of a %s but to %s', (type, who) => {
  expect([...new Set(Object.values(whoMay(logistics, [type])))]).toEqual([who]);
});
