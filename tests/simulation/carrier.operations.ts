import { HOUR_MS } from '@heitu/kit/rules/clock';
import { PHOTO } from '../journeys/plants.ts';
import type { SqlRow } from '../invariants/books.ts';
import type { Act, County, Operation } from './county.ts';

const photo = `data:image/jpeg;base64,${PHOTO.toString('base64')}`;

const COLD_POINTS = {
  productionDateChecked: true,
  shelfLifeChecked: true,
  storageConditionChecked: true,
  innerPackagingIntact: true,
  outerPackagingIntact: true,
  vehicleClean: true,
};
/** The person at the door reads the code off the courier's phone. */
const CODE_QUERY = {
  shipmentId: 'query($id: ID!) { courierCode(shipmentId: $id) { code } }',
  collectionId: 'query($id: ID!) { courierCode(collectionId: $id) { code } }',
} as const;

function assignShipment(county: County): Act | null {
  const shipment = county.one('logistics', 'Shipment', "state in ('ready', 'assigned')");
  if (!shipment) return null;
  const carrier = shipment['carrierPartyId']!;
  const courier = county.chance.pick(
    county.rows(
      'logistics',
      "select id from Courier where carrierPartyId = ? and state = 'working' order by id",
      carrier,
    ),
  );
  const vehicle = county.chance.pick(
    county.rows('logistics', 'select id from Vehicle where carrierPartyId = ? order by id', carrier),
  );
  return {
    to: 'logistics',
    mutation: 'assignShipment',
    actor: county.carrier(carrier),
    input: { shipmentId: shipment['id'], courierId: courier['id'], vehicleId: vehicle['id'] },
  };
}
function assignReady(county: County): Act | null {
  const shipment = county.one('logistics', 'Shipment', "state = 'ready'");
  return (
    shipment && {
      to: 'logistics',
      mutation: 'assignReadyShipments',
      actor: county.carrier(shipment['carrierPartyId']!),
      select: '__typename',
      input: { carrierPartyId: shipment['carrierPartyId'] },
    }
  );
}
/** No thermometer reports here: what comes from a watched store stays there. */
export const UNWATCHED =
  "(storage != 'chilled' or sellerPartyId not in (select sellerPartyId from Facility where sellerPartyId is not null))";
function openHandover(county: County): Act | null {
  const shipment = county.one(
    'logistics',
    'Shipment',
    `state = 'assigned' and ${UNWATCHED} and id not in (select shipmentId from Handover where state = 'open')`,
  );
  if (!shipment) return null;
  const { temperatureCelsiusMin: min, temperatureCelsiusMax: max } = shipment;
  const celsius = min === null || max === null ? null : (Number(min) + Number(max)) / 2;
  return {
    to: 'logistics',
    mutation: 'openHandover',
    actor: county.carrier(shipment['carrierPartyId']!),
    input: {
      shipmentId: shipment['id'],
      facilityTemperatureCelsius: celsius,
      productTemperatureCelsius: celsius,
      ...COLD_POINTS,
    },
  };
}
function signHandover(county: County): Act | null {
  const handover = county.one('logistics', 'Handover', "state = 'open' and carrierSignedAtMs is null");
  return (
    handover && {
      to: 'logistics',
      mutation: 'signHandover',
      actor: county.carrier(handover['carrierPartyId']!),
      input: { handoverId: handover['id'], as: 'CARRIER', custodian: '孟小军' },
    }
  );
}
function callAhead(county: County): Act | null {
  const shipment = county.one(
    'logistics',
    'Shipment',
    "state = 'taken-over' and calledAheadAtMs is null and stationPartyId is null",
  );
  return (
    shipment && {
      to: 'logistics',
      mutation: 'callAhead',
      actor: county.account(shipment['courierAccountId']!),
      input: { shipmentId: shipment['id'], agreedAt: county.isoIn(HOUR_MS), place: '小区南门' },
    }
  );
}
function openPackaging(county: County): Act | null {
  const shipment = county.one(
    'logistics',
    'Shipment',
    "state = 'taken-over' and identityCheckedAtMs is not null and outerOpenedAtMs is null",
  );
  return (
    shipment && {
      to: 'logistics',
      mutation: 'recordOuterPackagingOpened',
      actor: county.account(shipment['courierAccountId']!),
      input: { shipmentId: shipment['id'], inspected: true },
    }
  );
}
/** Of the parcels for whose door a call was made, one; what is done there is done by its courier. */
const atDoor =
  (mutation: string, input: (county: County, shipment: Record<string, string>) => Record<string, unknown>) =>
  (county: County): Act | null => {
    const shipment = county.one(
      'logistics',
      'Shipment',
      "state = 'taken-over' and calledAheadAtMs is not null and stationPartyId is null",
    );
    return (
      shipment && {
        to: 'logistics',
        mutation,
        actor: county.account(shipment['courierAccountId']!),
        input: { shipmentId: shipment['id'], ...input(county, shipment) },
      }
    );
  };
const sendSigningCode = atDoor('sendSigningCode', () => ({}));
const signAtDoor = atDoor('signAtDoor', (county) => ({
  ...(county.chance.isHit(0.5)
    ? { signer: 'RECIPIENT' }
    : { signer: 'HOUSEHOLD', agreedBy: '陈晓雨', agreedAt: county.isoIn(0) }),
  signerName: '陈晓雨',
  signature: '陈晓雨',
  photo,
}));
const recordNobodyHome = atDoor('recordNobodyHome', (county) => ({ photo, againAt: county.isoIn(4 * HOUR_MS) }));
function arriveAtDepot(county: County): Act | null {
  const shipment = county.one('logistics', 'Shipment', "state = 'refused'");
  return (
    shipment && {
      to: 'logistics',
      mutation: 'arriveAtDepot',
      actor: county.carrier(shipment['carrierPartyId']!),
      input: { shipmentId: shipment['id'] },
    }
  );
}
function returnToSeller(county: County): Act | null {
  const shipment = county.one('logistics', 'Shipment', "state = 'at-depot'");
  return (
    shipment && {
      to: 'logistics',
      mutation: 'returnToSeller',
      actor: county.carrier(shipment['carrierPartyId']!),
      input: { shipmentId: shipment['id'], resellable: county.chance.isHit(0.5) },
    }
  );
}

/** The next step of fetching something back, in the order of 8.6.ch and 8.6.ci; the signatures of the others are theirs. */
function collect(county: County): Act | null {
  const collection = county.one('logistics', 'Collection', "state in ('due', 'appointed', 'taken', 'at-centre')");
  return collection && nextOfCollection(county, collection);
}
export function nextOfCollection(county: County, collection: Record<string, string> & SqlRow): Act | null {
  const collectionId = collection['id']!;
  const manager = county.carrier(collection['carrierPartyId']!);
  const act = (mutation: string, actor: Act['actor'], input: Record<string, unknown>): Act => ({
    to: 'logistics',
    mutation,
    actor,
    input: { collectionId, ...input },
  });
  if (collection['courierId'] === null) {
    const couriers = county.rows(
      'logistics',
      "select id from Courier where carrierPartyId = ? and state = 'working' order by id",
      collection['carrierPartyId']!,
    );
    return act('assignCollection', manager, { courierId: county.chance.pick(couriers)['id'] });
  }
  const courier = county.account(collection['courierAccountId']!);
  if (collection['state'] === 'due')
    return act('appointCollection', courier, { agreedAt: county.isoIn(HOUR_MS), place: '小区南门' });
  if (collection['state'] === 'taken')
    return act('handOverCollection', courier, {
      place: '退换货中心',
      listChecked: true,
      conditionOk: county.chance.isHit(0.8),
      note: '与清单一致',
    });
  if (collection['state'] === 'at-centre')
    return collection['carrierHandedAtMs'] === null ? act('signCollectionHandover', manager, { as: 'CARRIER' }) : null;
  if (collection['identityCheckedAtMs'] === null) return null;
  if (collection['settledAtMs'] === null)
    return act('settleCollection', courier, {
      refundForm: collection['kind'] === 'exchange' ? 'EXCHANGE' : 'ORIGINAL',
    });
  if (collection['inspectedAtMs'] === null)
    return act('inspectCollection', courier, { meetsRule: true, note: '包装完好' });
  if (collection['recordedAtMs'] === null)
    return act('recordCollectionCondition', courier, { condition: '外观完好', accessories: '无' });
  if (collection['courierSignedAtMs'] === null)
    return act('signCollection', courier, { as: 'COURIER', signerName: '孟小军' });
  return collection['consumerSignedAtMs'] === null ? null : act('takeCollection', courier, {});
}

/** What one types must first be shown to the other: a question and a mutation. */
export interface CodeCheck {
  query: string;
  shownTo: Act['actor'];
  codeIn: (data: Record<string, unknown>) => string | null | undefined;
  check: (code: string) => Act;
  id: string;
}
export const codeCheck = (county: County): CodeCheck | null => pickupCheck(county) ?? courierCheck(county);

/** Half of what stands at the station its buyer comes for. */
function pickupCheck(county: County): CodeCheck | null {
  const shipment = county.one('logistics', 'Shipment', "state = 'at-station'");
  if (!shipment || county.chance.isHit(0.5)) return null;
  return {
    query: 'query($id: ID!) { shipment(id: $id) { pickup { code } } }',
    id: shipment['id']!,
    shownTo: county.account(shipment['buyerAccountId']!),
    codeIn: (data) => (data['shipment'] as { pickup: { code: string | null } } | null)?.pickup.code,
    check: (code) => ({
      to: 'logistics',
      mutation: 'handOutParcel',
      actor: county.holder('station-agent', shipment['stationPartyId']!),
      input: { shipmentId: shipment['id'], code },
    }),
  };
}

function courierCheck(county: County): CodeCheck | null {
  const shipment = county.one(
    'logistics',
    'Shipment',
    "state = 'taken-over' and calledAheadAtMs is not null and identityCheckedAtMs is null",
  );
  const collection = shipment
    ? null
    : county.one('logistics', 'Collection', "state = 'appointed' and identityCheckedAtMs is null");
  const task = shipment ?? collection;
  if (!task) return null;
  const key = shipment ? 'shipmentId' : 'collectionId';
  return {
    query: CODE_QUERY[key],
    id: task['id']!,
    shownTo: county.account(task['courierAccountId']!),
    codeIn: (data) => (data['courierCode'] as { code: string } | null)?.code,
    check: (code) => ({
      to: 'logistics',
      mutation: 'checkCourierCode',
      actor: county.account(task['buyerAccountId']!),
      select: '__typename',
      input: { [key]: task['id'], code },
    }),
  };
}

export const carrierOperations: readonly Operation[] = [
  { name: 'assign-shipment', weight: 8, next: assignShipment },
  { name: 'assign-ready', weight: 2, next: assignReady },
  { name: 'open-handover', weight: 10, next: openHandover },
  { name: 'carrier-signs-handover', weight: 10, next: signHandover },
  { name: 'call-ahead', weight: 10, next: callAhead },
  { name: 'open-packaging', weight: 9, next: openPackaging },
  { name: 'send-signing-code', weight: 2, next: sendSigningCode },
  { name: 'sign-at-door', weight: 2, next: signAtDoor },
  { name: 'nobody-home', weight: 3, next: recordNobodyHome },
  { name: 'arrive-at-depot', weight: 3, next: arriveAtDepot },
  { name: 'return-to-seller', weight: 3, next: returnToSeller },
  { name: 'collect', weight: 14, next: collect },
];
