import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFrom } from '@heitu/kit/rules/ids';
import type { Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { field, openPhone, seen, seriousFaults, SMALL_PHONE, tap } from './browser.ts';
import { faultsOf, openCarrierDesk, type CarrierDesk } from './carrier-desk.fixture.ts';
import { openRoom } from './platform.ts';

const CHECKED = {
  facilityTemperatureCelsius: 2.5,
  productTemperatureCelsius: 3,
  productionDateChecked: true,
  shelfLifeChecked: true,
  storageConditionChecked: true,
  innerPackagingIntact: true,
  outerPackagingIntact: true,
  vehicleClean: true,
};

describe("the carrier's desk in a browser, by tapping", () => {
  let platform: CarrierDesk['platform'];
  let browser: CarrierDesk['browser'];
  let desks: CarrierDesk;
  let trade: CarrierDesk['trade'];
  let desk: Person;
  let courier: Person;
  let farm: { farmer: Person; skuId: string };
  beforeAll(async () => {
    desks = await openCarrierDesk();
    ({ platform, browser, trade, desk, courier, farm } = desks);
  });
  afterAll(() => desks?.close());

  const phoneOf: CarrierDesk['phoneOf'] = (...of) => desks.phoneOf(...of);
  /** What is told under the field of this label. */
  const wrongAt = (page: Page, label: string) =>
    page.locator('.field.wrong').filter({ hasText: label, visible: true }).locator('.field-error');
  const shipment = async (id: string, fields: string) =>
    (await desk.ask(`query($id: ID!) { shipment(id: $id) { ${fields} } }`, { id }))['shipment'];

  const packed = () => trade.packed(farm.farmer, farm.skuId);
  async function signedOver(shipmentId: string): Promise<void> {
    const { id: handoverId } = await desk.do('openHandover', { shipmentId, ...CHECKED }, 'id');
    await farm.farmer.do('signHandover', { handoverId, as: 'SELLER', custodian: '王小果' }, 'id');
    await desk.do('signHandover', { handoverId, as: 'CARRIER', custodian: '单据员老赵' }, 'id');
  }

  /** The parcel of the first test: its documents are compared by the second. */
  let carried: { shipmentId: string; sellerPartyId: string; trackingNumber: string };
  const AT_THE_STORE = ['生产日期看过', '没过保质期', '放的地方合适', '里面的包装完好', '外面的包装完好', '车厢干净'];

  it('gives a packed order to a courier, who finds it among his tasks, fetches and delivers it', async () => {
    const { shipmentId, orderId, buyer } = await packed();
    carried = { shipmentId, ...(await shipment(shipmentId, 'trackingNumber sellerPartyId')) };
    const { trackingNumber } = carried;
    const { carriers } = await desk.ask(
      '{ carriers { couriers { id name } vehicles { plate kind temperatureCelsiusMin } } }',
    );
    const chosen = carriers[0].couriers.find(
      ({ id }: { id: string }) => id === idFrom('courier:staff:beida-courier-1'),
    );
    const truck = carriers[0].vehicles.find(
      (one: { kind: string; temperatureCelsiusMin: number }) =>
        one.kind === 'REFRIGERATED_TRUCK' && one.temperatureCelsiusMin === 0,
    );
    const manager = await phoneOf(desk);
    await manager.open('today/index');
    await seen(manager.page, '一键分派').waitFor();
    expect(await seriousFaults(manager.page)).toEqual([]);
    await tap(manager.page, '等人去接');
    await seen(manager.page, trackingNumber).tap();
    await seen(manager.page, '派给谁').waitFor();
    await tap(manager.page, '派给他');
    expect([
      await wrongAt(manager.page, '配送员').textContent(),
      await wrongAt(manager.page, '车').textContent(),
    ]).toEqual(['请选一个人', '请选一辆车']);
    expect(await seriousFaults(manager.page)).toEqual([]);
    await tap(manager.page, chosen.name);
    await tap(manager.page, `${truck.plate} 冷藏车`);
    await tap(manager.page, '派给他');
    await seen(manager.page, '换人换车').waitFor();
    expect(await shipment(shipmentId, 'state courier { id }')).toEqual({
      state: 'ASSIGNED',
      courier: { id: chosen.id },
    });

    const road = await openPhone(browser, courier.token, `${platform.url}/m/courier/pages/`);
    await road.open('tasks/index');
    await tap(road.page, /^去接货 [1-9]\d*$/);
    await seen(road.page, trackingNumber).tap();
    await field(road.page, '冷库多少度（°C）').fill('2.5');
    await field(road.page, '货多少度（°C）').fill('3');
    for (const point of AT_THE_STORE) await tap(road.page, point);
    await tap(road.page, '清点好了，开交接单');
    await field(road.page, '谁保管这张单').fill('单据员老赵');
    await tap(road.page, '货对得上，签字接货');
    await seen(road.page, '等商家签字').waitFor();
    const { handovers } = await shipment(shipmentId, 'handovers { id }');
    await farm.farmer.do('signHandover', { handoverId: handovers[0].id, as: 'SELLER', custodian: '王小果' }, 'id');
    await tap(road.page, '看看签了没有');
    await field(road.page, '在哪里').fill('金山大街8号门口');
    await tap(road.page, '电话约好了');
    const code = await road.page
      .locator('.big-code')
      .filter({ hasText: /^\d{6}$/ })
      .textContent();
    await buyer.do('checkCourierCode', { shipmentId, code }, '__typename');
    await tap(road.page, '买家核对过了');
    await tap(road.page, '一起看过了');
    await seen(road.page, '4. 买家签字').waitFor();
    await buyer.do('signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' }, 'id');
    await tap(road.page, '看看签了没有');
    await seen(road.page, '已签收').first().waitFor();
    await trade.until('the order to be delivered', async () => (await trade.stateOf(buyer, orderId)) === 'DELIVERED');
    await manager.open('parcels/index?state=DELIVERED');
    await seen(manager.page, trackingNumber).waitFor();
    expect(faultsOf(manager, road)).toEqual([]);
  }, 180_000);

  it('compares the documents of both sides, shows one that was altered since, and writes down how that was settled [8.4.2.bl]', async () => {
    const { shipmentId, sellerPartyId } = carried;
    const newest = async () =>
      (
        await desk.ask(
          '{ handoverReconciliations(first: 1) { edges { node { sellerPartyId documents matched mismatches { kind resolution } } } } }',
        )
      )['handoverReconciliations'].edges[0].node;
    const manager = await phoneOf(desk);
    await manager.open(`parcel/index?id=${shipmentId}`);
    await tap(manager.page, '和这家商家对单');
    await tap(manager.page, '开始对单');
    await seen(manager.page, '对了1张单，都对得上').waitFor();
    expect(await newest()).toEqual({ sellerPartyId, documents: 1, matched: 1, mismatches: [] });

    const settled = `和商家核对了纸质单，货没少${trade.run}`;
    // Both sides sign one document, so that nothing within the platform lets them disagree: somebody has to reach into
    // its database.
    const database = openRoom(platform, 'logistics');
    const { documentHash } = database
      .prepare('select documentHash from Handover where shipmentId = ?')
      .get(shipmentId) as { documentHash: string };
    const alter = (hash: string) =>
      void database.prepare('update Handover set documentHash = ? where shipmentId = ?').run(hash, shipmentId);
    alter('0'.repeat(64));
    await manager.open(`parcel/index?id=${shipmentId}`);
    await seen(manager.page, '这张单签字后被人改过').waitFor();
    expect(await seriousFaults(manager.page)).toEqual([]);
    await manager.open('today/index');
    await tap(manager.page, '对交接单');
    await tap(manager.page, '开始对单');
    expect(await wrongAt(manager.page, '哪个商家').textContent()).toBe('请选一个商家');
    // The last with whom anything was signed stands first: another walk's farmer, it may be, and farmers are masked to
    // one name. Before them all stands that none is chosen.
    const sellers = (await desk.ask('{ carriers { sellers { id } } }'))['carriers'].flatMap(
      (one: { sellers: { id: string }[] }) => one.sellers.map(({ id }) => id),
    ) as string[];
    await field(manager.page, '哪个商家').selectOption({ index: 1 + sellers.indexOf(sellerPartyId) });
    await tap(manager.page, '开始对单');
    await seen(manager.page, '对了1张单，1张对不上').waitFor();
    await seen(manager.page, /单据内容被改动过/)
      .first()
      .waitFor();
    alter(documentHash);
    database.close();
    await manager.open('today/index');
    await tap(manager.page, /^交接单 .*对不上$/);
    const result = manager.page.locator('.section').filter({ hasText: '单据内容被改动过', visible: true });
    await result.getByText('处理好了', { exact: true }).tap();
    expect(await wrongAt(manager.page, '怎么处理的').textContent()).toBe('请写怎么处理的');
    expect(await seriousFaults(manager.page)).toEqual([]);
    await field(manager.page, '怎么处理的').fill(settled);
    await result.getByText('处理好了', { exact: true }).tap();
    await seen(manager.page, '都处理好了').waitFor();
    await tap(manager.page, '对过的单');
    await seen(manager.page, `处理：${settled}`).waitFor();
    expect(await newest()).toMatchObject({
      documents: 1,
      matched: 0,
      mismatches: [{ kind: 'ALTERED', resolution: settled }],
    });
    expect(faultsOf(manager)).toEqual([]);
  }, 120_000);

  it('voids a wrong document, lets an express company carry a part, keeps the goods in a store, and gives back what was refused', async () => {
    const { shipmentId, orderId, buyer } = await packed();
    await trade.assigned(desk, buyer, orderId);
    const { id: handoverId } = await courier.do(
      'openHandover',
      { shipmentId, ...CHECKED, productTemperatureCelsius: 1 },
      'id',
    );
    const manager = await phoneOf(desk);
    const { page } = manager;
    await manager.open(`parcel/index?id=${shipmentId}`);
    await tap(page, '写错了，作废');
    await tap(page, '作废');
    await seen(page, '写错了，作废').waitFor({ state: 'detached' });
    expect(
      (await desk.ask('query($id: ID!) { handover(id: $id) { state } }', { id: handoverId }))['handover'].state,
    ).toBe('VOID');

    await tap(page, '交给外面的快递');
    await tap(page, '记下单号');
    expect([await wrongAt(page, '哪家快递').textContent(), await wrongAt(page, '快递单号').textContent()]).toEqual([
      '请选快递公司',
      '请填快递单号',
    ]);
    await tap(page, '顺丰');
    await field(page, '快递单号').fill('SF-1');
    await tap(page, '记下单号');
    await wrongAt(page, '快递单号').filter({ hasText: '6到32位' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const number = `SF${trade.run}`.toUpperCase();
    await field(page, '快递单号').fill(number);
    await tap(page, '记下单号');
    await seen(page, '外面的快递').waitFor();
    await seen(page, number).waitFor();
    expect(await shipment(shipmentId, 'expressCompany expressNumber')).toEqual({
      expressCompany: 'shunfeng',
      expressNumber: number,
    });

    await signedOver(shipmentId);
    const { carriers } = await desk.ask('{ carriers { facilities { name sellerPartyId temperatureCelsiusMin } } }');
    const { facilities } = carriers[0] as {
      facilities: { name: string; sellerPartyId: string | null; temperatureCelsiusMin: number | null }[];
    };
    const [warm, cold] = [
      facilities.find((one) => one.temperatureCelsiusMin === null)!,
      facilities.find((one) => one.sellerPartyId === null && one.temperatureCelsiusMin === 0)!,
    ];
    const storedIn = async () => (await shipment(shipmentId, 'storedIn { facilityName }')).storedIn;
    await manager.open(`parcel/index?id=${shipmentId}`);
    await tap(page, '先存进库里');
    await tap(page, '货进库了');
    expect(await wrongAt(page, '存在哪个库').textContent()).toBe('请选一个库');
    await tap(page, warm.name);
    await tap(page, '货进库了');
    await wrongAt(page, '存在哪个库').filter({ hasText: '达不到货物要求的温度' }).waitFor();
    expect(await storedIn()).toBeNull();
    await tap(page, new RegExp(`^${cold.name} `));
    await tap(page, '货进库了');
    await seen(page, '在库里').first().waitFor();
    expect(await storedIn()).toEqual({ facilityName: cold.name });
    expect(await seriousFaults(page)).toEqual([]);
    await manager.open('today/index');
    await seen(page, /^库里存着 [1-9]/).waitFor();
    await seen(page, /^转手 [1-9].*还差一方签字$/).waitFor();
    await manager.open(`parcel/index?id=${shipmentId}`);
    await tap(page, '货出库了');
    await seen(page, '先存进库里').waitFor();
    expect(await storedIn()).toBeNull();

    await courier.do('refuseDelivery', { shipmentId, reason: 'DAMAGED', note: '外箱压坏了' }, 'id');
    await manager.open('today/index');
    await tap(page, /^没收的货 .*要带回站点$/);
    const { trackingNumber } = await shipment(shipmentId, 'trackingNumber');
    await seen(page, trackingNumber).tap();
    await seen(page, '拒收：货坏了，外箱压坏了').waitFor();
    await tap(page, '货到站点了');
    await tap(page, '还给商家了');
    expect(await wrongAt(page, '货还能卖吗').textContent()).toBe('请先看货还能不能卖');
    expect(await seriousFaults(page)).toEqual([]);
    expect((await shipment(shipmentId, 'state')).state).toBe('AT_DEPOT');
    await tap(page, '不能卖了');
    await tap(page, '还给商家了');
    await seen(page, '已退回商家').first().waitFor();
    expect(await shipment(shipmentId, 'state resellable')).toEqual({ state: 'RETURNED', resellable: false });
    expect(faultsOf(manager)).toEqual([]);
  }, 180_000);

  it('gives what waits to whoever may carry it, at one tap', async () => {
    const { shipmentId } = await packed();
    const manager = await phoneOf(desk, SMALL_PHONE);
    await manager.open('today/index');
    await tap(manager.page, '一键分派');
    await seen(manager.page, '派出去').first().waitFor();
    expect((await shipment(shipmentId, 'state')).state).toBe('ASSIGNED');
    expect(faultsOf(manager)).toEqual([]);
  }, 120_000);

  it('answers an alarm: takes it on, says what was done, lets the goods go on', async () => {
    const { carriers } = await desk.ask('{ carriers { facilities { id sellerPartyId temperatureCelsiusMin } } }');
    const { id: facilityId } = carriers[0].facilities.find(
      (one: { sellerPartyId: string | null; temperatureCelsiusMin: number | null }) =>
        one.sellerPartyId === null && one.temperatureCelsiusMin === 0,
    );
    const device = { deviceId: `store-${trade.run}`, secret: `secret-${trade.run}-0123456789` };
    await desk.do('linkDevice', { facilityId, ...device }, 'id');
    // Unlike the county's own alarm, so that its card is found.
    const worst = 12 + Number.parseInt(trade.run.slice(0, 2), 16) / 100;
    const celsius = Math.round(worst * 10) / 10;
    const startAt = new Date((await trade.world.now()).getTime() - 3_600_000).toISOString();
    await trade.world.post('/sensors/push', {
      ...device,
      url: `${platform.url}/edges/logistics/readings`,
      startAt,
      curve: [
        [0, 3],
        [10, 3],
        [15, celsius],
        [40, celsius],
        [45, 3],
        [60, 3],
      ].map(([minutes, temperatureCelsius]) => ({ minutes, temperatureCelsius })),
    });
    const alarm = async () =>
      (await desk.ask('{ alarms(first: 50) { edges { node { deviceId state decision measure } } } }'))['alarms'].edges
        .map(({ node }: { node: { deviceId: string } }) => node)
        .find(({ deviceId }: { deviceId: string }) => deviceId === device.deviceId);
    await trade.until('the alarm', alarm);
    const manager = await phoneOf(desk);
    await manager.open('today/index');
    await tap(manager.page, '温度报警');
    const card = manager.page
      .locator('.section')
      .filter({ hasText: `${celsius}°C` })
      .filter({ visible: true });
    await card.waitFor();
    expect(await seriousFaults(manager.page)).toEqual([]);
    await card.getByText('知道了，我来处理').tap();
    await tap(manager.page, '处理中');
    await card.getByLabel('做了什么').fill('库门没关严，关好了，量了货温3度');
    await card.getByText('货没问题，放行').tap();
    await card.waitFor({ state: 'detached' });
    expect(await alarm()).toMatchObject({
      state: 'RESOLVED',
      decision: 'RELEASE',
      measure: '库门没关严，关好了，量了货温3度',
    });
    expect(faultsOf(manager)).toEqual([]);
  }, 120_000);

  it('sends back what got too warm on the road', async () => {
    const { shipmentId, orderId, buyer } = await packed();
    await trade.assigned(desk, buyer, orderId);
    await signedOver(shipmentId);
    const { vehicleId } = await shipment(shipmentId, 'vehicleId');
    const device = { deviceId: `truck-${trade.run}`, secret: `secret-${trade.run}-0123456789` };
    await desk.do('linkDevice', { vehicleId, ...device }, 'id');
    const startAt = (await trade.world.now()).toISOString();
    await trade.world.advance({ seconds: 900 });
    await trade.world.post('/sensors/push', {
      ...device,
      url: `${platform.url}/edges/logistics/readings`,
      startAt,
      curve: [
        [0, 13],
        [15, 13],
      ].map(([minutes, temperatureCelsius]) => ({ minutes, temperatureCelsius })),
    });
    await trade.until('the alarm', async () => (await shipment(shipmentId, 'alarms { id }')).alarms.length > 0);
    const manager = await phoneOf(desk);
    const { page } = manager;
    await manager.open(`parcel/index?id=${shipmentId}`);
    await tap(page, '知道了，我来处理');
    await tap(page, '货没问题，放行');
    expect(await wrongAt(page, '做了什么').textContent()).toBe('请写做了什么');
    await field(page, '做了什么').fill('冷机坏了，货温13度');
    await tap(page, '货没问题，放行');
    await seen(page, '温度还没有恢复').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    // What is still needed cannot be put away.
    const { plate } = (await shipment(shipmentId, 'vehicle { plate }')).vehicle;
    const fleet = await phoneOf(desk);
    const putAway = async (tab: RegExp, label: string) => {
      await tap(fleet.page, tab);
      await fleet.page.getByLabel(label, { exact: true }).tap();
      await tap(fleet.page, '确定');
    };
    await fleet.open('fleet/index');
    await putAway(/^温度计 \d+$/, `不再用温度计${device.deviceId}`);
    await fleet.page.locator('.notice').filter({ hasText: '报警还没处理完' }).waitFor();
    await putAway(/^车 \d+$/, `不再用${plate}`);
    await fleet.page.locator('.notice').filter({ hasText: '还有没送完的货' }).waitFor();
    expect(await seriousFaults(fleet.page)).toEqual([]);
    await tap(page, '货不行，退回');
    await tap(page, '再想想');
    expect((await shipment(shipmentId, 'state')).state).toBe('TAKEN_OVER');
    await tap(page, '货不行，退回');
    await tap(page, '退回');
    await seen(page, '拒收：温度不合格，冷机坏了，货温13度').waitFor();
    expect(await shipment(shipmentId, 'state refusalReason alarms { state decision }')).toEqual({
      state: 'REFUSED',
      refusalReason: 'TEMPERATURE',
      alarms: [{ state: 'RESOLVED', decision: 'REJECT' }],
    });
    await tap(page, '货到站点了');
    await seen(page, '还给商家了').waitFor();
    await putAway(/^温度计 \d+$/, `不再用温度计${device.deviceId}`);
    await fleet.page.locator('.line').filter({ hasText: device.deviceId, visible: true }).getByText(/停用/).waitFor();
    expect(faultsOf(manager, fleet)).toEqual([]);
  }, 120_000);

  it('settles what was short in a parcel, takes no cash for what was paid before, and sends somebody for a return', async () => {
    const { shipmentId, orderId, buyer } = await packed();
    await trade.assigned(desk, buyer, orderId);
    await signedOver(shipmentId);
    await courier.do(
      'callAhead',
      {
        shipmentId,
        agreedAt: new Date((await trade.world.now()).getTime() + 3_600_000).toISOString(),
        place: '家门口',
      },
      'id',
    );
    const { courierCode } = await courier.ask('query($id: ID!) { courierCode(shipmentId: $id) { code } }', {
      id: shipmentId,
    });
    await buyer.do('checkCourierCode', { shipmentId, code: courierCode.code }, '__typename');
    await courier.do('recordOuterPackagingOpened', { shipmentId, inspected: true }, 'id');
    const { id: caseId } = await buyer.do(
      'openContentsCase',
      { shipmentId, kind: 'SHORT', outerIntact: true, note: '四盒少了一盒' },
      'id',
    );
    const COD =
      'mutation($i: RecordCodCollectedInput!) { recordCodCollected(input: $i) { __typename ... on RecordCodCollectedRefused { code } } }';
    const cash = (await courier.ask(COD, { i: { requestId: `cash-${shipmentId}`, shipmentId, amountFen: 5900 } }))[
      'recordCodCollected'
    ];
    expect(cash).toEqual({ __typename: 'RecordCodCollectedRefused', code: 'NOT_CASH_ON_DELIVERY' });
    const manager = await phoneOf(desk);
    await manager.open(`parcel/index?id=${shipmentId}`);
    await manager.page.getByLabel('怎么处理的').fill('商家明天补一盒');
    expect(await seriousFaults(manager.page)).toEqual([]);
    await tap(manager.page, '和商家说好了');
    await seen(manager.page, '已处理').first().waitFor();
    const { contentsCases } = await desk.ask(
      'query($id: ID!) { contentsCases(shipmentId: $id) { edges { node { id state settlement } } } }',
      { id: shipmentId },
    );
    expect(contentsCases.edges).toEqual([{ node: { id: caseId, state: 'SETTLED', settlement: '商家明天补一盒' } }]);

    await buyer.do('signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' }, 'id');
    await trade.until('the order to be delivered', async () => (await trade.stateOf(buyer, orderId)) === 'DELIVERED');
    const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { lines { id } } }', { id: orderId });
    const { id: afterSaleId } = await buyer.do(
      'requestAfterSale',
      {
        orderId,
        kind: 'RETURN',
        cause: 'QUALITY',
        reason: '有坏果',
        lines: [{ lineId: order.lines[0].id, quantity: 1, accessories: '无' }],
      },
      'id',
    );
    await farm.farmer.do('decideAfterSale', { afterSaleId, accept: true, reason: '同意' }, 'id');
    const collections = async (): Promise<{ afterSaleId: string; courierId: string | null }[]> =>
      (await desk.ask('{ collections(state: DUE, first: 50) { edges { node { afterSaleId courierId } } } }'))[
        'collections'
      ].edges.map(({ node }: { node: object }) => node);
    await trade.until('the collection', async () =>
      (await collections()).some((one) => one.afterSaleId === afterSaleId),
    );
    // Other walks' returns wait on the same list: whichever stands first.
    const waiting = (await collections()).filter(({ courierId }) => courierId === null).map((one) => one.afterSaleId);
    const { carriers } = await desk.ask('{ carriers { couriers { id name active } } }');
    const [somebody] = carriers[0].couriers.filter(({ active }: { active: boolean }) => active);
    await manager.open('today/index');
    await tap(manager.page, /^退货 .*没派人去取$/);
    const card = manager.page.locator('.section').filter({ hasText: '没派人' }).filter({ visible: true }).first();
    await card.waitFor();
    expect(await seriousFaults(manager.page)).toEqual([]);
    await card.getByText(somebody.name, { exact: true }).first().tap();
    await card.getByText('派给他').tap();
    await trade.until('somebody to be sent', async () =>
      (await collections()).some((one) => waiting.includes(one.afterSaleId) && one.courierId === somebody.id),
    );
    expect(faultsOf(manager)).toEqual([]);
  }, 180_000);

  it('tells a courier why the desk is not theirs, and changes nothing', async () => {
    const { shipmentId } = await packed();
    const road = await phoneOf(courier);
    await road.open('today/index');
    await seen(road.page, '这一页给配送公司的经理用').waitFor();
    expect(await seen(road.page, '一键分派').count()).toBe(0);
    await road.open(`parcel/index?id=${shipmentId}`);
    await seen(road.page, '没有这一件').waitFor();
    expect((await shipment(shipmentId, 'state')).state).toBe('READY');
  }, 120_000);
});
