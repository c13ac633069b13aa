import type { Acted, Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';
import { headOf, idOf } from './town.rows.ts';
import { bought, goOn, parcelOf } from './trade.ts';

/** Somebody whom a carrier has just taken on, and who has not read the couriers' rules. */
async function carriesUnread(town: Town): Promise<void> {
  const orderId = await bought(town, 'ready');
  const { shipmentId, carrierPartyId, manager } = await parcelOf(town, orderId);
  const { id: courierId } = await town.act(
    manager,
    'logistics',
    'registerCourier',
    { carrierPartyId, accountId: town.idOf('regulator'), name: '新来的', phone: '13904510099' },
    'id',
  );
  const vehicleId = await idOf(
    town,
    'logistics',
    `select id from Vehicle where carrierPartyId = ? and kind != 'refrigerated-truck' order by id limit 1`,
    carrierPartyId,
  );
  await town.act(manager, 'logistics', 'assignShipment', { shipmentId, courierId, vehicleId });
  await goOn(town, orderId, 'assigned', 'delivered');
}
const byAStranger: Acted = {
  plant: 'a courier who has not read the rules takes over a parcel',
  mend: 'the courier leaves, and two months later one who has read them takes over another',
  turns: 'breached',
  plantIt: carriesUnread,
  mendIt: async (town) => {
    const { id: courierId, carrierPartyId } = await unread(town);
    await town.act(headOf(carrierPartyId, 'carrier-manager'), 'logistics', 'endCourier', { courierId });
    await town.later(60);
    await bought(town, 'delivered');
  },
};
async function unread(town: Town): Promise<{ id: string; carrierPartyId: string }> {
  const [row] = await town.rows('logistics', 'select id, carrierPartyId from Courier where rulesVersion is null');
  return { id: String(row?.['id']), carrierPartyId: String(row?.['carrierPartyId']) };
}

export const agreedPlants: Plants = { '10.5.cu': { act: byAStranger } };
