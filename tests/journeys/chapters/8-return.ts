import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { bought, refundArrived } from './5-buy.ts';
import { shipmentOf, takenOver } from './6-send.ts';
import { delivered } from './7-deliver.ts';
import { dayFrom } from '../numbers.ts';
import { signInAs } from '../sign-ins.ts';

/** Bought, sent and signed for. */
export async function received(journey: Journey, quantity: number): Promise<string> {
  const { people, made } = journey;
  const { orders } = await bought(journey, people.buyer as Person, made.address, [
    { skuId: made.riceSmallSku, quantity },
  ]);
  const orderId = orders[0]!.id;
  await people.coop!.do('confirmOrder', { orderId }, 'id');
  await people.coop!.do('pickOrder', { orderId }, 'id');
  const shipmentId = await takenOver(journey, people.coop as Person, people.buyer as Person, orderId, false);
  await delivered(journey, people.buyer as Person, orderId, shipmentId);
  return orderId;
}

/** The buyer asks, the seller agrees; answers the request and the collection that the carrier sees. */
async function agreed(
  journey: Journey,
  orderId: string,
  kind: 'RETURN' | 'EXCHANGE',
): Promise<{ afterSaleId: string; collectionId: string }> {
  const { people } = journey;
  const [buyer, coop, carrier] = [people.buyer as Person, people.coop as Person, people.carrier as Person];
  const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { lines { id } } }', { id: orderId });
  const { id: afterSaleId } = await buyer.do(
    'requestAfterSale',
    {
      orderId,
      kind,
      cause: 'QUALITY',
      reason: kind === 'RETURN' ? `米里有碎粒，电话${journey.plant('phone', 'after-sale')}` : '想换一袋密封好的',
      lines: [{ lineId: order.lines[0].id, quantity: 1, accessories: '无' }],
    },
    'id state',
  );
  await coop.do(
    'decideAfterSale',
    { afterSaleId, accept: true, reason: `同意，联系${journey.plant('name', 'after-sale clerk')}` },
    'id state',
  );
  const { id: collectionId } = await journey.until('the collection', async () => {
    const { collections } = await carrier.ask('{ collections(first: 50) { edges { node { id afterSaleId } } } }');
    return (collections.edges as { node: { id: string; afterSaleId: string } }[])
      .map(({ node }) => node)
      .find((node) => node.afterSaleId === afterSaleId);
  });
  return { afterSaleId: afterSaleId as string, collectionId };
}

/**
 * From the request to the goods back in the seller's hands: six steps at the door, both signatures at the return
 * centre.
 */
async function collected(journey: Journey, orderId: string, kind: 'RETURN' | 'EXCHANGE'): Promise<string> {
  const { people, made } = journey;
  const [buyer, coop, courier, carrier] = [people.buyer, people.coop, people.courier, people.carrier] as Person[] as [
    Person,
    Person,
    Person,
    Person,
  ];
  const { afterSaleId, collectionId } = await agreed(journey, orderId, kind);
  const now = await journey.world.now();
  await carrier.do('assignCollection', { collectionId, courierId: made.courierId }, 'id');
  await courier.do(
    'appointCollection',
    {
      collectionId,
      agreedAt: new Date(now.getTime() + 7_200_000).toISOString(),
      place: journey.plant('address', 'collection'),
    },
    'id',
  );
  const { courierCode } = await courier.ask('query($id: ID!) { courierCode(collectionId: $id) { code } }', {
    id: collectionId,
  });
  await buyer.do('checkCourierCode', { collectionId, code: courierCode.code }, '__typename');
  await courier.do('settleCollection', { collectionId, refundForm: kind === 'RETURN' ? 'ORIGINAL' : 'EXCHANGE' }, 'id');
  await courier.do('inspectCollection', { collectionId, meetsRule: true, note: '包装完好' }, 'id');
  await courier.do('recordCollectionCondition', { collectionId, condition: '外观完好', accessories: '无' }, 'id');
  await courier.do(
    'signCollection',
    { collectionId, as: 'COURIER', signerName: journey.plant('name', 'courier') },
    'id',
  );
  await buyer.do('signCollection', { collectionId, as: 'CONSUMER', signerName: journey.plant('name', 'buyer') }, 'id');
  await courier.do('takeCollection', { collectionId }, 'id state');
  await courier.do(
    'handOverCollection',
    { collectionId, place: '县城退换货中心', listChecked: true, conditionOk: true, note: '与清单一致' },
    'id state',
  );
  await coop.do('signCollectionHandover', { collectionId, as: 'SELLER' }, 'id');
  await carrier.do('signCollectionHandover', { collectionId, as: 'CARRIER' }, 'id state');
  await journey.until(
    'the seller to have the goods',
    async () =>
      (await coop.ask('query($id: ID!) { afterSale(id: $id) { state } }', { id: afterSaleId }))['afterSale']?.state ===
      'HANDED_OVER',
  );
  return afterSaleId;
}

async function returnGoods(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const coop = people.coop as Person;
  made.returnOrder = await received(journey, 1);
  const afterSaleId = await collected(journey, made.returnOrder, 'RETURN');
  await coop.do('acceptReturn', { afterSaleId, accepted: true, resellable: false, note: '验收无误' }, 'id state');
  const refund = await refundArrived(journey, buyer, made.returnOrder);
  return `退款 ${refund.amountFen / 100} 元`;
}

async function exchangeGoods(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const coop = people.coop as Person;
  made.exchangeOrder = await received(journey, 1);
  const afterSaleId = await collected(journey, made.exchangeOrder, 'EXCHANGE');
  await coop.do('acceptReturn', { afterSaleId, accepted: true, resellable: false, note: '给您换新的' }, 'id state');
  const second = await shipmentOf(journey, buyer, made.exchangeOrder, 'READY');
  const carrier = people.carrier as Person;
  await carrier.do(
    'assignShipment',
    { shipmentId: second.id, courierId: made.courierId, vehicleId: made.vehicleId },
    'id',
  );
  const handover = await carrier.do('openHandover', { shipmentId: second.id }, 'id');
  await coop.do(
    'signHandover',
    { handoverId: handover['id'], as: 'SELLER', custodian: journey.plant('name', 'storekeeper') },
    'id',
  );
  await carrier.do(
    'signHandover',
    { handoverId: handover['id'], as: 'CARRIER', custodian: journey.plant('name', 'courier') },
    'id',
  );
  await delivered(journey, buyer, made.exchangeOrder, second.id);
  await journey.until(
    'the exchange to be done',
    async () =>
      (await buyer.ask('query($id: ID!) { afterSale(id: $id) { state } }', { id: afterSaleId }))['afterSale'].state ===
      'EXCHANGED',
  );
  return '新的已签收';
}

interface Settled {
  orderId: string;
  state: string;
  grossFen: number;
  refundedFen: number;
  netFen: number;
  commissionFen: number;
  sharedFen: number;
  feeFen: number;
}

async function settleWithSellers(journey: Journey): Promise<string> {
  const { people, made, world } = journey;
  const coop = people.coop as Person;
  for (let days = 0; days < 8; days++) await world.advance({ days: 1 });
  const settlement = await journey.until('the settlement', async () => {
    await world.advance({ seconds: 20 });
    const { settlements } = await coop.ask(
      '{ settlements(first: 50) { edges { node { orderId state grossFen refundedFen netFen commissionFen sharedFen feeFen } } } }',
    );
    return (settlements.edges as { node: Settled }[])
      .map(({ node }) => node)
      .find((node) => node.orderId === made.riceOrder && node.state === 'SETTLED');
  });
  const { grossFen, refundedFen, netFen, commissionFen, sharedFen, feeFen } = settlement;
  const { order } = await coop.ask('query($id: ID!) { order(id: $id) { deliveryFen } }', { id: made.riceOrder });
  const { profitShares } = await coop.ask(
    '{ profitShares(first: 50) { edges { node { orderId kind amountFen state } } } }',
  );
  const shares = (profitShares.edges as { node: { orderId: string; kind: string; amountFen: number; state: string } }[])
    .map(({ node }) => node)
    .filter(({ orderId }) => orderId === made.riceOrder);
  journey.equal(
    shares.map(({ kind, amountFen, state }) => [kind, amountFen, state]).toSorted(),
    [
      ['FREIGHT', Math.floor(order.deliveryFen / 2), 'SHARED'],
      ['PLATFORM_FEE', commissionFen, 'SHARED'],
    ],
    'one payment is shared with the platform and the carrier, each by its contract',
  );
  const restFen = grossFen - refundedFen - commissionFen - sharedFen - feeFen;
  journey.equal(netFen, restFen, 'the rest is the seller’s, to the fen, the provider’s fee taken');
  const state = await world.get('/state');
  return `卖家到手 ${settlement.netFen / 100} 元，平台服务费 ${settlement.commissionFen / 100} 元；支付机构账面合计 ${JSON.stringify(state['sumFen'] ?? state['money']?.sumFen ?? 0)}`;
}

/** Part of what is settled goes to the seller's bank, once, by the next working day. */
const MORE_THAN_ALL_FEN = 10_000_000;
async function withdrawToTheBank(journey: Journey): Promise<string> {
  const { people, made, world } = journey;
  const coop = people.coop as Person;
  const holding = async () =>
    (await coop.ask('{ holdings { availableFen withdrawingFen paidOutFen withdrawals { amountFen state bank } } }'))[
      'holdings'
    ][0];
  const before = await holding();
  // Other orders are settled meanwhile: what is asked for is more than all of them.
  const tooMuch = { partyId: made.coop, amountFen: before.availableFen + MORE_THAN_ALL_FEN };
  journey.equal((await coop.refused('withdrawMoney', tooMuch)).code, 'NOT_ENOUGH', 'no more than is there');
  const amountFen = Math.floor(before.availableFen / 2);
  await coop.do('withdrawMoney', { partyId: made.coop, amountFen }, 'id state');
  journey.equal((await holding()).withdrawingFen, amountFen, 'it can be taken no second time');
  const withdrawal = await journey.until('the money to reach the bank', async () => {
    await world.advance({ hours: 12 });
    return (await holding()).withdrawals.find((one: { state: string }) => one.state === 'PAID');
  });
  return `${amountFen / 100} 元到了${withdrawal.bank}`;
}

async function balanceTheBooks(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const finance = await signInAs(journey, 'finance');
  const { trialBalance } = await finance.ask('{ trialBalance { sumFen balanced } }');
  journey.equal(trialBalance, { sumFen: 0, balanced: true }, 'the ledger balances');
  const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { payment { paidAt } } }', {
    id: made.returnOrder,
  });
  const date = dayFrom(new Date(order.payment.paidAt), 0);
  const { state, ourPaidFen, theirPaidFen, openCaseCount } = await finance.do(
    'reconcileDay',
    { date },
    'state ourPaidFen theirPaidFen openCaseCount',
  );
  journey.equal([state, openCaseCount], ['MATCHED', 0], `the day ${date} matches`);
  journey.equal(ourPaidFen, theirPaidFen, 'both sides have the same sum');
  return `${date}：双方都是 ${ourPaidFen / 100} 元`;
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('退货：上门取件六步，退换货中心双方签字，验收后退款到账', () => returnGoods(journey));
  await journey.step('换货：收回旧的，发出新的，签收', () => exchangeGoods(journey));
}

/** A week later: what is sold until then is settled with it. */
export async function settle(journey: Journey): Promise<void> {
  await journey.step('七天无理由期过后，货款分账结算给卖家', () => settleWithSellers(journey));
  await journey.step('提现：能提的一半到银行，没有的提不了', () => withdrawToTheBank(journey));
  await journey.step('账平：借贷合计为零；逐日与支付机构对账一致', () => balanceTheBooks(journey));
}
