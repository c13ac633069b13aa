import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { idFrom } from '@heitu/kit/rules/ids';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import {
  faultsInAllModes,
  field,
  openBrowser,
  openPhone,
  photograph,
  quiet,
  seen,
  seriousFaults,
  tap,
  writeName,
  type Watched,
} from './browser.ts';
import { addressesIn } from './label-code.fixture.ts';
import { writesUp } from './parcel.fixture.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const COURIER_ID = idFrom('courier:staff:beida-courier-1');

describe("the courier's phone in a browser, by tapping", () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let desk: Person;
  let courier: Person;
  let farm: { farmer: Person; skuId: string };
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    [desk, courier, farm] = await Promise.all([
      trade.staff('carrier-manager'),
      trade.staff('courier'),
      trade.berryFarm(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const road = () => openPhone(browser, courier.token, `${platform.url}/m/courier/pages/`);
  const faultsOf = (...windows: Watched[]): string[] =>
    windows.flatMap(({ faults }) => faults).filter((fault) => !fault.includes('favicon'));
  const shipment = async (id: string, fields: string) =>
    (await courier.ask(`query($id: ID!) { shipment(id: $id) { ${fields} } }`, { id }))['shipment'];
  const collection = async (id: string, fields: string) =>
    (await courier.ask(`query($id: ID!) { collection(id: $id) { ${fields} } }`, { id }))['collection'];
  // A code that was kept from before the platform's clock was moved stands there until the new one has come.
  const codeOn = async (page: Page): Promise<string> => {
    await quiet(page);
    const code = page.locator('.big-code').filter({ hasText: /^\d{6}$/, visible: true });
    return (await code.first().textContent())!;
  };

  async function assigned(): Promise<{ shipmentId: string; orderId: string; buyer: Person }> {
    const order = await trade.packed(farm.farmer, farm.skuId);
    return { ...order, shipmentId: await trade.assigned(desk, order.buyer, order.orderId) };
  }
  async function takenOver(): ReturnType<typeof assigned> {
    const { orderId, buyer, shipmentId } = await assigned();
    await trade.handOver(desk, farm.farmer, shipmentId);
    return { shipmentId, orderId, buyer };
  }
  async function delivered(): Promise<{ orderId: string; buyer: Person }> {
    const { orderId, buyer, shipmentId } = await assigned();
    await trade.toTheDoor({ desk, courier, buyer, farmer: farm.farmer, shipmentId });
    await buyer.do('signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' }, 'id');
    await trade.until('the order to be delivered', async () => (await trade.stateOf(buyer, orderId)) === 'DELIVERED');
    return { orderId, buyer };
  }

  it('looks at the vehicle before the road: refused while a point is not in order, then done [8.4.3.bm-bn]', async () => {
    const { shipmentId } = await assigned();
    const { vehicle } = await shipment(shipmentId, 'vehicle { id plate }');
    const database = openRoom(platform, 'logistics', { readOnly: true });
    const { me } = await courier.ask('{ me { id } }');
    const numberOf = (query: string, ...parameters: (string | number)[]): number =>
      Number((database.prepare(query).get(...parameters) as { n: number | null }).n ?? 0);
    // Others look at the same vehicle on the same day: of this courier, and from now on.
    const since = numberOf('select max(checkedAtMs) as n from Trip where vehicleId = ?', vehicle.id);
    const looks = () =>
      numberOf(
        'select count(*) as n from Trip where vehicleId = ? and checkedBy = ? and checkedAtMs > ?',
        vehicle.id,
        me.id,
        since,
      );
    const { page, open, ...rest } = await road();
    await open(`parcel/index?id=${shipmentId}`);
    await seen(page, vehicle.plate).waitFor();
    await open('tasks/index');
    await tap(page, /^去接货 [1-9]\d*$/);
    await seen(page, `出车前看一遍　${vehicle.plate}`).waitFor();
    await tap(page, '去看');
    for (const point of ['货物固定好，不挤压', '生熟、串味、轻重分开放', '证照随车，没超载']) await tap(page, point);
    await tap(page, '看过了');
    await seen(page, '车厢干净、无异味').waitFor();
    expect(await page.locator('.notice.pale-bad .clause').filter({ visible: true }).textContent()).toBe(
      ' 规范8.4.3.bm',
    );
    expect(looks()).toBe(0);
    await tap(page, '车厢干净没异味');
    await field(page, '车厢温度（拉冷货才填）').fill('三度');
    await tap(page, '看过了');
    await seen(page, '温度写成 3 或 -18').first().waitFor();
    expect(looks()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await field(page, '车厢温度（拉冷货才填）').fill('3');
    await tap(page, '看过了');
    await trade.until('the look to be written down', async () => looks() > 0);
    database.close();
    expect(faultsOf({ page, ...rest })).toEqual([]);
  }, 120_000);

  it('takes fresh goods over from a store with a thermometer: nobody types how cold it is [8.4.2.bh]', async () => {
    const seller = await trade.person('oDEMO-heitu-staff-beijiang-coldfood-owner');
    const { search } = await platform.ask(
      '{ search(text: "北浆鲜蓝莓", first: 1) { edges { node { skus { id } } } } }',
    );
    const { orderId, buyer } = await trade.packed(seller, search.edges[0].node.skus[0].id);
    const shipmentId = await trade.assigned(desk, buyer, orderId);
    // Where the clock has just leapt, the store's thermometer is heard of again a moment later.
    await trade.until('the store to be heard of', async () =>
      (await shipment(shipmentId, 'stores { whyNot }')).stores.every(
        ({ whyNot }: { whyNot: string | null }) => whyNot === null,
      ),
    );
    const { page, open, ...rest } = await road();
    await open(`parcel/index?id=${shipmentId}`);
    await seen(page, '北浆冷鲜仓').waitFor();
    await seen(page, '温度计记录').waitFor();
    expect(await field(page, '冷库多少度（°C）').count()).toBe(0);
    await writesUp(page);
    const { handovers } = await shipment(shipmentId, 'handovers { facilityTemperatureSource storeRecord { name } }');
    expect(handovers).toEqual([{ facilityTemperatureSource: 'MEASURED', storeRecord: { name: '北浆冷鲜仓' } }]);
    await seen(page, '温度计记录').waitFor();
    expect(faultsOf({ page, ...rest })).toEqual([]);
  }, 120_000);

  it('writes down that the buyer does not take it, with a reason, and brings it back to the depot [8.5.4.3.cf]', async () => {
    const { shipmentId, orderId, buyer } = await takenOver();
    const { page, open, ...rest } = await road();
    await open(`parcel/index?id=${shipmentId}`);
    // Who stands at no door yet shows no code.
    await seen(page, '1. 先打电话约好').waitFor();
    expect(await page.locator('.big-code').count()).toBe(0);
    await tap(page, '买家不收');
    await tap(page, '其他原因');
    await tap(page, '记下拒收');
    await seen(page, /请写明拒收的原因|写明/)
      .first()
      .waitFor();
    expect((await shipment(shipmentId, 'state')).state).toBe('TAKEN_OVER');
    await tap(page, '货坏了');
    await field(page, '说明').fill('外箱压坏了，漏水');
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '记下拒收');
    await seen(page, '买家拒收：货坏了，外箱压坏了，漏水').waitFor();
    expect(await shipment(shipmentId, 'state refusalLabel refusalNote availableActions')).toEqual({
      state: 'REFUSED',
      refusalLabel: '货坏了',
      refusalNote: '外箱压坏了，漏水',
      availableActions: ['ARRIVE_AT_DEPOT', 'STORE'],
    });
    await tap(page, '货到站点了');
    await trade.until(
      'the goods to be at the depot',
      async () => (await shipment(shipmentId, 'state')).state === 'AT_DEPOT',
    );
    await farm.farmer.do('returnToSeller', { shipmentId, resellable: false }, 'id');
    // Who bears the broken box is agreed first: the money then goes back.
    const claimId = await trade.until('the claim', () => trade.claimOf(farm.farmer, orderId));
    for (const party of [farm.farmer, desk]) await party.do('acceptClaim', { claimId }, 'id');
    await trade.until('the order to be given up', async () => (await trade.stateOf(buyer, orderId)) === 'CANCELLED');
    expect(faultsOf({ page, ...rest })).toEqual([]);
  }, 120_000);

  it('has a neighbour sign on his screen with ink, a photo and the code that the recipient reads out [8.5.4.2.ce]', async () => {
    const { shipmentId, orderId, buyer } = await takenOver();
    const agreedAt = new Date((await trade.world.now()).getTime() + 3_600_000).toISOString();
    await courier.do('callAhead', { shipmentId, agreedAt, place: '家门口' }, 'id');
    const { page, open, ...rest } = await road();
    await open(`parcel/index?id=${shipmentId}`);
    await tap(page, '在这里签字');
    await tap(page, '邻居');
    await field(page, '名字').fill('张桂兰');
    await tap(page, '收下了');
    await seen(page, '先打电话问过收件人，他同意了再打勾').first().waitFor();
    await tap(page, '刚打过电话，他同意了');
    await tap(page, '发短信给收件人');
    const { recipient } = await shipment(shipmentId, 'recipient { phone }');
    const code = await trade.until('the code', async () => {
      const { messages } = await trade.world.get(`/sms?phone=${recipient.phone}`);
      return messages.find(({ template }: { template: string }) => template === 'signing-code')?.params.code as string;
    });
    await field(page, '收件人念的签收码').fill(code);
    await writeName(page);
    await photograph(page);
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '收下了');
    await trade.until('the order to be delivered', async () => (await trade.stateOf(buyer, orderId)) === 'DELIVERED');
    const asked = 'query($id: ID!) { shipment(id: $id) { doorSignature { signer isVerified } visits { photos } } }';
    expect((await buyer.ask(asked, { id: shipmentId }))['shipment']).toEqual({
      doorSignature: { signer: 'NEIGHBOUR', isVerified: true },
      visits: [{ photos: [expect.stringMatching(/^data:image\/jpeg;base64,.{500}/)] }],
    });
    const theirs = await openPhone(browser, buyer.token, `${platform.url}/m/pages/`);
    await theirs.open(`parcel/index?id=${shipmentId}`);
    await seen(theirs.page, /^邻居代收。/).waitFor();
    expect(await seriousFaults(theirs.page)).toEqual([]);
    expect(faultsOf({ page, ...rest }, theirs)).toEqual([]);
  }, 120_000);

  it('takes over where the seller’s phone is dead: scans their paper, without a network; they object and withdraw it [8.4.2.bj]', async () => {
    const theirs = await openPhone(browser, farm.farmer.token, `${platform.url}/m/seller/pages/`);
    await theirs.open('card/index');
    await tap(theirs.page, '做一张交货卡');
    await seen(theirs.page, '打开去打印').waitFor();
    expect(await faultsInAllModes(theirs.page)).toEqual([]);
    const [printed] = await Promise.all([theirs.page.waitForEvent('download'), tap(theirs.page, '打开去打印')]);
    expect(printed.suggestedFilename()).toBe('交货卡.pdf');
    // What a camera reads, off the wall and off the pocket.
    const [paper, pocket] = addressesIn(readFileSync(await printed.path()));
    expect([paper, pocket]).toEqual([expect.stringMatching(/^heitu:card:[0-9A-Z]{16}$/), paper]);

    const [{ shipmentId: firstId }, { orderId, shipmentId }] = [await assigned(), await assigned()];
    const { page, open, ...rest } = await road();
    await open('tasks/index');
    await quiet(page);
    for (const id of [firstId, shipmentId]) {
      await open(`parcel/index?id=${id}`);
      await writesUp(page, '2');
      await field(page, '谁保管这张单').fill('老赵');
      await tap(page, '货对得上，签字接货');
      await seen(page, '等商家签字，签完这件货就归您送。').waitFor();
    }
    await tap(page, '他手机没电，扫交货卡');
    await tap(page, '货对，交给他');
    await seen(page, '先扫商家的交货卡').first().waitFor();
    page.once('dialog', (dialog) => void dialog.accept(paper));
    await tap(page, '扫他的卡');
    await seen(page, '再扫一次').waitFor();
    await field(page, '名字').fill('王大娘');
    await seen(page, '这家还有 1 单清点好了，一起签').waitFor();
    const both = page.locator('.entry', { hasText: /单号/ }).filter({ visible: true });
    await both.tap();
    await seen(page, /^一共 2 单/).waitFor({ state: 'detached' });
    await both.tap();
    await seen(page, /^一共 2 单 \d+ 件。/).waitFor();
    await writeName(page);
    await photograph(page);
    expect(await faultsInAllModes(page)).toEqual([]);
    await page.context().setOffline(true);
    await tap(page, '货对，交给他');
    await seen(page, '两边都签了，等平台记下来。').waitFor();
    expect((await shipment(shipmentId, 'state')).state).toBe('ASSIGNED');
    await page.context().setOffline(false);
    for (const id of [firstId, shipmentId]) {
      await trade.until('the parcel to be his', async () => (await shipment(id, 'state')).state === 'TAKEN_OVER');
      const { handovers } = await shipment(id, 'handovers { verified signatures { side accountId custodian } }');
      expect(handovers).toMatchObject([{ verified: true, signatures: [{ accountId: null, custodian: '王大娘' }, {}] }]);
    }

    await theirs.open(`order/index?id=${orderId}`);
    await seen(theirs.page, /用您的交货卡交的货/).waitFor();
    await tap(theirs.page, '看签字和照片');
    await theirs.page.getByAltText('交货时签的字').waitFor();
    await theirs.page.getByAltText('交货时拍的照片').waitFor();
    await tap(theirs.page, '不对');
    await tap(theirs.page, '说不对');
    await seen(theirs.page, '写一句哪里不对').first().waitFor();
    await tap(theirs.page, '不是我们的人交的，卡马上作废');
    await field(theirs.page, '怎么不对').fill('那天家里没有人');
    expect(await faultsInAllModes(theirs.page)).toEqual([]);
    await tap(theirs.page, '说不对');
    await seen(theirs.page, /配送公司在查：.*不是他们的人交的货。那天家里没有人/).waitFor();
    await theirs.open('card/index');
    await seen(theirs.page, '您还没有卡').waitFor();
    expect(faultsOf({ page, ...rest }, theirs).filter((fault) => !fault.includes('INTERNET_DISCONNECTED'))).toEqual([]);
  }, 180_000);

  it('fetches a return in six steps, the buyer beside him on another phone, and hands it over at the centre [8.6.ch] [8.6.ci]', async () => {
    const { orderId, buyer } = await delivered();
    const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { lines { id } } }', { id: orderId });
    const { id: afterSaleId } = await buyer.do(
      'requestAfterSale',
      {
        orderId,
        kind: 'RETURN',
        cause: 'QUALITY',
        reason: '有坏果',
        lines: [{ lineId: order.lines[0].id, quantity: 1, accessories: '冰袋' }],
      },
      'id',
    );
    await farm.farmer.do('decideAfterSale', { afterSaleId, accept: true, reason: '同意' }, 'id');
    const collectionId = await trade.until('the collection', async () => {
      const { collections } = await desk.ask(
        '{ collections(state: DUE, first: 50) { edges { node { id afterSaleId } } } }',
      );
      return collections.edges
        .map(({ node }: { node: { id: string; afterSaleId: string } }) => node)
        .find((node: { afterSaleId: string }) => node.afterSaleId === afterSaleId)?.id as string | undefined;
    });
    await desk.do('assignCollection', { collectionId, courierId: COURIER_ID }, 'id');

    const [his, theirs] = await Promise.all([road(), openPhone(browser, buyer.token, `${platform.url}/m/pages/`)]);
    await his.open(`collection/index?id=${collectionId}`);
    await field(his.page, '在哪里').fill('');
    await tap(his.page, '电话约好了');
    await seen(his.page, '请填写在哪里交货').first().waitFor();
    await field(his.page, '在哪里').fill('金山大街8号门口');
    await tap(his.page, '电话约好了');
    const code = await codeOn(his.page);
    expect(await collection(collectionId, 'state')).toEqual({ state: 'APPOINTED' });

    await theirs.open(`after-sale/index?id=${afterSaleId}`);
    // What is signed has been looked at before: there is nothing to sign yet.
    expect(await seen(theirs.page, '签字交货').count()).toBe(0);
    await field(theirs.page, '配送员的身份码').fill(code === '000000' ? '111111' : '000000');
    await tap(theirs.page, '核对');
    await seen(theirs.page, /身份码不对或已过期/)
      .first()
      .waitFor();
    await field(theirs.page, '配送员的身份码').fill(code);
    await tap(theirs.page, '核对');
    await field(theirs.page, '配送员的身份码').waitFor({ state: 'hidden' });

    await tap(his.page, '买家核对过了');
    await tap(his.page, '说好了');
    await tap(his.page, '不符合');
    await tap(his.page, '检查过了');
    await seen(his.page, /写明看到了什么/)
      .first()
      .waitFor();
    expect(
      (await collection(collectionId, 'steps { step doneAt }')).steps.filter(
        ({ step, doneAt }: { step: number; doneAt: string | null }) => step === 3 && doneAt,
      ),
    ).toEqual([]);
    await tap(his.page, '符合');
    await field(his.page, '看到的情况').fill('有三颗坏果');
    await tap(his.page, '检查过了');
    await tap(his.page, '记下');
    await seen(his.page, '5. 记下外观和附件').waitFor();
    await field(his.page, '外观').fill('盒子完好');
    await field(his.page, '附件').fill('冰袋1个');
    expect(await seriousFaults(his.page)).toEqual([]);
    await tap(his.page, '记下');
    await field(his.page, '您的名字').fill('冯送暖');
    await tap(his.page, '签字');
    await seen(his.page, '签过了').first().waitFor();
    expect(await seen(his.page, '货取回了').count()).toBe(0);

    await theirs.open(`after-sale/index?id=${afterSaleId}`);
    await tap(theirs.page, '签字交货');
    await seen(theirs.page, '请填写签字人').first().waitFor();
    await field(theirs.page, '交出商品后签字').fill('王小明');
    expect(await seriousFaults(theirs.page)).toEqual([]);
    await tap(theirs.page, '签字交货');
    await field(theirs.page, '交出商品后签字').waitFor({ state: 'hidden' });

    await tap(his.page, '看看签了没有');
    await tap(his.page, '货取回了');
    await trade.until(
      'the goods to be fetched',
      async () => (await collection(collectionId, 'state')).state === 'TAKEN',
    );
    await tap(his.page, '清点好了');
    await tap(his.page, '签字');
    await trade.until(
      'his signature at the centre',
      async () => (await collection(collectionId, 'carrierHandedAt')).carrierHandedAt,
    );
    await seen(his.page, '还没签').first().waitFor();
    expect(await collection(collectionId, 'state availableActions sellerReceivedAt')).toEqual({
      state: 'AT_CENTRE',
      availableActions: [],
      sellerReceivedAt: null,
    });
    await farm.farmer.do('signCollectionHandover', { collectionId, as: 'SELLER' }, 'id');
    await trade.until(
      'the seller to have the goods',
      async () =>
        (await farm.farmer.ask('query($id: ID!) { afterSale(id: $id) { state } }', { id: afterSaleId }))['afterSale']
          .state === 'HANDED_OVER',
    );
    expect(faultsOf(his, theirs)).toEqual([]);
  }, 180_000);
});
