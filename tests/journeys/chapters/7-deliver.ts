import { apiName } from '@heitu/kit/rules/enums';
import { CHECKLISTS } from '@heitu/standard';
import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { bought, orderState } from './5-buy.ts';
import { takenOver } from './6-send.ts';
import { dayFrom } from '../numbers.ts';
import { signInAs } from '../sign-ins.ts';

/** A checklist of which all is so. */
const allSo = (topic: string) =>
  CHECKLISTS[topic.toLowerCase().replaceAll('_', '-') as keyof typeof CHECKLISTS].map((item) => ({
    item: apiName(item),
    passed: true,
  }));

/** At the door: call ahead, identity code, outer packaging opened, signature. */
export async function delivered(journey: Journey, buyer: Person, orderId: string, shipmentId: string): Promise<void> {
  const courier = journey.people.courier as Person;
  const now = await journey.world.now();
  await courier.do(
    'callAhead',
    {
      shipmentId,
      agreedAt: new Date(now.getTime() + 3_600_000).toISOString(),
      place: journey.plant('address', 'agreed'),
    },
    'id',
  );
  const { courierCode } = await courier.ask('query($id: ID!) { courierCode(shipmentId: $id) { code } }', {
    id: shipmentId,
  });
  await buyer.do('checkCourierCode', { shipmentId, code: courierCode.code }, '__typename');
  await courier.do('recordOuterPackagingOpened', { shipmentId, inspected: true }, 'id');
  await buyer.do(
    'signDelivery',
    { shipmentId, signerName: journey.plant('name', 'buyer'), signature: journey.plant('signature', 'buyer') },
    'id state',
  );
  await journey.until('the order to be delivered', async () =>
    ['DELIVERED', 'COMPLETED'].includes(await orderState(buyer, orderId)),
  );
}

async function refuseEarlySignature(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const refusal = await buyer.refused('signDelivery', {
    shipmentId: made.berryShipment,
    signerName: journey.plant('name', 'buyer'),
    signature: journey.plant('signature', 'buyer'),
  });
  return `${refusal.message}：${refusal.details.map((detail) => detail.text).join('、')}`;
}

async function deliverAtTheDoor(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const courier = people.courier as Person;
  await courier.do(
    'callAhead',
    {
      shipmentId: made.berryShipment,
      agreedAt: new Date((await journey.world.now()).getTime() + 3_600_000).toISOString(),
      place: journey.plant('address', 'agreed'),
    },
    'id',
  );
  const wrong = await buyer.refused('checkCourierCode', { shipmentId: made.berryShipment, code: '000000' });
  await delivered(journey, buyer, made.berryOrder, made.berryShipment);
  await delivered(journey, buyer, made.riceOrder, made.riceShipment);
  return `错误的身份码被识破（${wrong.code}），两单都已签收`;
}

async function refuseAtTheDoor(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const courier = people.courier as Person;
  const coop = people.coop as Person;
  const { orders } = await bought(journey, buyer, made.address, [{ skuId: made.riceSmallSku, quantity: 1 }]);
  const orderId = orders[0]!.id;
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
  await buyer.do(
    'refuseDelivery',
    { shipmentId, reason: 'DAMAGED', note: `外箱压坏了，回电${journey.plant('phone', 'refusal')}` },
    'id state',
  );
  await courier.do('arriveAtDepot', { shipmentId }, 'id state');
  await people.carrier!.do('returnToSeller', { shipmentId, resellable: false }, 'id state');
  // Both signed that it was whole: the carrier bears it, as both agree, and the seller refunds nothing.
  const claimId = await journey.until('the claim to be proposed', async () => {
    const { claims } = await coop.ask('query($id: ID!) { claims(orderId: $id) { edges { node { id } } } }', {
      id: orderId,
    });
    return claims.edges[0]?.node.id;
  });
  for (const party of [coop, people.carrier as Person]) await party.do('acceptClaim', { claimId }, 'id state');
  const claim = await journey.until('the claim to be settled', async () => {
    await journey.world.advance({ seconds: 20 });
    const asked = await coop.ask('query($id: ID!) { claim(id: $id) { state shares { part amountFen } } }', {
      id: claimId,
    });
    return asked.claim.state === 'SETTLED' && asked.claim;
  });
  const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { state refundDueFen } }', { id: orderId });
  journey.equal(order.state, 'CANCELLED', 'the order is over');
  journey.equal(order.refundDueFen, 0, 'the seller refunds nothing of what the carrier broke');
  const borne = claim.shares.find((share: { part: string }) => share.part === 'CARRIER');
  journey.made.borneFen = borne.amountFen;
  return `配送方赔 ${borne.amountFen / 100} 元`;
}

async function settleShortContents(journey: Journey): Promise<void> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const courier = people.courier as Person;
  const { id: caseId } = await buyer.do(
    'openContentsCase',
    {
      shipmentId: made.riceShipment,
      kind: 'SHORT',
      outerIntact: true,
      note: `箱子没破，里面少一袋赠品，找${journey.plant('name', 'contents')}`,
    },
    'id',
  );
  await people.carrier!.do(
    'settleContentsCase',
    { caseId, consignorContactedAt: (await journey.world.now()).toISOString(), settlement: '商家已补发赠品' },
    'id',
  );
  const refusal = await courier.refused('recordCodCollected', { shipmentId: made.riceShipment, amountFen: 500 });
  journey.equal(refusal.code, 'NOT_CASH_ON_DELIVERY', 'no cash is taken for what was paid before');
}

async function checkDeliveries(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const now = await journey.world.now();
  await people.carrier!.do(
    'reconcileHandovers',
    {
      carrierPartyId: made.carrier,
      sellerPartyId: made.coop,
      from: new Date(now.getTime() - 20 * 86_400_000).toISOString(),
      to: now.toISOString(),
    },
    '__typename',
  );
  const admin = await signInAs(journey, 'operator-admin');
  const { villages } = await admin.ask('{ villages { code name townshipName } }');
  await admin.do('declareVillages', { villages: [{ ...villages.at(-1), remote: true }] }, '__typename');
  const elsewhere = { code: '110101001001', name: '多福巷社区', remote: false };
  const refusal = await admin.refused('declareVillages', { villages: [elsewhere] });
  journey.equal(refusal.code, 'OTHER_COUNTY', 'one wrong digit does not move the platform to another county');
  for (const topic of ['AGREEMENT', 'CONFIDENTIALITY', 'IMPERSONATION', 'ON_TIME', 'COD', 'BANNED_GOODS']) {
    const { id: checkId } = await admin.do(
      'planCheck',
      { carrierPartyId: made.carrier, form: 'SPOT', topic, plannedOn: dayFrom(now, 0) },
      'id',
    );
    await admin.do(
      'recordCheck',
      { checkId, items: allSo(topic), finding: `抽查未发现问题，${journey.plant('name', 'checked courier')}陪同` },
      'id',
    );
  }
  return '六项抽查';
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('少一步都签不了字', () => refuseEarlySignature(journey));
  await journey.step('打电话预约、核对配送员身份码、开外包装、当面查看、签字', () => deliverAtTheDoor(journey));
  await journey.step('第二件当面拒收，写明原因，退回站点再退回商家，钱退给消费者', () => refuseAtTheDoor(journey));
  await journey.step('外箱完好里面少了一袋：配送商联系商家了结；付过款的不收现金', () => settleShortContents(journey));
  await journey.step('逐单核对交接单；平台抽查配送：守约、保密、冒名推销、时效、货款', () => checkDeliveries(journey));
}
