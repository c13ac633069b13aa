import { apiName } from '@heitu/kit/rules/enums';
import { CHECKLISTS } from '@heitu/standard';
import { byCourier, byDesk, official, on, toId } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

/** A checklist of which all is so. */
export const allSo = (list: string) =>
  CHECKLISTS[list as keyof typeof CHECKLISTS].map((item) => ({ item: apiName(item), passed: true }));
const sql = on('logistics');
const CARRIER = 'select partyId as carrierPartyId from Carrier where inGoodStanding = 1 order by partyId';

/** A dearer rate that its carrier has announced. */
const announced = (state: string) =>
  [
    ['logistics', 'delete from TariffChange'],
    [
      'logistics',
      `insert into TariffChange (id, carrierPartyId, kind, rateId, storage, divisionCode, title, openFor, \`before\`, \`after\`,
        risePercent, isLeap, state, announcedAtMs, bindsAtMs, lookDueAtMs)
      select r.id, r.carrierPartyId, 'rate', r.id, r.storage, r.divisionCode, '', r.id, '{}', '{}',
        50, 1, '${state}', 1, 4000000000000, 4000000000000 from Rate r where r.id = :id`,
    ],
  ] as const;

/** What carriers have and are looked after for. */
export const CARRIERS: Readonly<Record<string, Case>> = {
  setServiceArea: {
    subgraph: 'logistics',
    find: CARRIER,
    as: byDesk,
    input: ({ carrierPartyId }, _county, way) => ({
      carrierPartyId,
      divisionCode: `23010${way + 1}`,
      firstMile: true,
      lastMile: true,
      stationPartyId: null,
    }),
  },
  setRate: {
    subgraph: 'logistics',
    find: CARRIER,
    as: byDesk,
    input: ({ carrierPartyId }, _county, way) => ({ carrierPartyId, divisionCode: `23010${way + 1}` }),
  },
  withdrawTariffChange: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId from Rate order by id',
    as: byDesk,
    back: announced('announced'),
    input: toId('changeId'),
  },
  decideTariffChange: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId from Rate order by id',
    as: () => official('operator-admin'),
    back: announced('held'),
    input: ({ id }) => ({ changeId: id, allow: true, reason: '看过油价单' }),
  },
  withdrawServiceArea: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId from ServiceArea order by id',
    as: byDesk,
    input: toId('areaId'),
  },
  withdrawRate: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId from Rate order by id',
    as: byDesk,
    input: toId('rateId'),
  },
  declareVillages: { subgraph: 'logistics', as: () => official('operator-admin') },
  setCarrierService: {
    subgraph: 'logistics',
    find: CARRIER,
    as: byDesk,
    input: ({ carrierPartyId }) => ({ carrierPartyId, responseMinutes: 60, takeOverHours: 24, remitWorkingDays: 3 }),
  },
  registerFacility: {
    subgraph: 'logistics',
    find: CARRIER,
    as: byDesk,
    input: ({ carrierPartyId }) => ({ carrierPartyId, sellerPartyId: null, dwellHoursMax: 24 }),
  },
  registerVehicle: {
    subgraph: 'logistics',
    find: CARRIER,
    as: byDesk,
    input: ({ carrierPartyId }, _county, way) => ({ carrierPartyId, plate: `黑A0NCE${way}` }),
  },
  registerCourier: {
    subgraph: 'logistics',
    find: CARRIER,
    as: byDesk,
    input: async ({ carrierPartyId }, county) => ({
      carrierPartyId,
      accountId: (
        await county.one('trust', "select id from Account where login is null and state = 'active' order by id desc")
      )['id'],
    }),
  },
  endVehicle: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId from Vehicle order by id',
    as: byDesk,
    input: toId('vehicleId'),
    back: [
      sql('update Vehicle set endedAtMs = null where id = :id'),
      sql("update Shipment set state = 'delivered' where vehicleId = :id"),
      sql("update Alarm set state = 'resolved' where vehicleId = :id"),
    ],
  },
  endDevice: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId, vehicleId from Device where vehicleId is not null order by id',
    as: byDesk,
    input: toId('deviceId'),
    back: [
      sql('update Device set endedAtMs = null where id = :id'),
      sql("update Shipment set state = 'delivered' where vehicleId = :vehicleId"),
      sql("update Alarm set state = 'resolved' where deviceId = :id"),
    ],
  },
  endCourier: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId from Courier order by id',
    as: byDesk,
    input: toId('courierId'),
    back: [
      sql("update Courier set state = 'working' where id = :id"),
      sql("update Shipment set state = 'delivered' where courierId = :id"),
    ],
  },
  acceptCourierRules: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId, accountId as courierAccountId from Courier order by id',
    as: byCourier,
    back: [sql("update Courier set state = 'working' where id = :id")],
    input: ({ carrierPartyId }) => ({ carrierPartyId, version: '2026-01' }),
  },
  linkDevice: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId from Facility where sellerPartyId is null order by id',
    as: byDesk,
    input: ({ id }, _county, way) => ({
      facilityId: id,
      vehicleId: null,
      deviceId: `ONCE-${way}`,
      secret: 'a-secret-of-this-thermometer',
    }),
  },
  checkLoad: {
    subgraph: 'logistics',
    find: "select id, carrierPartyId from Vehicle where validUntil > '2026-12-31' order by id",
    as: byDesk,
    back: [sql('update Vehicle set endedAtMs = null where id = :id'), sql('delete from Trip where vehicleId = :id')],
    input: ({ id }) => ({ vehicleId: id, secured: true, segregated: true, clean: true, lawful: true }),
  },
  reconcileHandovers: {
    subgraph: 'logistics',
    find: 'select carrierPartyId, sellerPartyId from Handover order by id',
    as: byDesk,
    input: ({ carrierPartyId, sellerPartyId }) => ({
      carrierPartyId,
      sellerPartyId,
      from: new Date(Date.now() - 9 * 86_400_000).toISOString(),
      to: new Date().toISOString(),
    }),
  },
  resolveMismatch: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId from Reconciliation order by id',
    as: byDesk,
    input: toId('mismatchId'),
    back: [
      sql('delete from Mismatch where id = :id'),
      sql("insert into Mismatch (id, reconciliationId, handoverId, kind, text) values (:id, :id, :id, 'missing', '')"),
    ],
  },
  planCheck: {
    subgraph: 'logistics',
    find: CARRIER,
    as: () => official('operator-admin'),
    input: ({ carrierPartyId }) => ({ carrierPartyId, recheckOf: null }),
  },
  recordCheck: {
    subgraph: 'logistics',
    find: 'select id, topic from SupervisionCheck order by id',
    as: () => official('operator-admin'),
    back: [sql("update SupervisionCheck set state = 'planned', doneAtMs = null, settledAtMs = null where id = :id")],
    input: ({ id, topic }) => ({ checkId: id, courierId: null, items: allSo(String(topic)) }),
  },
  settleFinding: {
    subgraph: 'logistics',
    find: "select id, carrierPartyId, '8.2.au' as clause from SupervisionCheck where topic = 'agreement' order by id",
    as: () => official('operator-admin'),
    back: [
      sql(
        "update SupervisionCheck set state = 'breached', doneAtMs = 1, openSinceMs = 1, settledAtMs = null where id = :id",
      ),
      on('trust')('delete from Measure where id = :id'),
      // The check's own id will do as the measure's.
      on('trust')(
        `insert into Measure (id, partyId, step, state, reason, clause, takenBy, takenAtMs)
          values (:id, :carrierPartyId, 'warning', 'in-force', '没有按约定取货', :clause, :id, 2)`,
      ),
    ],
    input: ({ id }) => ({ checkId: id, measureId: id }),
  },
  acknowledgeAlarm: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId from Alarm order by id',
    as: byDesk,
    back: [sql("update Alarm set state = 'raised' where id = :id")],
    input: toId('alarmId'),
  },
  resolveAlarm: {
    subgraph: 'logistics',
    find: 'select id, carrierPartyId from Alarm order by id',
    as: byDesk,
    back: [sql("update Alarm set state = 'acknowledged', endedAtMs = 1 where id = :id")],
    input: toId('alarmId'),
  },
};
