import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { filedSupplier } from './2-lot.ts';
import { orderState } from './5-buy.ts';
import { dayFrom } from '../numbers.ts';
import { scanned } from '../papers.ts';
import { signInAs } from '../sign-ins.ts';

export const shipmentOf = (
  journey: Journey,
  person: Person,
  orderId: string,
  state?: string,
): Promise<{ id: string; state: string }> =>
  journey.until(`the shipment of the order${state ? ` to be ${state}` : ''}`, async () => {
    const { order } = await person.ask('query($id: ID!) { order(id: $id) { shipments { id state } } }', {
      id: orderId,
    });
    return (order?.shipments as { id: string; state: string }[] | undefined)?.findLast(
      (shipment) => !state || shipment.state === state,
    );
  });

const COLD_POINTS = {
  productionDateChecked: true,
  shelfLifeChecked: true,
  storageConditionChecked: true,
  innerPackagingIntact: true,
  outerPackagingIntact: true,
  vehicleClean: true,
};

/** How many payments WeChat knows to be shipped. */
const shippingKnown = async (journey: Journey): Promise<number> =>
  (await journey.world.get('/state'))['counts'].shipping;

/** From picked to in the carrier's hands: assigned, goods document, both signatures. */
export async function takenOver(
  journey: Journey,
  seller: Person,
  buyer: Person,
  orderId: string,
  cold: boolean,
): Promise<string> {
  const { people, made } = journey;
  const carrier = people.carrier!;
  const { id: shipmentId } = await shipmentOf(journey, buyer, orderId);
  await carrier.do('assignShipment', { shipmentId, courierId: made.courierId, vehicleId: made.vehicleId }, 'id state');
  const refusal = await carrier.refused('signHandover', {
    handoverId: 'unknown',
    as: 'CARRIER',
    custodian: journey.plant('name', 'courier'),
  });
  journey.equal(refusal.code, 'NOT_FOUND', 'an unknown document is not there');
  const handover = await carrier.do(
    'openHandover',
    { shipmentId, ...(cold && { facilityTemperatureCelsius: 2.5, productTemperatureCelsius: 3 }), ...COLD_POINTS },
    'id state',
  );
  await seller.do(
    'signHandover',
    { handoverId: handover['id'], as: 'SELLER', custodian: journey.plant('name', 'storekeeper') },
    'id state',
  );
  await carrier.do(
    'signHandover',
    { handoverId: handover['id'], as: 'CARRIER', custodian: journey.plant('name', 'courier') },
    'id state',
  );
  await journey.until('the order to be in transit', async () => (await orderState(buyer, orderId)) === 'IN_TRANSIT');
  return shipmentId;
}

async function confirmInTime(journey: Journey): Promise<string> {
  const { people, made, world } = journey;
  const buyer = people.buyer as Person;
  const coop = people.coop as Person;
  const farmer = people.farmer as Person;
  await coop.do('confirmOrder', { orderId: made.riceOrder }, 'id state');
  await farmer.do('confirmOrder', { orderId: made.berryOrder }, 'id state');
  journey.equal(
    await coop.refused('confirmOrder', { orderId: made.berryOrder }).then(({ code }) => code),
    'NOT_FOUND',
    "another seller's order is not there",
  );
  // Unconfirmed over one working day, whatever weekend or holiday lies between.
  for (let days = 0; days < 12 && (await orderState(buyer, made.lostNoticeOrder)) === 'PAID'; days++) {
    await world.advance({ days: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  const order = await journey.until('the refund to arrive', async () => {
    await world.advance({ seconds: 20 });
    const found = (
      await buyer.ask('query($id: ID!) { order(id: $id) { state cancelReason refunds { amountFen state } } }', {
        id: made.lostNoticeOrder,
      })
    )['order'];
    return found.refunds.some((refund: { state: string }) => refund.state === 'SUCCEEDED') ? found : null;
  });
  journey.equal(order.state, 'CANCELLED', 'the unconfirmed order is cancelled');
  return `${order.cancelReason}，退 ${order.refunds[0].amountFen / 100} 元`;
}

async function pickOldestLot(journey: Journey): Promise<string> {
  const { people, made, run } = journey;
  const coop = people.coop as Person;
  const farmer = people.farmer as Person;
  const picked = await coop.do('pickOrder', { orderId: made.riceOrder }, 'id state lines { lots { lotCode units } }');
  journey.equal(picked['lines'][0].lots[0].lotCode, `WC${run}B`, 'the older lot leaves first');
  await farmer.do('pickOrder', { orderId: made.berryOrder }, 'id state');
  return JSON.stringify(picked['lines'][0].lots);
}

async function handOver(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const coop = people.coop as Person;
  const farmer = people.farmer as Person;
  const carrier = people.carrier as Person;
  made.shippingKnown = await shippingKnown(journey);
  await carrier
    .do(
      'acceptCourierRules',
      {
        carrierPartyId: made.carrier,
        version: (await carrier.ask('{ courierRules { version } }'))['courierRules'].version,
      },
      '__typename',
    )
    .catch(() => undefined);
  await carrier.do(
    'checkLoad',
    { vehicleId: made.vehicleId, secured: true, segregated: true, clean: true, lawful: true, temperatureCelsius: 3 },
    '__typename',
  );
  made.berryShipment = await takenOver(journey, farmer, buyer, made.berryOrder, true);
  made.riceShipment = await takenOver(journey, coop, buyer, made.riceOrder, false);
  const { shipment } = await carrier.ask(
    'query($id: ID!) { shipment(id: $id) { handovers { verified signatures { signedAt } } } }',
    { id: made.berryShipment },
  );
  journey.expect(
    shipment.handovers[0].verified && shipment.handovers[0].signatures.length === 2,
    'both signatures are there and verify',
  );
  return '两张交接单，各两个签名';
}

async function reportToWechat(journey: Journey): Promise<string> {
  const { made } = journey;
  const known = await journey.until('WeChat to know both parcels', async () => {
    const now = await shippingKnown(journey);
    return now >= made.shippingKnown + 2 && now;
  });
  journey.equal(known, made.shippingKnown + 2, 'each parcel once');
  const admin = await signInAs(journey, 'operator-admin');
  const orders = await journey.until('both to be noted as sent', async () => {
    const { shippingNotices } = await admin.ask(
      '{ shippingNotices(state: SENT, first: 50) { edges { node { orderId } } } }',
    );
    const sent = (shippingNotices.edges as { node: { orderId: string } }[]).map(({ node }) => node.orderId);
    return [made.riceOrder, made.berryOrder].every((orderId) => sent.includes(orderId)) && sent;
  });
  return `微信已有 ${known} 单，平台记下 ${orders.length} 单已报`;
}

async function alarmOnTheRoad(journey: Journey): Promise<string> {
  const { people, made, world } = journey;
  const carrier = people.carrier as Person;
  const push = {
    deviceId: made.vehicleDevice,
    secret: made.deviceSecret,
    url: `${journey.gateway.url}/edges/logistics/readings`,
  };
  await world.post('/sensors/push', {
    ...push,
    curve: [
      { minutes: 0, temperatureCelsius: 3 },
      { minutes: 20, temperatureCelsius: 3 },
      { minutes: 21, temperatureCelsius: 11 },
      { minutes: 60, temperatureCelsius: 11 },
      { minutes: 61, temperatureCelsius: 3 },
      { minutes: 100, temperatureCelsius: 3 },
    ],
  });
  await world.advance({ minutes: 105 });
  const alarm = await journey.until('the alarm', async () => {
    // A device whose push did not get through tries again a minute later, by the clock that we move.
    await world.advance({ seconds: 20 });
    const { alarms } = await carrier.ask(
      '{ alarms(first: 50) { edges { node { id kind state deviceId worstCelsius minutesOut endedAt } } } }',
    );
    return (
      alarms.edges as {
        node: {
          kind: string;
          deviceId: string;
          endedAt: string | null;
          id: string;
          worstCelsius: number;
          minutesOut: number;
        };
      }[]
    )
      .map(({ node }) => node)
      .find((node) => node.deviceId === made.vehicleDevice && node.kind === 'EXCURSION' && node.endedAt);
  });
  await carrier.do('acknowledgeAlarm', { alarmId: alarm.id }, 'id state');
  await carrier.do(
    'resolveAlarm',
    {
      alarmId: alarm.id,
      measure: `车门未关严，${journey.plant('name', 'who closed the door')}已关好复温，抽检货品正常`,
      decision: 'RELEASE',
    },
    'id state',
  );
  return `最高 ${alarm.worstCelsius}℃，超温 ${alarm.minutesOut} 分钟，放行`;
}

/** Firecrackers are put on sale like any goods: the platform notices when they are to be sent. */
async function bannedGoodsOnSale(journey: Journey, coop: Person): Promise<{ productId: string; skuId: string }> {
  const { made, world, run } = journey;
  const supplierId = await filedSupplier(journey, coop, made.coop, `杂货供应${run}`, 31);
  const product = await coop.do(
    'createProduct',
    {
      shopId: made.coopShop,
      title: `过年小鞭炮 ${run}`,
      categoryId: 'other',
      standardClass: 'NON_STANDARD',
      characteristics: '小包装',
      safetyDeclared: true,
      copy: '过年用。',
      skus: [{ specification: '100克/包', unit: '包', netGrams: 100, storage: 'AMBIENT', weightGrams: 150 }],
    },
    'id skus { id }',
  );
  const skuId = product['skus'][0].id as string;
  await coop.do(
    'setPriceLabel',
    {
      skuId,
      origin: '黑龙江省五常市',
      grade: '合格',
      specification: '100克/包',
      pricingType: 'MARKET',
      retailFen: 1000,
      priceManager: '关守田',
      priceSupervision: '12315',
    },
    '__typename',
  );
  const now = await world.now();
  const { id: lotId } = await coop.do(
    'registerLot',
    {
      skuId,
      supplierId,
      code: `BP${run}`,
      producedOn: dayFrom(now, -3),
      units: 5,
      markedName: '鞭炮',
      producerName: '某厂',
      producerAddress: '五常市',
      specification: '100克/包',
      complaintContact: '0451-55500000',
    },
    'id',
  );
  await lookedAt(coop, lotId as string, dayFrom(now, 0));
  await coop.do('releaseLot', { lotId }, 'id');
  await coop.do('publishProduct', { productId: product['id'] }, 'id');
  return { productId: product['id'] as string, skuId };
}

/** No limit is known for such goods, so no report stands for them: their seller looks, and signs. */
const lookedAt = async (coop: Person, lotId: string, checkedOn: string): Promise<unknown> =>
  coop.do(
    'recordSelfCheck',
    {
      lotId,
      checkedBy: '关守田',
      checkedOn,
      promised: true,
      fileId: await scanned(coop, 'inspection-report'),
      items: [
        { name: '外观和气味', value: '正常' },
        { name: '霉变和虫蛀', value: '没有' },
        { name: '坏果或破损', value: '0', unit: '%' },
      ],
    },
    'id',
  );

async function refuseBannedGoods(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const buyer = people.buyer as Person;
  const coop = people.coop as Person;
  const { productId, skuId } = await bannedGoodsOnSale(journey, coop);
  const refusal = await journey.until('the banned goods to be refused', async () => {
    const answer = await buyer.refused('quote', { addressId: made.address, lines: [{ skuId, quantity: 1 }] });
    return answer.code === 'BANNED_GOODS' || answer.clause === '8.5.2' ? answer : null;
  });
  await coop.do('withdrawProduct', { productId, reason: `${journey.plant('name', 'who noticed')}发现禁寄` }, 'id');
  return `${refusal.message}（${refusal.clause}）`;
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('卖家一个工作日内确认；没确认的自动取消并退款', () => confirmInTime(journey));
  await journey.step('配货按先到期先出：先发快到期的那一批', () => pickOldestLot(journey));
  await journey.step('交接：库温、品温、逐项检查，双方签字，缺一不可', () => handOver(journey));
  await journey.step('发货信息报给微信：签收后货款才会解冻', () => reportToWechat(journey));
  await journey.step('车上温度一直在报；超温报警，处理后放行', () => alarmOnTheRoad(journey));
  await journey.step('禁寄物品，下单时就被拒绝', () => refuseBannedGoods(journey));
}
