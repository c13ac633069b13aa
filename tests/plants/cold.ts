import { deviceReports, trucksReport } from './thermometer.ts';
import type { Acted } from './plant.ts';
import type { Town } from './town.fixture.ts';
import { headOf, idOf } from './town.rows.ts';
import { bought, givenUp } from './trade.ts';

const NEW_ONE = { deviceId: 'SN-NEW-1', secret: 'a secret of the new thermometer, long enough' };
/** A store of a carrier's own, with whoever manages it. */
async function store(town: Town) {
  const facilityId = await idOf(
    town,
    'logistics',
    "select id from Facility where kind = 'frozen-store' and sellerPartyId is null order by id limit 1",
  );
  const carrierPartyId = await idOf(
    town,
    'logistics',
    'select carrierPartyId as id from Facility where id = ?',
    facilityId,
  );
  return { facilityId, manager: headOf(carrierPartyId, 'carrier-manager') };
}
export const nothingHangs: Acted = {
  plant: 'a carrier takes down every thermometer of its frozen store, and those of the others go on reporting',
  mend: 'it hangs another there, and that reports',
  turns: 'breached',
  plantIt: async (town) => {
    const { facilityId, manager } = await store(town);
    const hung = await town.rows('logistics', 'select id from Device where facilityId = ? and endedAtMs is null', [
      facilityId,
    ]);
    for (const { id } of hung) await town.act(manager, 'logistics', 'endDevice', { deviceId: id });
  },
  mendIt: async (town) => {
    const { facilityId, manager } = await store(town);
    await town.act(manager, 'logistics', 'linkDevice', { ...NEW_ONE, facilityId });
    await deviceReports(town, NEW_ONE, -19);
  },
};

export const silentOnTheWay: Acted = {
  plant: 'a truck with fresh goods on it says nothing of its temperature for hours',
  mend: 'that is two months ago, and the trucks report',
  turns: 'breached',
  plantIt: async (town) => {
    // What another plant let get warm in the store lies behind by then.
    await town.later(3);
    await bought(town, 'taken', undefined, 'chilled');
    await town.later(1 / 8);
    await town.rounds('watch-devices');
  },
  mendIt: async (town) => {
    await givenUp(town);
    await trucksReport(town, 2);
  },
};
