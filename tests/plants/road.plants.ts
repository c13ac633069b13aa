import { check, everyCarrierChecked, everyTimeChecked, leftAlone, settleAll } from './checks.ts';
import { nothingHangs, silentOnTheWay } from './cold.ts';
import { anotherComes, foundBy } from './found.ts';
import type { Acted, Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';
import { headOf, idOf } from './town.rows.ts';
import { neverCollected, neverHandedOver, writtenOff } from './collected.ts';
import { storeReports } from './thermometer.ts';
import { bought, changePasswords, givenUp, goOn as carryOn, LOOKED_AT, parcelOf } from './trade.ts';

/** The carrier whose manager signs in here. */
const ownCarrier = (town: Town) => town.partyOf('carrier-manager');

const collectAtDoors = async (town: Town) =>
  town.act('carrier-manager', 'logistics', 'setCarrierService', {
    carrierPartyId: await ownCarrier(town),
    daysPerWeek: 7,
    hoursPerDay: 10,
    collectsPayment: true,
  });

const OWED_CHECKS = 'nobody looks into it for a hundred days';

/** What lies about is given up; two months later another parcel goes as it should. */
const rightly = async (town: Town) => {
  await givenUp(town);
  await bought(town, 'delivered');
};
const neverFetched: Acted = {
  plant: 'a parcel is ready, and no courier comes for it for two months',
  mend: 'it is given up; two months later another is fetched and comes in time',
  turns: 'breached',
  plantIt: async (town) => {
    await bought(town, 'ready');
    await town.later(60);
  },
  mendIt: rightly,
};
const unsigned: Acted = {
  plant: 'a goods document is written, and nobody signs it for two months',
  mend: 'it lapses; two months later both sign another at once',
  turns: 'breached',
  plantIt: async (town) => {
    await bought(town, 'written');
    await town.later(60);
  },
  mendIt: rightly,
};
const late: Acted = {
  plant: 'a parcel of the demo county came late',
  mend: 'four months later another comes in time',
  turns: 'breached',
  mendIt: async (town) => {
    // What other plants left about was given up in the first two.
    await town.later(60);
    await rightly(town);
  },
};
let refused = '';
async function refuses(town: Town): Promise<string> {
  const orderId = await bought(town, 'taken');
  const { shipmentId } = await parcelOf(town, orderId);
  await town.act('consumer', 'logistics', 'refuseDelivery', { shipmentId, reason: 'DAMAGED', note: '外箱压坏了' });
  return orderId;
}
const keptBack: Acted = {
  plant: 'a buyer refuses a parcel at the door, and it never comes back to the depot',
  mend: 'it comes back',
  turns: 'breached',
  plantIt: async (town) => {
    refused = await refuses(town);
    await town.later(60);
  },
  mendIt: async (town) => {
    const { shipmentId, manager } = await parcelOf(town, refused);
    await town.act(manager, 'logistics', 'arriveAtDepot', { shipmentId });
  },
};

const lostOnItsWayBack: Acted = {
  plant: 'a buyer refuses a parcel, it never comes back, and the platform writes it off as lost',
  mend: 'two months later another is refused, and comes back the same day',
  turns: 'breached',
  plantIt: async (town) => {
    await town.later(4);
    await keptBack.plantIt?.(town);
    await town.rounds('end-parcels');
  },
  mendIt: async (town) => {
    await givenUp(town);
    await changePasswords(town);
    refused = await refuses(town);
    await keptBack.mendIt(town);
  },
};

const warmStore: Acted = {
  plant:
    'nobody may type how cold a watched store is, and it tells only later that it was warm while fresh goods stood',
  mend: 'two months pass without another',
  turns: 'breached',
  plantIt: async (town) => {
    const orderId = await bought(town, 'assigned', undefined, 'chilled');
    const { shipmentId, manager } = await parcelOf(town, orderId);
    const typed = { shipmentId, ...LOOKED_AT, facilityTemperatureCelsius: 3 };
    const refused = await town.act(manager, 'logistics', 'openHandover', typed).catch(String);
    if (!String(refused).includes('STORE_HAS_THERMOMETER')) throw new Error(`a typed figure: ${String(refused)}`);
    await carryOn(town, orderId, 'assigned', 'taken');
    await storeReports(town, shipmentId, 12, [35, 30, 25, 20]);
  },
  mendIt: givenUp,
};

export const roadPlants: Plants = {
  '8.1.af': { silence: { days: 1, turns: 'absent' } },
  '8.1.1.ah-aq': { silence: { days: 100, turns: 'absent' } },
  '8.1.1.ar': { act: nothingHangs, silence: { days: 1, turns: 'absent' } },
  '8.1.2.as': {
    act: {
      plant: 'a remote village is left out of the area in which a carrier delivers',
      mend: 'it is taken in again',
      turns: 'breached',
      plantIt: async (town) => serve(town, await remoteVillage(town), { lastMile: false }),
      mendIt: async (town) => serve(town, await remoteVillage(town), { lastMile: true }),
    },
  },
  '8.1.2.at': {
    act: {
      plant: 'no carrier comes to the doors of a village any more',
      mend: 'they come again',
      turns: 'breached',
      plantIt: async (town) => serve(town, await remoteVillage(town), { firstMile: false }),
      mendIt: async (town) => serve(town, await remoteVillage(town), { firstMile: true }),
    },
  },
  '8.2.au': {
    also: [
      {
        plant: 'for a hundred days one carrier is looked at, in both ways, and never the other',
        mend: 'the other is looked at as well',
        turns: 'breached',
        plantIt: async (town) => {
          await town.later(100);
          for (const form of ['SPOT', 'ON_SITE']) await check(town, 'AGREEMENT', { form });
        },
        mendIt: everyCarrierChecked,
      },
      {
        plant: 'a planned check is done three weeks late',
        mend: 'that is two months ago, and each carrier was looked at since',
        turns: 'breached',
        plantIt: async (town) => {
          await everyCarrierChecked(town);
          await check(town, 'AGREEMENT', { form: 'ON_SITE', daysLate: 20 });
        },
        mendIt: async (town) => {
          await town.later(62);
          await everyCarrierChecked(town);
          await check(town, 'AGREEMENT', { form: 'ON_SITE' });
        },
      },
    ],
    act: {
      plant: 'no check on site this month',
      mend: 'the operator plans one and does it',
      turns: 'absent',
      mendIt: (town) => check(town, 'AGREEMENT', { form: 'ON_SITE' }),
    },
  },
  '8.2.av-aw': {
    also: [
      {
        plant: 'a check finds that a courier sold other goods to buyers, and no measure is taken for two weeks',
        mend: 'the mediator warns the carrier, and the finding names that warning',
        turns: 'breached',
        plantIt: async (town) => {
          await check(town, 'CONFIDENTIALITY');
          await check(town, 'IMPERSONATION', { breach: true });
          await town.later(14);
        },
        mendIt: settleAll,
      },
    ],
    act: {
      plant: OWED_CHECKS,
      mend: 'the operator checks both, and finds nothing',
      turns: 'absent',
      plantIt: (town) => town.later(100),
      mendIt: async (town) => {
        await check(town, 'CONFIDENTIALITY');
        await check(town, 'IMPERSONATION');
      },
    },
  },
  '8.2.ax': {
    act: {
      plant: 'a parcel came late, and nobody asked the carrier why',
      mend: 'the operator looks into how each carrier keeps its time',
      turns: 'breached',
      mendIt: everyTimeChecked,
    },
    also: [
      {
        plant: 'a check finds that a carrier comes late again and again, and for two weeks nothing is done about it',
        mend: 'the mediator warns the carrier, and the finding names that warning',
        turns: 'breached',
        prepare: everyTimeChecked,
        plantIt: async (town) => {
          await check(town, 'ON_TIME', { breach: true });
          await town.later(14);
        },
        mendIt: settleAll,
      },
    ],
  },
  '8.2.az': {
    act: {
      plant: 'a carrier takes payment at the door, and nobody looks into where the money goes',
      mend: 'the operator looks into it, and finds nothing',
      turns: 'absent',
      plantIt: collectAtDoors,
      mendIt: (town) => check(town, 'COD'),
    },
  },
  '8.4.1': { act: foundBy('the document says more than was in the box', '8.4.1', 'CARRIER', anotherComes) },
  '8.4.2.bg': { act: neverFetched, silence: { days: 100, turns: 'few' } },
  '8.4.2.bh-bi': {
    act: {
      plant: 'a document of fresh goods is written, and nobody signs it for two months',
      mend: 'it lapses, and two months pass without another',
      turns: 'breached',
      plantIt: async (town) => {
        await bought(town, 'written', undefined, 'chilled');
        await town.later(60);
      },
      mendIt: givenUp,
    },
    also: [warmStore],
    mended: 'few',
  },
  '8.4.2.bj-bk': { act: unsigned, silence: { days: 100, turns: 'few' } },
  '8.4.2.bl': { silence: { days: 35, turns: 'absent' } },
  '8.4.3.bm-bn': { silence: { days: 1200, turns: 'breached' } },
  '8.4.3.bo-bp': { act: silentOnTheWay, silence: { days: 1, turns: 'absent' } },
  '8.5.1.bq-br': { act: neverFetched, silence: { days: 100, turns: 'absent' } },
  '8.5.1.bs': { act: late, silence: { days: 100, turns: 'few' } },
  '8.5.2': {
    also: [
      {
        plant: 'a check finds goods among the parcels that may not be sent',
        mend: 'what was done about it is recorded',
        turns: 'breached',
        plantIt: (town) => check(town, 'BANNED_GOODS', { breach: true }),
        mendIt: settleAll,
      },
    ],
    act: {
      plant: OWED_CHECKS,
      mend: 'the operator checks for banned goods, and finds none',
      turns: 'absent',
      plantIt: (town) => town.later(100),
      mendIt: (town) => check(town, 'BANNED_GOODS'),
    },
  },
  '8.5.3.bu-bv': {
    act: {
      plant: 'a check finds that a carrier broke the agreement, and for two months nothing is done about it',
      mend: 'what was done about it is recorded',
      turns: 'breached',
      plantIt: (town) => leftAlone(town, 'AGREEMENT'),
      mendIt: settleAll,
    },
  },
  '8.5.3.bw-bx': {
    act: {
      plant: 'a check finds that a courier talked about customers, and for two months nothing is done about it',
      mend: 'what was done about it is recorded',
      turns: 'breached',
      plantIt: (town) => leftAlone(town, 'CONFIDENTIALITY'),
      mendIt: settleAll,
    },
  },
  '8.5.3.by': { act: late, silence: { days: 100, turns: 'few' } },
  '8.5.3.ca': {
    act: {
      plant: 'a check finds that a courier kept the money of the door',
      mend: 'what was done about it is recorded',
      turns: 'breached',
      plantIt: async (town) => {
        await collectAtDoors(town);
        await check(town, 'COD', { breach: true });
      },
      mendIt: settleAll,
    },
  },
  '8.5.4.1': { act: foundBy('the note bears a name that is not theirs', '8.5.4.1', 'CARRIER', anotherComes) },
  '8.5.4.2.cb-ce': { act: foundBy('whoever came was another person', '8.5.4.2.cc', 'CARRIER', anotherComes) },
  '8.5.4.3.cf': { act: keptBack, also: [lostOnItsWayBack] },
  '8.5.4.3.cg': {
    act: {
      plant: 'a buyer finds goods missing under whole packaging, and the carrier does nothing about it',
      mend: 'it settles it late; two months later it settles another the same day',
      turns: 'breached',
      plantIt: async (town) => {
        await missing(town);
        await town.later(60);
      },
      mendIt: async (town) => {
        await settleCases(town);
        await town.later(60);
        await missing(town);
        await settleCases(town);
      },
    },
  },
  '8.6.ch': { act: neverCollected, silence: { days: 100, turns: 'few' } },
  '8.6.ci': { act: neverHandedOver, also: [writtenOff], silence: { days: 100, turns: 'few' } },
  '8.7': { silence: { days: 1, turns: 'breached' } },
  '8.7.end': {
    act: {
      plant: 'no cold store where the goods are sold',
      mend: 'a carrier registers one',
      turns: 'breached',
      mendIt: async (town) =>
        town.act('carrier-manager', 'logistics', 'registerFacility', {
          carrierPartyId: await ownCarrier(town),
          kind: 'COLD_STORE',
          name: '县城前置冷库',
          divisionCode: '230184',
          address: '县城东街1号',
          stage: 'SALES',
          capacityKilograms: 2000,
          temperatureCelsiusMin: 0,
          temperatureCelsiusMax: 4,
        }),
    },
  },
};

const remoteVillage = (town: Town) =>
  idOf(town, 'logistics', 'select code as id from Village where remote = 1 order by code limit 1');
/** As every carrier of the county declares it. */
async function serve(town: Town, code: string, miles: { firstMile?: boolean; lastMile?: boolean }): Promise<void> {
  for (const { id } of await town.rows('logistics', 'select partyId as id from Carrier'))
    await town.act(headOf(id, 'carrier-manager'), 'logistics', 'setServiceArea', {
      carrierPartyId: id,
      divisionCode: code,
      firstMile: true,
      lastMile: true,
      ...miles,
    });
}
async function settleCases(town: Town): Promise<void> {
  for (const { id, carrierPartyId } of await town.rows(
    'logistics',
    'select c.id, s.carrierPartyId from ContentsCase c join Shipment s on s.id = c.shipmentId where c.settledAtMs is null',
  ))
    await town.act(headOf(carrierPartyId, 'carrier-manager'), 'logistics', 'settleContentsCase', {
      caseId: id,
      consignorContactedAt: new Date(await town.now()).toISOString(),
      settlement: '商家补发一件',
    });
}
/** Somebody gets a parcel and finds something missing in it. */
async function missing(town: Town): Promise<void> {
  const { shipmentId } = await parcelOf(town, await bought(town, 'delivered'));
  const found = { shipmentId, kind: 'SHORT', outerIntact: true, note: '少了一袋' };
  await town.act('consumer', 'logistics', 'openContentsCase', found);
}
