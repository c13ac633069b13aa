import { must } from '@heitu/kit/rules/checked';
import { toJson } from '@heitu/kit/rules/typed-json';
import { sealTextWith, type Sealer } from '@heitu/kit/privacy/vault';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import {
  Carrier,
  Courier,
  COURIER_RULES,
  Device,
  Facility,
  HandoverCard,
  knowContract,
  PastRate,
  PastStationOff,
  Rate,
  Reading,
  SERVICE_DEFAULTS,
  ServiceArea,
  SkuOnSale,
  Station,
  SupervisionCheck,
  Vehicle,
  Village,
} from '@heitu/logistics';
import {
  atDay,
  carriers,
  COUNTY,
  dateOn,
  headOf,
  makeProducts,
  middleCelsius,
  operator,
  products as realProducts,
  station,
  villagePoints,
  villages,
  type CarrierFact,
} from '../county/index.ts';
import { HISTORY_SEED, inChunks, type SeedHistory } from './history.ts';
import { countyContracts } from './contract-facts.ts';
import { inRoom } from './rooms.ts';
import { accountId, courierId, facilityId, partyId, skuId, vehicleId } from './keys.ts';
import { seedShipments } from './logistics-history.ts';
import { sealReadingsSince } from './seal-readings.ts';

const CHUNK = 500;
const STORE_CAPACITY_KILOGRAMS_PER_SQUARE_METRE = 250;
const DWELL_HOURS: Readonly<Partial<Record<string, number>>> = {
  'frozen-store': 24 * 180,
  'cold-store': 24 * 10,
  'pre-cooling-store': 24,
};
const DWELL_HOURS_ELSEWHERE = 48;

/** Sellers in whose store a card hangs for where no phone works. */
const WITH_CARD = ['xiangtun-coop', 'beijiang-coldfood'];

/** What a carrier takes off where it need not go to the door. */
const STATION_OFF_FEN = 200;

/** A demo thermometer shares this with the platform; the sandbox's sensors sign with it. */
export const deviceSecret = (serial: string): string => idFrom(`device-secret:${serial}`);

/** The cards that hang in their stores. */
const seedCards = ({ em }: Context, nowMs: number): Promise<unknown> =>
  em.insertMany(
    HandoverCard,
    WITH_CARD.map((key) => ({
      id: idFrom(`handover-card:${key}`),
      sellerPartyId: partyId(`seller:${key}`),
      inForceFor: partyId(`seller:${key}`),
      issuedAtMs: nowMs - 20 * DAY_MS,
      issuedBy: accountId(`staff:${key}-owner`),
    })),
  );

/** Carriers with all that 8.1.af asks for, the villages they reach, and three months of parcels. */
export async function seedLogistics(context: Context, history: SeedHistory): Promise<void> {
  const { em } = context;
  if (await em.count(Carrier, {})) {
    if (await em.count(Village, { code: must(villages()[0], 'a village').code })) return;
    throw new Error(`another county than ${COUNTY.name} is loaded here: give it databases of its own`);
  }
  const { nowMs } = history;
  const baseDate = new Date(nowMs);
  await em.insert(Station, {
    partyId: partyId(station.key),
    name: station.name,
    inGoodStanding: true,
    createdAtMs: atDay(baseDate, station.registeredDay).getTime(),
    divisionCode: must(station.villageCode, 'the village of the station'),
    address: station.address,
    opens: '08:00',
    closes: '19:00',
    shelfPlaces: 8,
    coldPlaces: 4,
    receivesSinceMs: atDay(baseDate, station.registeredDay).getTime(),
    changedAtMs: atDay(baseDate, station.registeredDay).getTime(),
  });
  await seedCards(context, nowMs);
  const points = villagePoints();
  for await (const chunk of inChunks(villages(), CHUNK))
    await em.insertMany(
      Village,
      chunk.map((village) => ({
        code: village.code,
        name: village.name,
        townshipName: village.townshipName,
        remote: COUNTY.remoteTownships.includes(village.townshipName),
        latitude: points.get(village.code)?.latitude ?? null,
        longitude: points.get(village.code)?.longitude ?? null,
      })),
    );
  const skus = makeProducts({ seed: HISTORY_SEED, count: Math.max(realProducts.length, history.products) }).flatMap(
    (product) => product.skus,
  );
  for await (const chunk of inChunks(skus, CHUNK))
    await em.insertMany(
      SkuOnSale,
      chunk.map((sku) => ({ skuId: skuId(sku.key), storage: sku.storage.condition, changedAtMs: nowMs })),
    );
  for (const carrier of carriers) await seedCarrier(context, carrier, baseDate);
  for (const contract of countyContracts(nowMs)) await knowContract(inRoom(context, 'logistics'), contract);
  const sealCheck = await context.vault.sealer(carriers.map(({ key }) => partyId(key)));
  await em.insertMany(
    SupervisionCheck,
    carriers.flatMap((carrier) => checksOf(sealCheck, carrier, nowMs)),
  );
  await seedShipments(context, history);
  await sealReadingsSince(inRoom(context, 'logistics'), 0);
}

const couriersOf = (carrier: CarrierFact) => carrier.staff.filter((person) => person.role === 'courier');

async function seedCarrier(context: Context, carrier: CarrierFact, baseDate: Date): Promise<void> {
  const { em } = context;
  const id = partyId(carrier.key);
  const sinceMs = atDay(baseDate, -200).getTime();
  await em.insert(Carrier, {
    partyId: id,
    name: carrier.name,
    inGoodStanding: true,
    standingReason: '',
    serviceDaysPerWeek: 7,
    serviceHoursPerDay: 10,
    ...SERVICE_DEFAULTS,
    stationOffFen: STATION_OFF_FEN,
    licensedModes: toJson([]),
    serviceChangedAtMs: sinceMs,
    createdAtMs: sinceMs,
  });
  await seedFacilities(context, carrier, sinceMs);
  await em.insertMany(
    Vehicle,
    carrier.vehicles.map((vehicle) => {
      const licence = must(vehicle.papers[0], `the licence of ${vehicle.plate}`);
      return {
        id: vehicleId(vehicle.key),
        carrierPartyId: id,
        plate: vehicle.plate,
        kind: vehicle.kind,
        licenceNumber: licence.number,
        validUntil: dateOn(baseDate, licence.validUntilDay ?? 365),
        temperatureCelsiusMin: vehicle.temperatureCelsiusMin,
        temperatureCelsiusMax: vehicle.temperatureCelsiusMax,
        createdAtMs: sinceMs,
      };
    }),
  );
  const seal = await context.vault.sealer([id, ...couriersOf(carrier).map((person) => accountId(person.key))]);
  await seedCouriers(context, seal, carrier, sinceMs);
  await seedDevices(context, seal, carrier, sinceMs);
  await seedRatesAndAreas(context, carrier, sinceMs);
}

/** The places that only the platform asks for: the county's list of facilities does not name them. */
function furtherFacilities(carrier: CarrierFact) {
  const isCold = carrier.rates.some((rate) => rate.storage.some((storage) => storage !== 'ambient'));
  const further: { key: string; kind: 'preservation-equipment' | 'depot' | 'return-centre'; name: string }[] = [
    { key: `${carrier.key}:depot`, kind: 'depot', name: `${carrier.shortName}营业部` },
    { key: `${carrier.key}:return-centre`, kind: 'return-centre', name: `${carrier.shortName}退换货中心` },
  ];
  if (isCold)
    further.unshift({
      key: `${carrier.key}:preservation`,
      kind: 'preservation-equipment',
      name: `${carrier.shortName}气调保鲜机组`,
    });
  return further.map((one) => ({
    ...one,
    address: carrier.address,
    areaSquareMetres: 0,
    temperatureCelsiusMin: null,
    temperatureCelsiusMax: null,
    sensorSerials: [],
  }));
}

async function seedFacilities({ em }: Context, carrier: CarrierFact, sinceMs: number): Promise<void> {
  const facilities = [...carrier.facilities, ...furtherFacilities(carrier)];
  await em.insertMany(
    Facility,
    facilities.map((facility) => ({
      id: facilityId(facility.key),
      carrierPartyId: partyId(carrier.key),
      sellerPartyId: 'sellerKey' in facility && facility.sellerKey ? partyId(facility.sellerKey) : null,
      kind: facility.kind,
      name: facility.name,
      divisionCode: COUNTY.code,
      address: facility.address,
      stage: facility.kind === 'pre-cooling-store' ? 'origin' : 'transit',
      modern: true,
      capacityKilograms: facility.areaSquareMetres * STORE_CAPACITY_KILOGRAMS_PER_SQUARE_METRE,
      temperatureCelsiusMin: facility.temperatureCelsiusMin,
      temperatureCelsiusMax: facility.temperatureCelsiusMax,
      dwellHoursMax: DWELL_HOURS[facility.kind] ?? DWELL_HOURS_ELSEWHERE,
      createdAtMs: sinceMs,
    })),
  );
}

async function seedCouriers({ em }: Context, seal: Sealer, carrier: CarrierFact, sinceMs: number): Promise<void> {
  await em.insertMany(
    Courier,
    couriersOf(carrier).map((person) => ({
      id: courierId(person.key),
      carrierPartyId: partyId(carrier.key),
      accountId: accountId(person.key),
      name: sealTextWith(seal, accountId(person.key), person.name),
      phoneSealed: seal(accountId(person.key), person.phone),
      state: 'working' as const,
      rulesVersion: COURIER_RULES.version,
      rulesAcceptedAtMs: sinceMs,
      createdAtMs: sinceMs,
      changedAtMs: sinceMs,
    })),
  );
}

/** The carrier's thermometers, each with its last reading. */
async function seedDevices({ em, clock }: Context, seal: Sealer, carrier: CarrierFact, sinceMs: number): Promise<void> {
  const id = partyId(carrier.key);
  const nowMs = clock.now();
  const places = [
    ...carrier.facilities.map((one) => ({ ...one, facilityId: facilityId(one.key), vehicleId: null })),
    ...carrier.vehicles.map((one) => ({ ...one, facilityId: null, vehicleId: vehicleId(one.key) })),
  ];
  const devices = places.flatMap((place) =>
    place.sensorSerials.map((serial) => ({
      serial,
      place,
      celsius: Math.round(middleCelsius(place) * 10) / 10,
    })),
  );
  if (devices.length === 0) return;
  await em.insertMany(
    Device,
    devices.map(({ serial, place, celsius }) => ({
      id: serial,
      carrierPartyId: id,
      facilityId: place.facilityId,
      vehicleId: place.vehicleId,
      secretSealed: seal(id, deviceSecret(serial)),
      createdAtMs: sinceMs,
      lastReadingAtMs: nowMs,
      lastTemperatureCelsius: celsius,
      heardAtMs: nowMs,
    })),
  );
  await em.insertMany(
    Reading,
    devices.map(({ serial, celsius }) => ({
      id: idFrom(`reading:${serial}:${nowMs}`),
      deviceId: serial,
      atMs: nowMs,
      temperatureCelsius: celsius,
      humidityPercent: 85,
      receivedAtMs: nowMs,
    })),
  );
}

async function seedRatesAndAreas({ em }: Context, carrier: CarrierFact, sinceMs: number): Promise<void> {
  const id = partyId(carrier.key);
  const rates = carrier.rates.flatMap((rate) =>
    rate.divisionPrefixes.flatMap((divisionCode) =>
      rate.storage.map((storage) => ({
        id: idFrom(`rate:${carrier.key}:${storage}:${divisionCode}`),
        carrierPartyId: id,
        storage,
        divisionCode,
        firstGrams: rate.firstGrams,
        firstKilogramFen: rate.firstFen,
        stepGrams: rate.stepGrams,
        perKilogramFen: rate.stepFen,
        hours: rate.withinHours,
        changedAtMs: sinceMs,
      })),
    ),
  );
  await em.insertMany(Rate, rates);
  await em.insertMany(
    PastRate,
    rates.map(({ hours: _hours, changedAtMs: fromMs, ...rate }) => ({ ...rate, fromMs, untilMs: null })),
  );
  await em.insert(PastStationOff, {
    id: idFrom(`station-off:${carrier.key}`),
    carrierPartyId: id,
    offFen: STATION_OFF_FEN,
    fromMs: sinceMs,
    untilMs: null,
  });
  // Fetched in the county, delivered wherever there is a rate; in the station's township the station hands over.
  const stationTownship = must(station.villageCode, 'the village of the station').slice(0, 9);
  const areas = [...new Set([...rates.map((rate) => rate.divisionCode), COUNTY.code, stationTownship])].map(
    (divisionCode) => ({
      id: idFrom(`service-area:${carrier.key}:${divisionCode}`),
      carrierPartyId: id,
      divisionCode,
      firstMile: divisionCode.startsWith(COUNTY.code),
      lastMile: true,
      stationPartyId: divisionCode === stationTownship ? partyId(station.key) : null,
      changedAtMs: sinceMs,
    }),
  );
  await em.insertMany(ServiceArea, areas);
}

const TOPICS = [
  ['agreement', 'spot', '交接单据与实物一致'],
  ['confidentiality', 'on-site', '面单已隐藏收货人电话'],
  ['impersonation', 'spot', '未发现夹带推销'],
  ['banned-goods', 'on-site', '收寄验视到位'],
] as const;

/** The operator's checks of the last three months, each done on its day and with nothing found. */
const checksOf = (seal: Sealer, carrier: CarrierFact, nowMs: number) =>
  [85, 55, 25].flatMap((daysAgo, month) =>
    TOPICS.filter((_, i) => i % 3 === month % 3 || i === 0).map(([topic, form, finding], i) => {
      const doneAtMs = nowMs - (daysAgo - i) * DAY_MS + 10 * HOUR_MS;
      return {
        id: idFrom(`check:${carrier.key}:${month}:${topic}`),
        carrierPartyId: partyId(carrier.key),
        form,
        topic,
        state: 'closed' as const,
        plannedFor: new Date(doneAtMs).toISOString().slice(0, 10),
        createdBy: accountId(headOf(operator).key),
        createdAtMs: doneAtMs - 7 * DAY_MS,
        doneAtMs,
        breach: false,
        finding: sealTextWith(seal, partyId(carrier.key), finding),
        settledAtMs: doneAtMs,
      };
    }),
  );
