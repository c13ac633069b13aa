import type { Actor } from '@heitu/kit/rules/actor';
import { byBuyer, byCourier, byDesk, desk, ofParty, on, toId } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';
import type { Row } from './platform.fixture.ts';

const sql = on('logistics');
const HOUR_LATER = (): string => new Date(Date.now() + 24 * 3_600_000).toISOString();
export const PARCEL = `select id, orderId, buyerAccountId, sellerPartyId as partyId, carrierPartyId, courierId,
  courierAccountId, vehicleId from Shipment
  where storage = 'ambient' and courierId is not null and vehicleId is not null order by id`;
const COLLECTION = `select c.id, c.orderId, c.buyerAccountId, c.sellerPartyId as partyId, c.carrierPartyId
    from Collection c order by c.id`;

/** A parcel as it was before the door. */
const NOTHING_DONE = `calledAheadAtMs = null, identityCheckedAtMs = null, outerOpenedAtMs = null,
  courierInspectedAtMs = null, codeAttempts = 0, stationPartyId = null`;
export const parcel = (set: string) => sql(`update Shipment set ${set} where id = :id`);
export const AT_THE_DOOR = parcel(
  "state = 'taken-over', calledAheadAtMs = 1, identityCheckedAtMs = 1, outerOpenedAtMs = 1, courierInspectedAtMs = 1",
);
const ON_THE_ROAD = parcel(`state = 'taken-over', ${NOTHING_DONE}`);
const CALLED = parcel(`state = 'taken-over', ${NOTHING_DONE}, calledAheadAtMs = 1, agreedAtMs = 1, missedVisits = 0`);
const NO_VISIT = sql('delete from DoorVisit where shipmentId = :id');
const ASSIGNED = parcel(`state = 'assigned', ${NOTHING_DONE}`);
const NO_DOCUMENT = sql("update Handover set state = 'void', openFor = null where shipmentId = :id and state = 'open'");
/** A parcel that its buyer fetches, at one of the county's stations. */
const STATION_PARCEL = PARCEL.replace('select id,', 'select id, (select min(partyId) from Station) as stationPartyId,');
const atStation = (state: string) =>
  parcel(
    `state = '${state}', stationPartyId = :stationPartyId, stationName = '站', atStationAtMs = 1, refusedAtMs = 1,
      fetchByMs = 9000000000000, pickupAttempts = -1, shelf = null, shelfFor = null, leftStationAtMs = null`,
  );
const NO_LEG = sql('delete from CustodyLeg where shipmentId = :id');
/** A courier has signed that the goods pass to a place: the other side is still to. */
const courierGave = (kind: string, place: string, placeId: string) =>
  sql(
    `insert into CustodyLeg (id, shipmentId, carrierPartyId, ${place}, kind, state, openFor, openedAtMs,
      signByMs, givenBy, givenAtMs, givenUnits)
    select id, id, carrierPartyId, ${placeId}, '${kind}', 'open', id, 9000000000000, 9000000000000, 'a courier', 1, 1
      from Shipment where id = :id`,
  );
const byAgent = (row: Row): Actor => desk('station-agent', row['stationPartyId']);
/** Six tries at once are counted before the first of them is judged. */
const ROOM_FOR_SIX = parcel('codeAttempts = -1');
const NO_ALARM = sql('delete from AlarmedShipment where shipmentId = :id');
const NOT_STORED = sql(
  'update StorageStay set leftAtMs = 1, openFor = null where shipmentId = :id and leftAtMs is null',
);
const CREW = sql(
  "update Courier set rulesVersion = '2026-01', rulesAcceptedAtMs = 1, state = 'working' where id = :courierId",
);
const OPEN_HANDOVER = `select h.id, h.shipmentId, s.buyerAccountId, s.sellerPartyId as partyId,
  s.carrierPartyId, s.courierAccountId from Handover h
  join Shipment s on s.id = h.shipmentId where h.state = 'signed' and s.vehicleId is not null order by h.id`;
const UNSIGNED = [
  sql("update Handover set state = 'void', openFor = null where shipmentId = :shipmentId"),
  sql(
    `update Handover set state = 'open', openFor = :shipmentId,
      sellerSignedAtMs = null, sellerAccountId = null, carrierSignedAtMs = null, carrierAccountId = null,
        completedAtMs = null where id = :id`,
  ),
  sql("update Shipment set state = 'assigned' where id = :shipmentId"),
] as const;

const STEPS = [
  'appointedAtMs',
  'identityCheckedAtMs',
  'settledAtMs',
  'inspectedAtMs',
  'recordedAtMs',
  'courierSignedAtMs',
  'consumerSignedAtMs',
  'takenAtMs',
];
/** A collection in the hands of the first courier of its carrier, with so many of the steps at the door done. */
const collection = (state: string, done: number) =>
  [
    sql(
      `update Collection set courierId = (select min(id) from Courier
        where carrierPartyId = :carrierPartyId and state = 'working') where id = :id`,
    ),
    sql(
      `update Collection set courierAccountId = (select accountId from Courier
        where Courier.id = Collection.courierId) where id = :id`,
    ),
    sql(
      `update Collection set state = '${state}', sellerReceivedAtMs = null, carrierHandedAtMs = null,
        ${STEPS.map((step, i) => `${step} = ${i < done ? 1 : 'null'}`).join(', ')} where id = :id`,
    ),
  ] as const;
/** Whoever fetches it: known only once the row was wound back. */
const FETCHED = `select c.id, c.orderId, c.buyerAccountId, c.sellerPartyId as partyId, c.carrierPartyId,
  (select accountId from Courier where id = (select min(id) from Courier
    where carrierPartyId = c.carrierPartyId and state = 'working')) as courierAccountId from Collection c order by c.id`;
const step = (state: string, done: number, as: Case['as'], input: Case['input']): Case => ({
  subgraph: 'logistics',
  find: FETCHED,
  back: collection(state, done),
  as,
  input,
});

/** What is carried, there and back. */
export const PARCELS: Readonly<Record<string, Case>> = {
  assignCollection: {
    subgraph: 'logistics',
    find: COLLECTION,
    as: byDesk,
    back: [...collection('due', 0), sql('update Collection set courierId = null where id = :id')],
    input: async ({ id, carrierPartyId }, county) => ({
      collectionId: id,
      courierId: (
        await county.one(
          'logistics',
          "select id from Courier where carrierPartyId = ? and state = 'working' order by id",
          [carrierPartyId],
        )
      )['id'],
      seenCourierId: null,
    }),
  },
  appointCollection: step('due', 0, byDesk, ({ id }) => ({ collectionId: id, agreedAt: HOUR_LATER() })),
  settleCollection: step('appointed', 2, byCourier, toId('collectionId')),
  inspectCollection: step('appointed', 3, byCourier, ({ id }) => ({ collectionId: id, meetsRule: true })),
  recordCollectionCondition: step('appointed', 4, byCourier, toId('collectionId')),
  signCollection: step('appointed', 5, byCourier, ({ id }) => ({ collectionId: id, as: 'COURIER' })),
  takeCollection: step('appointed', 7, byCourier, toId('collectionId')),
  handOverCollection: step('taken', 8, byCourier, ({ id }) => ({ collectionId: id, listChecked: true })),
  signCollectionHandover: step('at-centre', 8, byCourier, ({ id }) => ({ collectionId: id, as: 'CARRIER' })),
  assignShipment: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byDesk,
    back: [
      CREW,
      parcel(`state = 'ready', courierId = null, courierAccountId = null, vehicleId = null, ${NOTHING_DONE}`),
      sql('update Vehicle set endedAtMs = null where id = :vehicleId'),
    ],
    input: ({ id, courierId, vehicleId }) => ({ shipmentId: id, courierId, vehicleId, seenCourierId: null }),
  },
  assignReadyShipments: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byDesk,
    back: [CREW, parcel("state = 'ready', courierId = null, courierAccountId = null, vehicleId = null")],
    input: ({ carrierPartyId }) => ({ carrierPartyId }),
  },
  signCustodyLeg: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byDesk,
    back: [ON_THE_ROAD, NO_LEG, courierGave('into-store', 'facilityId', 'id')],
    input: toId('legId'),
  },
  handParcelToStation: {
    subgraph: 'logistics',
    find: STATION_PARCEL,
    as: byCourier,
    back: [NO_LEG, atStation('taken-over')],
    input: toId('shipmentId'),
  },
  takeParcelAtStation: {
    subgraph: 'logistics',
    find: STATION_PARCEL,
    as: byAgent,
    back: [NO_LEG, atStation('taken-over'), courierGave('to-station', 'stationPartyId', 'stationPartyId')],
    input: toId('shipmentId'),
  },
  handOutParcel: {
    subgraph: 'logistics',
    find: STATION_PARCEL,
    as: byAgent,
    back: [atStation('at-station'), NO_ALARM],
    input: async (row, county) => {
      const { shipment } = await county.act(
        'logistics',
        byBuyer(row),
        'query($id: ID!) { shipment(id: $id) { pickup { code } } }',
        { id: row['id'] },
      );
      return { shipmentId: row['id'], code: (shipment!['pickup'] as Row)['code'] };
    },
  },
  giveParcelBack: {
    subgraph: 'logistics',
    find: STATION_PARCEL,
    as: byAgent,
    back: [NO_LEG, atStation('left-at-station')],
    input: toId('shipmentId'),
  },
  renewPickupCode: {
    subgraph: 'logistics',
    find: STATION_PARCEL,
    as: byBuyer,
    back: [atStation('at-station')],
    input: toId('shipmentId'),
  },
  setStationService: {
    subgraph: 'logistics',
    find: 'select partyId as id, partyId as stationPartyId from Station order by partyId',
    as: byAgent,
    input: ({ stationPartyId }, _county, way) => ({
      stationPartyId,
      divisionCode: '230184102201',
      opens: '08:00',
      closes: '18:00',
      shelfPlaces: way + 4,
    }),
  },
  storeShipment: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byDesk,
    back: [ON_THE_ROAD, NOT_STORED],
    input: async ({ id, carrierPartyId }, county) => ({
      shipmentId: id,
      facilityId: (
        await county.one(
          'logistics',
          'select id from Facility where carrierPartyId = ? and sellerPartyId is null order by id',
          [carrierPartyId],
        )
      )['id'],
    }),
  },
  releaseFromStorage: {
    subgraph: 'logistics',
    find: `select t.id as stayId, t.shipmentId as id, s.carrierPartyId from StorageStay t
      join Shipment s on s.id = t.shipmentId order by t.id`,
    as: byDesk,
    back: [NOT_STORED, sql('update StorageStay set leftAtMs = null, openFor = :id where id = :stayId')],
    input: toId('shipmentId'),
  },
  setExpressNumber: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byDesk,
    back: [ASSIGNED],
    input: ({ id }, _county, way) => ({ shipmentId: id, number: `SF0000000${way}` }),
  },
  callAhead: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byCourier,
    back: [ON_THE_ROAD],
    input: ({ id }) => ({ shipmentId: id, agreedAt: HOUR_LATER() }),
  },
  checkCourierCode: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byBuyer,
    back: [parcel(`state = 'taken-over', ${NOTHING_DONE}`), parcel('calledAheadAtMs = 1'), ROOM_FOR_SIX],
    input: async (row, county) => {
      const { courierCode } = await county.act(
        'logistics',
        byCourier(row),
        'query($id: ID!) { courierCode(shipmentId: $id) { code } }',
        { id: row['id'] },
      );
      return { shipmentId: row['id'], collectionId: null, code: courierCode!['code'] };
    },
  },
  recordOuterPackagingOpened: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byCourier,
    back: [AT_THE_DOOR, parcel('outerOpenedAtMs = null, courierInspectedAtMs = null')],
    input: ({ id }) => ({ shipmentId: id, inspected: true }),
  },
  sendSigningCode: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byCourier,
    back: [CALLED, parcel('signingCodeRound = 0, signingCodeSentAtMs = null')],
    input: toId('shipmentId'),
  },
  signAtDoor: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byCourier,
    back: [CALLED, NO_ALARM, NO_VISIT],
    input: ({ id }) => ({ shipmentId: id, code: null, agreedBy: null, agreedAt: null }),
  },
  recordNobodyHome: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byCourier,
    back: [CALLED, NO_VISIT],
    input: ({ id }) => ({ shipmentId: id, againAt: HOUR_LATER() }),
  },
  signDelivery: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byBuyer,
    back: [AT_THE_DOOR, NO_ALARM],
    input: toId('shipmentId'),
  },
  refuseDelivery: { subgraph: 'logistics', find: PARCEL, as: byBuyer, back: [ON_THE_ROAD], input: toId('shipmentId') },
  arriveAtDepot: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byCourier,
    back: [parcel("state = 'refused'")],
    input: toId('shipmentId'),
  },
  returnToSeller: {
    subgraph: 'logistics',
    find: PARCEL,
    as: ofParty,
    back: [parcel("state = 'at-depot'")],
    input: toId('shipmentId'),
  },
  openContentsCase: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byBuyer,
    back: [AT_THE_DOOR, sql('delete from ContentsCase where shipmentId = :id')],
    input: ({ id }) => ({ shipmentId: id, outerIntact: true }),
  },
  settleContentsCase: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId from ContentsCase order by id',
    as: byDesk,
    back: [sql("update ContentsCase set state = 'open' where id = :id")],
    input: toId('caseId'),
  },
  renewCourierCode: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byDesk,
    back: [ON_THE_ROAD, parcel('codeAttempts = 5')],
    input: toId('shipmentId'),
  },
  openHandover: {
    subgraph: 'logistics',
    find: PARCEL,
    as: byCourier,
    back: [ASSIGNED, NO_DOCUMENT],
    input: ({ id }) => ({ shipmentId: id, facilityId: null }),
  },
  voidHandover: { subgraph: 'logistics', find: OPEN_HANDOVER, as: byDesk, back: UNSIGNED, input: toId('handoverId') },
  signHandover: { subgraph: 'logistics', find: OPEN_HANDOVER, as: byDesk, back: UNSIGNED, input: toId('handoverId') },
  reportCarrierBreach: { subgraph: 'logistics', find: PARCEL, as: byBuyer, input: toId('shipmentId') },
};
