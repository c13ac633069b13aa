import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Acted, Plants } from './plant.ts';
import type { Town } from './town.fixture.ts';
import { headOf, idOf } from './town.rows.ts';
import { bought, goOn, parcelOf } from './trade.ts';

const admin = 'operator-admin';
/** A quote stands for a quarter of an hour. */
const [BEFORE_MS, AFTER_MS] = [5 * MINUTE_MS, 10 * MINUTE_MS];

/** A new version of what buyers agree to binds from the next midnight but one: the clock stands just before it. */
async function untilItBinds(town: Town): Promise<void> {
  const { id: draftId } = await town.act(
    admin,
    'trust',
    'publishDocument',
    { kind: 'MEMBER_AGREEMENT', title: '用户服务协议（修订）', text: '下单以前，请先看过本协议。售后按平台规则办。' },
    'id',
  );
  await town.later(8);
  const effectiveOn = chinaDate((await town.now()) + DAY_MS);
  await town.act(admin, 'trust', 'adoptDocument', { draftId, effectiveOn });
  await town.later((startOfChinaDate(effectiveOn) - BEFORE_MS - (await town.now())) / DAY_MS);
}

const underTheOldOne: Acted = {
  plant:
    'a buyer sees a price before midnight and orders after it, when a newer agreement binds to which they said nothing',
  mend: 'they say yes to it, and two months later they buy again',
  turns: 'breached',
  plantIt: async (town) => {
    await untilItBinds(town);
    await bought(town, 'paid', () => town.later(AFTER_MS / DAY_MS));
  },
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
