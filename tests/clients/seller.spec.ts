import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { idFrom } from '@heitu/kit/rules/ids';
import { nodesOf, type Person } from '../journeys/client.ts';
import { PHOTO, PLANTS } from '../journeys/plants.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';
import { Weapp } from './weapp.ts';

const RICE = idFrom('sku:rice-5kg');
const WEAPP = fileURLToPath(new URL('../../miniprogram/dist/weapp', import.meta.url));

describe('sellers, couriers and carriers in WeChat', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let owner: Person;
  let courier: Person;
  let desk: Person;
  /** Made by the first test, used by the others. */
  let farmer: Person;
  let berries: string;
  beforeAll(async () => {
    platform = await clientPlatform();
    trade = new Trade(platform);
    owner = await trade.staff('seller-owner');
    courier = await trade.staff('courier');
    desk = await trade.staff('carrier-manager');
  });
  afterAll(() => platform?.stop());

  /** A phone in somebody's hand, with another picture at each tap; of those who sign in otherwise, with a token. */
  function phoneOf(openid: string, token?: string | null): Weapp {
    const files = new Map([['wxfile://photo.jpg', PHOTO]]);
    const phone = new Weapp(WEAPP, platform.url, {
      loginCode: () => platform.loginCode(openid),
      photos: () => [...files.set('wxfile://photo.jpg', PHOTO).keys()],
      files,
    });
    if (token) phone.storage.set('heitu.session', JSON.stringify(token));
    return phone;
  }

  it('registers a farmer, files a paper by photo, opens a shop and lists by one photo and a template, through a lost network', async () => {
    const openid = `farmer-${trade.run}`;
    const phone = phoneOf(openid);
    await phone.open('/seller/pages/today/index');
    await phone.until('您还没有在这里卖货');
    await phone.tap('登记成为卖家');
    await phone.until('身份证号加密保存');
    await phone.tap('下一步');
    await phone.until('身份证号是18位');
    for (const [label, value] of [
      ['姓名', '李守田'],
      ['身份证号', PLANTS.idNumber(trade.run, 'farmer')],
      ['电话', '19900007001'],
      ['村屯或门牌', '民乐村东头'],
    ] as const)
      await phone.type(label, value);
    await phone.tap('我已读完，同意');
    await phone.tap('下一步');
    await phone.until('尚未备案');
    farmer = await trade.person(openid);
    const { myParties } = await farmer.ask('{ myParties { id name kind } }');
    expect(myParties).toMatchObject([{ name: '李守田', kind: 'FARMER' }]);

    await phone.tap('加别的证照');
    await phone.until('四个角都拍进去');
    await phone.tap('拍照片');
    await phone.until('重拍');
    await phone.fire('什么证：', 'change', { value: '25' });
    await phone.type('编号', 'NT-2301840001');
    await phone.type('发证单位', '五常市农业农村局');
    await phone.fire('哪天发的：', 'change', { value: '2025-01-01' });
    await phone.tap('保存');
    await phone.until('还没提交');
    await phone.tap('提交审核');
    await phone.until('审核中');
    const reviewer = await trade.staff('reviewer');
    const { party } = await reviewer.ask(
      'query($id: ID!) { party(id: $id) { documents { number fileId } filings { id } } }',
      { id: myParties[0].id },
    );
    expect(party.documents).toEqual([{ number: 'NT-2301840001', fileId: expect.any(String) }]);
    expect((await reviewer.edge(`/sellers/files/${party.documents[0].fileId}`)).status).toBe(200);
    await reviewer.do(
      'decideFiling',
      { filingId: party.filings[0].id, decision: 'APPROVE', reason: '身份已核对' },
      'id',
    );
    // A new role is known everywhere within two seconds, to each session by itself.
    const session = JSON.parse(String(phone.storage.get('heitu.session'))) as string;
    const may = (asked: Promise<unknown>): Promise<boolean> => asked.then(Boolean, () => false);
    await trade.until(
      'the role',
      async () =>
        (await may(farmer.ask('{ productTemplates { id } }'))) &&
        may(platform.ask('{ productTemplates { id } }', {}, session)),
    );

    await phone.open('/seller/pages/shop/index');
    await phone.until('什么时间有人办');
    await phone.tap('开店', { nth: -1 });
    await phone.until('营业中');

    await phone.open('/seller/pages/list/index');
    await phone.until('一张就够');
    await phone.tap('拍商品照片');
    await phone.until('重拍');
    const { productTemplates } = await farmer.ask('{ productTemplates { id name } }');
    await phone.fire('卖什么：', 'change', {
      value: String((productTemplates as { name: string }[]).findIndex(({ name }) => name === '蓝莓')),
    });
    await phone.until('别的都替您填好了');
    await phone.type('哪个乡镇哪个村产的', '民乐乡民乐村');
    await phone.until('民乐乡民乐村蓝莓');
    await phone.until('黑龙江省哈尔滨市五常市民乐乡民乐村');
    phone.offline = true;
    await phone.tap('上架');
    await phone.until('请填写价钱');
    await phone.tap('好了');
    await phone.type('卖多少钱（元）', '59');
    await phone.tap('上架');
    await phone.until('有网了再点');
    // The battery is empty; another day the form is as it was.
    phone.offline = false;
    const later = phoneOf(openid);
    for (const [key, value] of phone.storage) later.storage.set(key, value);
    await later.open('/seller/pages/list/index');
    await later.until('上次没填完的还在');
    void later.tap('上架');
    await later.tap('上架');
    await later.until(() => later.route === 'seller/pages/product/index');
    // Nothing can be bought before the first goods are there.
    await later.until('上架了，等货');
    const { managedProducts } = await farmer.ask(
      '{ managedProducts { edges { node { id title state pictureId skus { id label { retailFen origin isComplete } } } } } }',
    );
    expect(managedProducts.edges).toEqual([
      {
        node: {
          id: expect.any(String),
          title: '民乐乡民乐村蓝莓',
          state: 'ON_SALE',
          pictureId: expect.any(String),
          skus: [
            {
              id: expect.any(String),
              label: { retailFen: 5900, origin: '黑龙江省哈尔滨市五常市民乐乡民乐村', isComplete: true },
            },
          ],
        },
      },
    ]);
    berries = managedProducts.edges[0].node.skus[0].id;

    // Whoever buys reads the village where the law wants the origin: on the label, which opens whole.
    const buyer = phoneOf(`reader-${trade.run}`);
    await buyer.open(`/pages/product/index?id=${managedProducts.edges[0].node.id}`);
    await buyer.until(/价格标签/);
    await buyer.tap('价格标签：');
    await buyer.until(/产地\s+黑龙江省哈尔滨市五常市民乐乡民乐村/);

    const again = phoneOf(openid);
    await again.open(`/seller/pages/product/index?id=${managedProducts.edges[0].node.id}`);
    await again.until('照片（1/9）');
    await again.tap('＋ 拍照');
    await again.until('照片（2/9）');
    await again.tap('第2张作封面');
    const pictures = async (): Promise<string[]> =>
      (await farmer.ask('{ managedProducts { edges { node { pictureIds } } } }'))['managedProducts'].edges[0].node
        .pictureIds;
    await trade.until('the other cover', async () => (await pictures())[1] === managedProducts.edges[0].node.pictureId);
    expect([...phone.faults, ...later.faults, ...again.faults, ...buyer.faults]).toEqual([]);
  }, 120_000);

  it('registers a lot, says what it lacks, and releases it', async () => {
    const { myParties } = await farmer.ask('{ myParties { id } }');
    await trade.readyToSell(farmer, myParties[0].id, '李守田');
    const phone = phoneOf('farmer', farmer.token);
    await phone.open('/seller/pages/new-lot/index');
    await phone.until('袋子上写的');
    await phone.type('进了多少件', '30');
    await phone.tap('登记');
    await phone.until(() => phone.route === 'seller/pages/lot/index');
    await phone.until('缺少合格的检验报告');
    await phone.tap('放行，可以卖');
    await phone.until('材料不全');
    for (const word of ['买来的，交进货凭证', '拍照片']) await phone.tap(word);
    await phone.until('重拍');
    for (const label of ['进了什么', '进了多少', '哪儿产的', '单号']) await phone.type(label, '蓝莓40千克');
    await phone.tap('交上去');
    await phone.until('待核验');
    await phone.tap('填自检表');
    await phone.tap('承诺并保存');
    await phone.until('请填写谁检的');
    await phone.tap('拍照片');
    await phone.until('重拍');
    for (const word of ['正常', '没有']) await phone.tap(word);
    await phone.type('别的数（%）', '3');
    await phone.type('检的人', '李守田');
    await phone.tap('承诺并保存');
    await phone.until(() => !phone.has('承诺并保存'));
    await phone.until('没发现问题');
    await phone.tap('记一步');
    await phone.until('做了什么');
    await phone.type('在哪里', '民乐村东头果园');
    await phone.tap('记下');
    await phone.until(() => !phone.has('做了什么'));
    await phone.tap('放行，可以卖');
    await trade.until(
      'the stock',
      async () =>
        (await farmer.ask('query($id: ID!) { sku(id: $id) { stock { free } } }', { id: berries }))['sku'].stock.free ===
        30,
    );
    await phone.open('/seller/pages/new-lot/index');
    await phone.until('袋子上写的');
    await phone.tap('是用别的批次做的');
    await phone.type('进了多少件', '5');
    await phone.type('用了多少件', '10');
    await phone.tap('登记');
    await phone.until(() => phone.route === 'seller/pages/lot/index');
    const { lots } = await farmer.ask('{ lots(first: 1) { edges { node { madeFrom { sku { id } } } } } }');
    expect(nodesOf(lots)).toEqual([{ madeFrom: [{ sku: { id: berries } }] }]);
    expect(phone.faults).toEqual([]);
  }, 120_000);

  it('confirms by the legal clock and picks; the courier checks what is cold, both sign; the goods reach the door', async () => {
    const { orderId, buyer } = await trade.paidOrder(berries);
    const seller = phoneOf('farmer', farmer.token);
    await seller.open('/seller/pages/today/index');
    await seller.until('确认订单');
    await seller.open(`/seller/pages/order/index?id=${orderId}`);
    await seller.until('过时没确认');
    await seller.tap('确认订单');
    await seller.until('等您发货');
    await seller.tap('拣货出库');
    await seller.until('拿批号');
    const shipmentId = await trade.assigned(desk, buyer, orderId);

    const road = phoneOf('courier', courier.token);
    await road.open('/courier/pages/tasks/index');
    await road.until(/去接货|开始干活/);
    if (road.has('开始干活')) {
      await road.tap('我读完了，照着做');
      await road.tap('同意，开始干活');
      await road.until('去接货');
    }
    await road.open(`/courier/pages/parcel/index?id=${shipmentId}`);
    await road.until('清点好了，开交接单');
    await road.type('冷库多少度（°C）', '2.5');
    await road.type('货多少度（°C）', '9');
    for (const point of ['生产日期看过', '没过保质期', '放的地方合适', '里面的包装完好', '外面的包装完好', '车厢干净'])
      await road.tap(point);
    await road.tap('清点好了，开交接单');
    await road.until('实测9°C');
    await road.type('货多少度（°C）', '3');
    await road.tap('清点好了，开交接单');
    await road.until('谁保管这张单');
    await road.type('谁保管这张单', '单据员老赵');
    await road.tap('货对得上，签字接货');
    await road.until('等商家签字');
    await seller.open(`/seller/pages/order/index?id=${orderId}`);
    await seller.until('谁保管这张单');
    await seller.type('谁保管这张单', '李守田');
    await seller.tap('货对得上，签字');
    await seller.until('双方已签字');

    await road.tap('看看签了没有');
    await road.until('1. 先打电话约好');
    expect(road.text()).toMatch(/王小明\s+13812345678/);
    await road.type('在哪里', '金山大街8号门口');
    await road.tap('电话约好了');
    // Six digits alone would also be found in some tracking numbers.
    const shown = /(\d{6})\s*请买家在他的手机上输入/;
    await road.until(shown);
    const code = shown.exec(road.text())![1]!;
    await buyer.do('checkCourierCode', { shipmentId, code }, '__typename');
    await road.tap('买家核对过了');
    await road.until('买家核对过 ');
    await road.tap('一起看过了');
    await road.until('4. 买家签字');
    await buyer.do('signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' }, 'id');
    await road.tap('看看签了没有');
    await road.until('已签收');
    await trade.until('the order to be delivered', async () => (await trade.stateOf(buyer, orderId)) === 'DELIVERED');
    expect([...seller.faults, ...road.faults]).toEqual([]);
  }, 120_000);

  it("tells staff whose right was taken, a courier with another's parcel and a stranger why not, and changes nothing", async () => {
    const { orderId, buyer } = await trade.paidOrder(RICE);
    const openid = `staff-${trade.run}`;
    const staff = await trade.person(openid);
    const { me } = await staff.ask('{ me { id } }');
    const { myParties } = await owner.ask('{ myParties { id } }');
    const { id: staffId } = await owner.do(
      'addStaff',
      { partyId: myParties[0].id, accountId: me.id, name: '新来的', role: 'SELLER_STAFF', rights: ['ORDERS'] },
      'id',
    );
    await trade.until('the right', async () => (await trade.stateOf(staff, orderId)) === 'PAID');
    const phone = phoneOf(openid);
    await phone.open(`/seller/pages/order/index?id=${orderId}`);
    await phone.until('过时没确认');
    await owner.do('removeStaff', { staffId }, 'id');
    await trade.until(
      'the right to be gone',
      async () =>
        (
          await platform
            .ask(
              'query($id: ID!) { order(id: $id) { id } }',
              { id: orderId },
              JSON.parse(String(phone.storage.get('heitu.session'))),
            )
            .catch(() => ({ order: null }))
        )['order'] === null,
    );
    await phone.tap('确认订单');
    // Said where it happened, and not a second time over the page.
    await phone.until('您没有权限做这件事');
    expect(phone.said).toEqual([]);
    expect(await trade.stateOf(buyer, orderId)).toBe('PAID');

    const berry = await trade.packed(farmer, berries);
    const shipmentId = await trade.assigned(desk, berry.buyer, berry.orderId, 'courier:staff:beida-courier-2');
    const road = phoneOf('courier', courier.token);
    await road.open(`/courier/pages/parcel/index?id=${shipmentId}`);
    await road.until('没有这一件，或不是派给您的');
    expect(road.text()).not.toContain('王小明');
    const { shipment } = await desk.ask('query($id: ID!) { shipment(id: $id) { state handovers { id } } }', {
      id: shipmentId,
    });
    expect(shipment).toEqual({ state: 'ASSIGNED', handovers: [] });
    const stranger = phoneOf(`stranger-${trade.run}`);
    await stranger.open('/seller/pages/today/index');
    await stranger.until('您还没有在这里卖货');
    await stranger.open('/courier/pages/tasks/index');
    await stranger.until('您不能看这一页');
    expect([...phone.faults, ...road.faults, ...stranger.faults]).toEqual([]);
  }, 120_000);

  it("gives out what waits from the phone of the carrier's manager, and leads to everything that it looks after", async () => {
    const { shipmentId } = await trade.packed(farmer, berries);
    const phone = phoneOf('manager', desk.token);
    await phone.open('/carrier/pages/today/index');
    await phone.until('一键分派');
    await phone.tap('一键分派');
    await phone.until('派出去');
    const { shipment } = await desk.ask('query($id: ID!) { shipment(id: $id) { state trackingNumber } }', {
      id: shipmentId,
    });
    expect(shipment.state).toBe('ASSIGNED');
    await phone.open('/carrier/pages/parcels/index?state=ASSIGNED');
    await phone.until(shipment.trackingNumber);
    await phone.open(`/carrier/pages/parcel/index?id=${shipmentId}`);
    await phone.until('换人换车');
    for (const [page, words] of [
      ['returns', /取件|退货|没有/],
      ['alarms', /报警|没有/],
      ['handovers', '开始对单'],
      ['money', /没有要打的款|打/],
      ['fleet', '加一个送货的人'],
      ['service', '加一个地方'],
      ['conduct', '检查和举报'],
    ] as const) {
      await phone.open(`/carrier/pages/${page}/index`);
      await phone.until(words);
    }
    expect(phone.faults).toEqual([]);
  }, 120_000);

  it('asks who sells for several for which one, and remembers it', async () => {
    const phone = phoneOf(`farmer-${trade.run}`);
    const declared = { reason: '个人销售自产农副产品', declaration: '我销售自产的农产品，所填内容属实。' };
    const { id: second } = await farmer.do(
      'registerParty',
      {
        kind: 'FARMER',
        name: '李守地',
        idNumber: PLANTS.idNumber(trade.run, 'second'),
        legalRepresentative: '李守地',
        contactName: '李守地',
        contactPhone: '19900007004',
        divisionCode: '230184',
        address: '民乐村',
        sellsFood: false,
        exemption: declared,
      },
      'id',
    );
    await phone.open('/seller/pages/today/index');
    await phone.until('您现在替谁办事');
    await phone.tap('您现在替谁办事：李守地');
    expect(phone.storage.get('heitu.seller.party')).toBe(JSON.stringify(second));
    await phone.open('/seller/pages/list/index');
    await phone.until('先开店，再上架');
    expect(phone.faults).toEqual([]);
  });
});
