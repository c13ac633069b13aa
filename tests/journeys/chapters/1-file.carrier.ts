import { EXAM_PAPERS } from '@heitu/sellers';
import { nodesOf, type Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { newUscc } from '../numbers.ts';
import { signInAs } from '../sign-ins.ts';
import { addressOf, filedParty, type Document } from './filing.ts';

async function fileTheCarrier(journey: Journey, carrier: Person): Promise<void> {
  const { run, made } = journey;
  const rules = [
    'GOODS_REGISTRATION_RULE',
    'SERVICE_PRICE_RULE',
    'STORAGE_TRANSPORT_RULE',
    'CONSUMER_HANDOVER_RULE',
    'CONFIDENTIALITY_RULE',
    'COMPLAINT_RESPONSE_RULE',
    'PERSONNEL_RULE',
    'PREMISES',
    'EQUIPMENT',
    'PERSONNEL_RECORD',
  ] as const;
  made.carrier = await filedParty(
    journey,
    carrier,
    {
      kind: 'CARRIER',
      name: `五常黑土冷链物流有限公司${run}`,
      uscc: newUscc('91', run, 2),
      legalRepresentative: journey.plant('name', 'carrier'),
      contactName: journey.plant('name', 'carrier contact'),
      contactPhone: journey.plant('phone', 'carrier'),
      ...addressOf(journey, 'carrier'),
    },
    [
      ['BUSINESS_LICENCE', newUscc('91', run, 2), '五常市市场监督管理局', 900],
      ['TRANSPORT_LICENCE', `黑交运管许可${run}`, '五常市交通运输局', 600],
      ['EXPRESS_LICENCE', `黑邮${run}`, '黑龙江省邮政管理局', 600],
      ...rules.map((type): Document => [type, `${type}-${run}`, '本公司', 365]),
    ],
  );
}

/**
 * The operator teaches, the courier signs in the room and passes the exam on their phone: only that gives the
 * certificate to carry cold goods (8.1.ag).
 */
async function trainCourier(journey: Journey, courier: Person): Promise<void> {
  const { made } = journey;
  const teacher = await signInAs(journey, 'operator-admin');
  const nowMs = (await journey.world.now()).getTime();
  const { id: sessionId } = await teacher.do(
    'planSession',
    {
      kind: 'COLD_CHAIN',
      audience: 'CARRIER',
      place: '县冷链中心培训室',
      isOnline: false,
      teacher: '严守衡',
      startsAt: new Date(nowMs + 10 * 60_000).toISOString(),
      endsAt: new Date(nowMs + 70 * 60_000).toISOString(),
      seatsMax: 20,
    },
    'id',
  );
  // That the courier works there comes by an event.
  const early = await journey.until('the courier to work there', async () => {
    const refused = await courier.refused('startExam', { kind: 'COLD_CHAIN', partyId: made.carrier });
    return refused.code !== 'NOT_FOUND' && refused;
  });
  journey.equal(early.code, 'SESSION_FIRST', 'nobody is examined in cold goods who was not taught');
  const { id: seatId } = await journey.onceAllowed(() => courier.do('signUpForSession', { sessionId }, 'id'));
  const { trainingSessions } = await teacher.ask(
    'query($id: ID!) { trainingSessions(id: $id) { edges { node { code } } } }',
    { id: sessionId },
  );
  await courier.do('signAttendance', { seatId, code: nodesOf(trainingSessions)[0]?.['code'] }, 'state');
  const { id: sittingId, questions } = await courier.do(
    'startExam',
    { kind: 'COLD_CHAIN', partyId: made.carrier },
    'id questions { id }',
  );
  const known = EXAM_PAPERS['cold-chain'].questions;
  const answers = (questions as { id: string }[]).map(({ id }) => known.find((one) => one.id === id)?.right ?? 0);
  const { state } = await courier.do('submitExam', { sittingId, answers }, 'state');
  journey.equal(state, 'PASSED', 'the exam');
}

/** The cold store and its equipment; answers the store's id. */
async function registerStores(journey: Journey, carrier: Person): Promise<string> {
  const { made } = journey;
  const { id: facilityId } = await journey.onceAllowed(() =>
    carrier.do(
      'registerFacility',
      {
        carrierPartyId: made.carrier,
        kind: 'PRE_COOLING_STORE',
        name: '县城预冷库',
        divisionCode: made.county,
        address: '县城雅臣路8号',
        stage: 'ORIGIN',
        capacityKilograms: 80000,
        temperatureCelsiusMin: 0,
        temperatureCelsiusMax: 4,
      },
      'id',
    ),
  );
  await carrier.do(
    'registerFacility',
    {
      carrierPartyId: made.carrier,
      kind: 'PRESERVATION_EQUIPMENT',
      name: '气调保鲜设备',
      divisionCode: made.county,
      address: '县城雅臣路8号',
      capacityKilograms: 20000,
    },
    'id',
  );
  return facilityId as string;
}

async function linkDevices(journey: Journey, carrier: Person): Promise<void> {
  const { made } = journey;
  const { facilityId, vehicleId } = made;
  await carrier.do('linkDevice', { facilityId, deviceId: made.facilityDevice, secret: made.deviceSecret }, 'id');
  await carrier.do('linkDevice', { vehicleId, deviceId: made.vehicleDevice, secret: made.deviceSecret }, 'id');
  for (const deviceId of [made.facilityDevice, made.vehicleDevice])
    await journey.world.post('/sensors/push', {
      deviceId,
      secret: made.deviceSecret,
      url: `${journey.gateway.url}/edges/logistics/readings`,
      curve: [{ minutes: 30, temperatureCelsius: 3 }],
    });
}

async function setAreasAndRates(journey: Journey, carrier: Person): Promise<void> {
  const { run, made } = journey;
  // A street of its own for each run: only this run's carrier goes there, and cheaper than the county's.
  made.divisionCode = `230103${String(Number.parseInt(run, 36) % 1_000_000).padStart(6, '0')}`;
  await carrier.do(
    'setServiceArea',
    { carrierPartyId: made.carrier, divisionCode: made.county, firstMile: true, lastMile: false },
    '__typename',
  );
  await carrier.do(
    'setServiceArea',
    { carrierPartyId: made.carrier, divisionCode: made.divisionCode, firstMile: false, lastMile: true },
    '__typename',
  );
  for (const storage of ['AMBIENT', 'CHILLED'])
    await carrier.do(
      'setRate',
      {
        carrierPartyId: made.carrier,
        storage,
        firstKilogramFen: storage === 'CHILLED' ? 300 : 200,
        perKilogramFen: 20,
        hours: 72,
      },
      '__typename',
    );
}

export async function carrierIsFiled(journey: Journey): Promise<string> {
  const { run, people, made } = journey;
  const carrier = await journey.signInByWechat(`carrier-${run}`, '配送商经理');
  people.carrier = carrier;
  await fileTheCarrier(journey, carrier);
  const courier = await journey.signInByWechat(`courier-${run}`, '配送员');
  people.courier = courier;
  const courierAccount = courier.accountId;
  const facilityId = await registerStores(journey, carrier);
  const { id: vehicleId } = await carrier.do(
    'registerVehicle',
    {
      carrierPartyId: made.carrier,
      plate: `黑A${run.slice(-5).toUpperCase()}`,
      kind: 'REFRIGERATED_TRUCK',
      licenceNumber: `黑运${run}`,
      validUntilOn: '2028-12-31',
      temperatureCelsiusMin: 0,
      temperatureCelsiusMax: 4,
    },
    'id',
  );
  const { id: courierId } = await carrier.do(
    'registerCourier',
    {
      carrierPartyId: made.carrier,
      accountId: courierAccount,
      name: journey.plant('name', 'courier'),
      phone: journey.plant('phone', 'courier'),
    },
    'id',
  );
  await trainCourier(journey, courier);
  Object.assign(made, {
    facilityId,
    vehicleId,
    courierId,
    facilityDevice: `store-${run}`,
    vehicleDevice: `truck-${run}`,
    deviceSecret: `secret-${run}-0123456789`,
  });
  await linkDevices(journey, carrier);
  await setAreasAndRates(journey, carrier);
  return '温度设备在线';
}
