import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { orderState, refundArrived } from './5-buy.ts';
import { takenOver } from './6-send.ts';

const OPENID = 'openid-at-the-door';

/** Shop and carrier both agree to it. */
async function agree(journey: Journey): Promise<void> {
  const { made, people } = journey;
  await (people.coop as Person).do(
    'reviseShop',
    {
      shopId: made.coopShop,
      name: `稻花香合作社${journey.run}`,
      serviceHours: '周一至周日 8:00-18:00',
      confirmWithinText: '下单后1个工作日内确认',
      responseText: '咨询2小时内回复',
      paysAtDoor: true,
    },
    'id paysAtDoor',
  );
  await people.carrier!.do(
    'setCarrierService',
    { carrierPartyId: made.carrier, daysPerWeek: 7, hoursPerDay: 10, collectsPayment: true },
    'partyId collectsPayment',
  );
}

/** Ordered to be paid at the door, sent, and looked at there. */
async function broughtToDoor(journey: Journey): Promise<{ orderId: string; shipmentId: string; totalFen: number }> {
  const { made, people } = journey;
  const [buyer, coop, courier] = [people.buyer as Person, people.coop as Person, people.courier as Person];
  const quote = await journey.until('payment at the door to be offered', async () => {
    const found = await buyer.do(
      'quote',
      { addressId: made.address, lines: [{ skuId: made.riceSmallSku, quantity: 1 }] },
      'id totalFen canPayAtDoor',
    );
    return found['canPayAtDoor'] ? found : null;
  });
  const { checkoutId, orders } = await buyer.do(
    'placeOrder',
    { quoteId: quote['id'], totalFen: quote['totalFen'], payAtDoor: true },
    'checkoutId orders { id }',
  );
  const orderId = orders[0].id;
  const refusal = await buyer.refused('startPayment', { checkoutId });
  journey.equal(refusal.code, 'CHECKOUT_CLOSED', 'it is paid at the door, not before');
  await coop.do('confirmOrder', { orderId }, 'id');
  await coop.do('pickOrder', { orderId }, 'id');
  const shipmentId = await takenOver(journey, coop, buyer, orderId, false);
  await courier.do(
    'callAhead',
    {
      shipmentId,
      agreedAt: new Date((await journey.world.now()).getTime() + 3_600_000).toISOString(),
      place: journey.plant('address', 'agreed'),
    },
    'id',
  );
  const early = await courier.refused('showDoorCode', { shipmentId });
  journey.equal(early.code, 'NOT_AT_DOOR', 'first both look at the goods');
  const { courierCode } = await courier.ask('query($id: ID!) { courierCode(shipmentId: $id) { code } }', {
    id: shipmentId,
  });
  await buyer.do('checkCourierCode', { shipmentId, code: courierCode.code }, '__typename');
  await courier.do('recordOuterPackagingOpened', { shipmentId, inspected: true }, 'id');
  return { orderId, shipmentId, totalFen: quote['totalFen'] };
}

async function payToTheCode(journey: Journey): Promise<string> {
  const { world, people } = journey;
  const [buyer, courier] = [people.buyer as Person, people.courier as Person];
  await agree(journey);
  const { orderId, shipmentId, totalFen } = await broughtToDoor(journey);
  const sign = {
    shipmentId,
    signerName: journey.plant('name', 'buyer'),
    signature: journey.plant('signature', 'buyer'),
  };
  journey.equal((await buyer.refused('signDelivery', sign)).code, 'NOT_PAID', 'who has not paid does not sign');
  const first = await courier.do('showDoorCode', { shipmentId }, 'codeUrl totalFen');
  journey.equal(first['totalFen'], totalFen, 'the courier asks for what was agreed');
  const { codeUrl } = await courier.do('showDoorCode', { shipmentId }, 'codeUrl totalFen');
  const voided = await world.post('/scan', { codeUrl: first['codeUrl'], openid: OPENID });
  journey.equal(voided.state, 'VOID_CODE', 'the code before is void');
  // Its notice is lost: the platform asks by itself.
  await world.post('/callbacks', { mode: 'lose' });
  journey.equal(
    (await world.post('/scan', { codeUrl, openid: OPENID })).state,
    'SUCCESS',
    'the buyer pays to the code',
  );
  await world.advance({ minutes: 1 });
  await journey.until('the courier to see that it is paid', async () => {
    const { shipment } = await courier.ask('query($id: ID!) { shipment(id: $id) { doorPaidAt } }', { id: shipmentId });
    return shipment.doorPaidAt;
  });
  await world.post('/callbacks', { mode: 'normal' });
  await buyer.do('signDelivery', sign, 'id state');
  await journey.until('the order to be delivered', async () => (await orderState(buyer, orderId)) === 'DELIVERED');
  return `${totalFen / 100} 元付给商家，配送员不经手`;
}

async function refundMoneyAfterRefusal(journey: Journey): Promise<string> {
  const { world, people } = journey;
  const [buyer, courier] = [people.buyer as Person, people.courier as Person];
  const { orderId, shipmentId, totalFen } = await broughtToDoor(journey);
  const { codeUrl } = await courier.do('showDoorCode', { shipmentId }, 'codeUrl');
  // The provider says that it has closed the code, and takes money all the same.
  await world.post('/faults', { service: 'wechatPay', mode: 'lying', path: '/close', times: 1 });
  await buyer.do('refuseDelivery', { shipmentId, reason: 'CHANGED_MIND' }, 'id state');
  journey.equal((await courier.refused('showDoorCode', { shipmentId })).code, 'NOT_AT_DOOR', 'no code after a refusal');
  journey.equal((await world.post('/scan', { codeUrl, openid: OPENID })).state, 'SUCCESS', 'the money comes too late');
  await world.post('/faults', { service: 'wechatPay', mode: 'ok' });
  await courier.do('arriveAtDepot', { shipmentId }, 'id state');
  await people.carrier!.do('returnToSeller', { shipmentId, resellable: true }, 'id state');
  const refund = await refundArrived(journey, buyer, orderId);
  journey.equal(refund.amountFen, totalFen, 'all of it comes back');
  journey.equal(await orderState(buyer, orderId), 'CANCELLED', 'the order has ended');
  return `拒收之后才到的 ${totalFen / 100} 元，全数退回`;
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('货到付款：看过货，扫配送员的码付给商家；不付不能签收，旧码作废', () => payToTheCode(journey));
  await journey.step('当面拒收，钱却晚到一步：原路全退，货回到商家', () => refundMoneyAfterRefusal(journey));
}
