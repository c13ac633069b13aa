import type { Actor } from '@heitu/kit/rules/actor';
import { must } from '@heitu/kit/rules/checked';
import type { Town } from './town.fixture.ts';
import { headOf, idOf } from './town.rows.ts';
import { bought } from './trade.ts';

/** How far goods go that a buyer sends back, step by step, through the API. */
type Step = 'agreed' | 'taken' | 'handed' | 'looked-at';
const STEPS: readonly Step[] = ['agreed', 'taken', 'handed', 'looked-at'];
export interface Return {
  orderId: string;
  afterSaleId: string;
  collectionId: string;
  seller: Actor;
  manager: Actor;
  courier: Actor;
}

/** The buyer asks, the seller agrees, and the carrier has it to fetch. */
async function agreed(town: Town): Promise<Return> {
  const orderId = await bought(town, 'delivered');
  const [line] = await town.rows('orders', 'select id from OrderLine where orderId = ? limit 1', [orderId]);
  const lines = [{ lineId: must(line, 'a line')['id'], quantity: 1, accessories: '无' }];
  const asked = { orderId, kind: 'RETURN', cause: 'QUALITY', reason: '米里有碎粒', lines };
  const { id } = await town.act('consumer', 'orders', 'requestAfterSale', asked, 'id');
  const afterSaleId = String(id);
  const seller = headOf(
    await idOf(town, 'orders', 'select partyId as id from "Order" where id = ?', orderId),
    'seller-owner',
  );
  await town.act(seller, 'orders', 'decideAfterSale', { afterSaleId, accept: true, reason: '同意' });
  await town.rounds('relay');
  const [row] = await town.rows('logistics', 'select id, carrierPartyId from Collection where afterSaleId = ?', [
    afterSaleId,
  ]);
  const { id: collectionId, carrierPartyId } = must(row, 'the collection');
  const manager = headOf(carrierPartyId, 'carrier-manager');
  const [person] = await town.rows(
    'logistics',
    "select id, accountId from Courier where carrierPartyId = ? and state = 'working' order by id limit 1",
    [carrierPartyId],
  );
  const { id: courierId, accountId } = must(person, 'a courier');
  await town.act(manager, 'logistics', 'assignCollection', { collectionId, courierId });
  const courier: Actor = { ...headOf(carrierPartyId, 'courier'), id: String(accountId) };
  return { orderId, afterSaleId, collectionId: String(collectionId), seller, manager, courier };
}

const steps: Readonly<Record<Exclude<Step, 'agreed'>, (town: Town, of: Return) => Promise<unknown>>> = {
  async taken(town, { collectionId, courier }) {
    const agreedAt = new Date((await town.now()) + 3_600_000).toISOString();
    await town.act(courier, 'logistics', 'appointCollection', { collectionId, agreedAt, place: '小区南门' });
    const code = 'query($id: ID!) { courierCode(collectionId: $id) { code } }';
    const { courierCode } = await town.ask(courier, 'logistics', code, { id: collectionId });
    const told = { collectionId, code: (courierCode as { code: string }).code };
    await town.act('consumer', 'logistics', 'checkCourierCode', told);
    await town.act(courier, 'logistics', 'settleCollection', { collectionId, refundForm: 'ORIGINAL' });
    await town.act(courier, 'logistics', 'inspectCollection', { collectionId, meetsRule: true });
    const condition = { collectionId, condition: '外观完好', accessories: '无' };
    await town.act(courier, 'logistics', 'recordCollectionCondition', condition);
    await town.act(courier, 'logistics', 'signCollection', { collectionId, as: 'COURIER', signerName: '孟小军' });
    await town.act('consumer', 'logistics', 'signCollection', { collectionId, as: 'CONSUMER', signerName: '陈晓雨' });
    await town.act(courier, 'logistics', 'takeCollection', { collectionId });
    await town.rounds('relay');
  },
  async handed(town, of) {
    const { collectionId, seller } = of;
    await brought(town, of);
    await town.act(seller, 'logistics', 'signCollectionHandover', { collectionId, as: 'SELLER' });
    await town.rounds('relay');
  },
  'looked-at': (town, { afterSaleId, seller }) =>
    town.act(seller, 'orders', 'acceptReturn', { afterSaleId, accepted: true, resellable: false, note: '验收无误' }),
};

async function brought(town: Town, { collectionId, courier }: Return): Promise<void> {
  const found = { collectionId, place: '县城退换货中心', conditionOk: true };
  await town.act(courier, 'logistics', 'handOverCollection', found);
  await town.act(courier, 'logistics', 'signCollectionHandover', { collectionId, as: 'CARRIER' });
}
/** Somebody sends back what they bought, the courier brings it, and its seller is not there. */
export async function broughtInVain(town: Town): Promise<void> {
  await brought(town, await sentBack(town, 'taken'));
}

/** On from where it is. */
export async function goOn(town: Town, of: Return, from: Step, to: Step): Promise<void> {
  for (const step of STEPS.slice(STEPS.indexOf(from) + 1, STEPS.indexOf(to) + 1))
    if (step !== 'agreed') await steps[step](town, of);
}
/** Somebody sends back what they bought, and it goes so far. */
export async function sentBack(town: Town, to: Step): Promise<Return> {
  const of = await agreed(town);
  await goOn(town, of, 'agreed', to);
  return of;
}
