import { randomUUID } from 'node:crypto';
import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';

interface Line {
  skuId: string;
  quantity: number;
}
const QUOTE =
  'id goodsFen deliveryFen totalFen expiresAt sellers { goodsFen deliveryFen deliveryService lines { title quantity unitFen totalFen labelVersion } }';

/** Quotes and places; answers the checkout and its orders. */
export async function placed(
  journey: Journey,
  buyer: Person,
  addressId: string,
  lines: Line[],
): Promise<{ checkoutId: string; totalFen: number; orders: { id: string; seller: { id: string } }[] }> {
  const quote = await buyer.do('quote', { addressId, lines }, QUOTE);
  return (await buyer.do(
    'placeOrder',
    { quoteId: quote['id'], totalFen: quote['totalFen'] },
    'checkoutId totalFen orders { id seller { id } }',
  )) as never;
}

/** The person pays in WeChat: the phone's dialogue with what the platform handed over. */
export async function payInWechat(journey: Journey, buyer: Person, checkoutId: string): Promise<void> {
  const { clientParameters } = await buyer.do(
    'startPayment',
    { checkoutId },
    'payment { id state } clientParameters { timeStamp nonceStr package signType paySign }',
  );
  const { state } = await journey.world.post('/pay', {
    prepayId: (clientParameters.package as string).replace('prepay_id=', ''),
    requestPayment: clientParameters,
  });
  journey.expect(/SUCCESS|paid/i.test(state), `the payment dialogue ended with ${state}`);
}

export const orderState = async (person: Person, id: string): Promise<string> =>
  (await person.ask('query($id: ID!) { order(id: $id) { state } }', { id }))['order']?.state;

/** Waits until a refund of this order has reached its buyer. */
export const refundArrived = (journey: Journey, buyer: Person, id: string): Promise<{ amountFen: number }> =>
  journey.until('the refund to arrive', async () => {
    await journey.world.advance({ seconds: 20 });
    const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { refunds { amountFen state } } }', { id });
    return order.refunds.find((row: { state: string }) => row.state === 'SUCCEEDED');
  });

/** Places and pays; waits until the orders know it. */
export async function bought(journey: Journey, buyer: Person, addressId: string, lines: Line[]) {
  const checkout = await placed(journey, buyer, addressId, lines);
  await payInWechat(journey, buyer, checkout.checkoutId);
  for (const order of checkout.orders)
    await journey.until('the order to be paid', async () => (await orderState(buyer, order.id)) === 'PAID');
  return checkout;
}

async function fillCart(journey: Journey): Promise<string> {
  const { made } = journey;
  const buyer = journey.people.buyer as Person;
  await buyer.do('setCartLine', { skuId: made.riceSku, quantity: 2 }, 'lines { quantity }');
  const cart = await buyer.do('setCartLine', { skuId: made.berrySku, quantity: 1 }, 'lines { quantity }');
  return `${cart['lines'].length} 行`;
}

async function placeTwoOrders(journey: Journey): Promise<string> {
  const { made } = journey;
  const buyer = journey.people.buyer as Person;
  const quote = await buyer.do('quote', { addressId: made.address }, QUOTE);
  journey.equal(quote['totalFen'], quote['goodsFen'] + quote['deliveryFen'], 'goods and delivery add up');
  const refusal = await buyer.refused('placeOrder', { quoteId: quote['id'], totalFen: quote['totalFen'] - 1 });
  const requestId = randomUUID();
  const first = await buyer.do(
    'placeOrder',
    { requestId, quoteId: quote['id'], totalFen: quote['totalFen'] },
    'checkoutId totalFen orders { id seller { id } }',
  );
  const again = await buyer.do(
    'placeOrder',
    { requestId, quoteId: quote['id'], totalFen: quote['totalFen'] },
    'checkoutId totalFen orders { id seller { id } }',
  );
  journey.equal(again['checkoutId'], first['checkoutId'], 'a repeated call answers the same checkout');
  journey.equal(first['orders'].length, 2, 'one order per seller');
  made.checkout = first['checkoutId'];
  made.riceOrder = first['orders'].find((order: { seller: { id: string } }) => order.seller.id === made.coop).id;
  made.berryOrder = first['orders'].find((order: { seller: { id: string } }) => order.seller.id === made.farmer).id;
  return `共 ${first['totalFen'] / 100} 元（少一分被拒：${refusal.code}）`;
}

async function refuseForgedNotices(journey: Journey): Promise<string> {
  const { made, world, gateway } = journey;
  const buyer = journey.people.buyer as Person;
  await buyer.do('startPayment', { checkoutId: made.checkout }, 'payment { state }');
  const refused: string[] = [];
  for (const kind of [
    'bad-signature',
    'signtest',
    'wrong-serial',
    'stale-timestamp',
    'wrong-merchant',
    'wrong-amount',
    'unknown-order',
  ]) {
    const { status } = await world.post('/forge-callback', {
      kind,
      outTradeNo: `C${made.checkout}`,
      notifyUrl: `${gateway.url}/edges/payments/wechatpay/notify`,
    });
    journey.expect(status >= 400 && status < 500, `${kind} was answered ${status}`);
    refused.push(kind);
  }
  journey.equal(await orderState(buyer, made.riceOrder), 'AWAITING_PAYMENT', 'nothing was booked');
  return refused.join('、');
}

async function payOnce(journey: Journey): Promise<string> {
  const { made, world } = journey;
  const buyer = journey.people.buyer as Person;
  await world.post('/callbacks', { mode: 'duplicate' });
  await payInWechat(journey, buyer, made.checkout);
  for (const id of [made.riceOrder, made.berryOrder])
    await journey.until('the order to be paid', async () => (await orderState(buyer, id)) === 'PAID');
  await world.post('/callbacks', { mode: 'normal' });
  const refusal = await buyer.refused('startPayment', { checkoutId: made.checkout });
  return refusal.message;
}

async function surviveLostNotice(journey: Journey): Promise<string> {
  const { made, world } = journey;
  const buyer = journey.people.buyer as Person;
  await world.post('/callbacks', { mode: 'lose' });
  const { checkoutId, orders } = await placed(journey, buyer, made.address, [
    { skuId: made.riceSmallSku, quantity: 1 },
  ]);
  await payInWechat(journey, buyer, checkoutId);
  await buyer.do('lookUpPayment', { checkoutId }, 'state stateLabel');
  await world.advance({ minutes: 1 });
  await journey.until('the order to be paid', async () => (await orderState(buyer, orders[0]!.id)) === 'PAID');
  await world.post('/callbacks', { mode: 'normal' });
  made.lostNoticeOrder = orders[0]!.id;
  return '已到账';
}

async function closeUnpaidOrder(journey: Journey): Promise<string> {
  const { made, world } = journey;
  const buyer = journey.people.buyer as Person;
  const stockOf = async (skuId: string): Promise<number> =>
    (await journey.nobody.ask('query($id: ID!) { sku(id: $id) { stock { free } } }', { id: skuId }))['sku'].stock.free;
  const before = await stockOf(made.riceSmallSku);
  const { checkoutId, orders } = await placed(journey, buyer, made.address, [
    { skuId: made.riceSmallSku, quantity: 2 },
  ]);
  await buyer.do('startPayment', { checkoutId }, 'payment { id }');
  journey.equal(await stockOf(made.riceSmallSku), before - 2, 'the stock is held');
  await world.advance({ minutes: 31 });
  await journey.until(
    'the order to be cancelled',
    async () => (await orderState(buyer, orders[0]!.id)) === 'CANCELLED',
  );
  journey.equal(await stockOf(made.riceSmallSku), before, 'the stock is free again');
  const refusal = await buyer.refused('startPayment', { checkoutId });
  return refusal.message;
}

async function refundLateMoney(journey: Journey): Promise<string> {
  const { made, world } = journey;
  const buyer = journey.people.buyer as Person;
  const { checkoutId, orders } = await placed(journey, buyer, made.address, [
    { skuId: made.riceSmallSku, quantity: 1 },
  ]);
  const { clientParameters } = await buyer.do(
    'startPayment',
    { checkoutId },
    'clientParameters { timeStamp nonceStr package signType paySign }',
  );
  await world.post('/faults', { service: 'wechatPay', mode: 'lying', path: '/close', times: 1 });
  await buyer.do('cancelOrder', { orderId: orders[0]!.id, reason: '不想要了' }, 'id state');
  await journey.until(
    'the order to be cancelled',
    async () => (await orderState(buyer, orders[0]!.id)) === 'CANCELLED',
  );
  await world.post('/faults', { service: 'wechatPay', mode: 'ok' });
  const { state } = await world.post('/pay', {
    prepayId: (clientParameters.package as string).replace('prepay_id=', ''),
    requestPayment: clientParameters,
  });
  journey.equal(state, 'SUCCESS', 'the provider still took the money');
  const refund = await refundArrived(journey, buyer, orders[0]!.id);
  return `${refund.amountFen / 100} 元已退`;
}

async function refuseFarAddress(journey: Journey): Promise<string> {
  const { made } = journey;
  const buyer = journey.people.buyer as Person;
  const refusal = await buyer.refused('quote', {
    addressId: made.farAddress,
    lines: [{ skuId: made.riceSku, quantity: 1 }],
  });
  const denied = await journey.people.other!.ask('query($id: ID!) { order(id: $id) { id } }', { id: made.riceOrder });
  journey.equal(denied['order'], null, "another person's order is not there");
  return `${refusal.message}（${refusal.clause}）`;
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('两家卖家的商品放进购物车', () => fillCart(journey));
  await journey.step('确认前看清货款和运费；别的金额不能下单；合并支付，拆成两单', () => placeTwoOrders(journey));
  await journey.step('伪造的支付通知都被拒绝', () => refuseForgedNotices(journey));
  await journey.step('付款一次，通知来三次，只记一次账；重复付款被拒', () => payOnce(journey));
  await journey.step('支付通知丢了，平台自己去问', () => surviveLostNotice(journey));
  await journey.step('超时不付：先在支付机构关单，再放库存', () => closeUnpaidOrder(journey));
  await journey.step('支付机构说关了单其实没关：取消之后付进来的钱，原路退回', () => refundLateMoney(journey));
  await journey.step('配送不到的地方和禁寄的商品，下单前就说明', () => refuseFarAddress(journey));
}
