import type { Acted, Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';
import { headOf, idOf } from './town.rows.ts';
import { bought, goOn, parcelOf } from './trade.ts';

const admin = 'operator-admin';
/** A new version of what buyers agree to, which a law lets bind from this moment on. */
const bindsAtOnce = (town: Town): Promise<unknown> =>
  town.act(admin, 'trust', 'publishDocument', {
    kind: 'MEMBER_AGREEMENT',
    title: '用户服务协议（修订）',
    text: '下单以前，请先看过本协议。售后按平台规则办。',
    atOnceBecause: '《电子商务法》第三十四条',
  });

const underTheOldOne: Acted = {
  plant: 'a buyer sees a price, a law lets a newer agreement bind at once, and they order without a word to it',
  mend: 'they say yes to it, and two months later they buy again',
  turns: 'breached',
  plantIt: async (town) => void (await bought(town, 'paid', () => bindsAtOnce(town))),
  mendIt: async (town) => {
    const [newest] = await town.rows(
      'trust',
      `select version from PublicDocument where kind = 'member-agreement' and state = 'adopted' order by version desc`,
    );
    await town.act('consumer', 'trust', 'confirmAgreement', { kind: 'MEMBER_AGREEMENT', version: newest?.['version'] });
    await town.later(60);
    await bought(town, 'delivered');
  },
};

/** Somebody whom a carrier has just taken on, and who has not read the couriers' rules. */
async function carriesUnread(town: Town): Promise<void> {
  // No offer outlives the moment at which an agreement binds: what the act before published does so once more.
  await town.later(1);
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

export const agreedPlants: Plants = { '10.5.cu': { act: underTheOldOne, also: [byAStranger] } };
