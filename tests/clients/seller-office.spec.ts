import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { nodesOf, type Person } from '../journeys/client.ts';
import { dayFrom } from '../journeys/numbers.ts';
import { field, openBrowser, openPhone, seen as allSeen, seriousFaults, tap } from './browser.ts';
import { parcelAtDoor } from './parcel.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const SELLER = 'oDEMO-heitu-staff-beijiang-coldfood-owner';
describe('what a seller answers for, in a browser, by tapping', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let browser: Browser;
  let seller: Person;
  let admin: Person;
  let partyId: string;
  /** Delivered and reviewed by one test, complained of by another. */
  let orderId: string;
  beforeAll(async () => {
    platform = await clientPlatform();
    trade = new Trade(platform);
    browser = await openBrowser();
    seller = await trade.person(SELLER);
    admin = await trade.staff('operator-admin');
    partyId = (await seller.ask('{ myParties { id } }'))['myParties'][0].id;
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const phoneOf = (who: Person) => openPhone(browser, who.token, `${platform.url}/m`);
  const seen = (page: Page, text: string) => allSeen(page, text).first();
  const tapBeside = (page: Page, what: string, button: string) =>
    page.locator('.section').filter({ hasText: what }).getByText(button, { exact: true }).tap();
  const ordered = async (reason: string): Promise<string> =>
    (
      await admin.do(
        'takeMeasure',
        { partyId, step: 'RECTIFICATION', reason, clause: '6.6.end', dueOn: dayFrom(await trade.world.now(), 10) },
        'id',
      )
    )['id'];
  const measure = async (id: string) =>
    nodesOf(
      (
        await admin.ask(
          'query($p: ID) { measures(partyId: $p) { edges { node { id state rectification appeal } } } }',
          { p: partyId },
        )
      )['measures'],
    ).find((one: { id: string }) => one.id === id);

  it('is ordered to put something right, says what was done, objects, and reads what came of it [6.6.end] [13.end]', async () => {
    const reason = `秤没有按期检定${trade.run}`;
    const measureId = await ordered(reason);
    const { page, open, faults } = await phoneOf(seller);
    await open('/seller/pages/today/index');
    await tap(page, '限期整改');
    await seen(page, reason).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await tapBeside(page, reason, '改好了，报上去');
    await tap(page, '提交');
    await seen(page, '请写清楚').waitFor();
    await field(page, '改了什么，怎么改的').fill('换了新秤，县里检定合格');
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '提交');
    const said = (text: string) =>
      page.locator('.section').filter({ hasText: reason, visible: true }).getByText(text).waitFor();
    await said('已报整改，待核查');
    expect(await measure(measureId)).toMatchObject({ state: 'REPORTED', rectification: '换了新秤，县里检定合格' });
    await admin.do('confirmRectification', { measureId, accept: false }, 'id');
    await open('/seller/pages/conduct/index');
    await tapBeside(page, reason, '不服，要申诉');
    await field(page, '为什么不服').fill('检定证书已经拍给平台');
    await tap(page, '提交');
    await said('申诉中');
    expect((await measure(measureId)).appeal).toBe('检定证书已经拍给平台');
    await admin.do('decideAppeal', { measureId, uphold: true, answer: '证书有效，撤销' }, 'id');
    await open('/seller/pages/conduct/index');
    await seen(page, '证书有效，撤销').waitFor();
    expect(faults).toEqual([]);
  }, 120_000);

  it('answers a review, and every buyer reads it', async () => {
    const openid = `reviewer-${trade.run}`;
    const buyer = await trade.person(openid);
    await buyer.do(
      'saveAddress',
      { name: '王小明', phone: '13812345678', divisionCode: '230184100', detail: '金山大街8号', isDefault: true },
      'id',
    );
    const parcel = await parcelAtDoor(platform, openid);
    const { shipmentId } = parcel;
    ({ orderId } = parcel);
    await buyer.do('checkCourierCode', { shipmentId, code: await parcel.courierCode() }, '__typename');
    await parcel.opened();
    await buyer.do('signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' }, 'id');
    await trade.until('the order to be delivered', async () => (await trade.stateOf(buyer, orderId)) === 'DELIVERED');
    const text = `果子新鲜，盒子有点瘪${trade.run}`;
    await buyer.do('reviewOrder', { orderId, stars: 4, text }, 'id');

    const { page, open, faults } = await phoneOf(seller);
    await open('/seller/pages/reviews/index');
    await seen(page, text).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await tapBeside(page, text, '回复');
    await field(page, '回复（所有买家都看得到）').fill('以后换硬盒');
    await tap(page, '发出回复');
    await tap(page, '发出');
    await seen(page, text).waitFor({ state: 'detached' });
    await tap(page, '回复过');
    await seen(page, '您回复：以后换硬盒').waitFor();
    const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { lines { product { id } } } }', {
      id: orderId,
    });
    const other = await phoneOf(buyer);
    await other.open(`/pages/reviews/index?id=${order.lines[0].product.id}`);
    await seen(other.page, '商家回复：以后换硬盒').waitFor();
    expect([...faults, ...other.faults]).toEqual([]);
  }, 120_000);

  it('puts a contract on file, agrees to what all sellers agree to, and joins the covenant [8.1.ac] [10.5.cu] [12.2.end]', async () => {
    const { page, open, faults } = await phoneOf(seller);
    await open('/seller/pages/contracts/index');
    await tap(page, '登记一份合同');
    await tap(page, '登记');
    await seen(page, '请填写合同编号').waitFor();
    await field(page, '和谁签的').selectOption({ index: 1 });
    await field(page, '合同编号').fill(`PS-${trade.run}`);
    await field(page, '到哪天止').fill('2028-12-31');
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '登记');
    await seen(page, `编号 PS-${trade.run}`).waitFor();
    const { myParties } = await seller.ask('{ myParties { contracts { number kind valid } } }');
    expect(myParties[0].contracts).toContainEqual({ number: `PS-${trade.run}`, kind: 'DELIVERY', valid: false });
    for (const [button, after] of [
      ['我看过了，同意', '已确认'],
      ['加入', '已加入'],
    ] as const) {
      // On a platform where an earlier run has done it, it is done.
      await seen(page, button).or(seen(page, after)).first().waitFor();
      if (await page.getByText(button, { exact: true }).filter({ visible: true }).count()) await tap(page, button);
      await seen(page, after).waitFor();
    }
    expect(await seller.ask('{ myParties { covenantVersion } myAgreements { kind } }')).toEqual({
      myParties: [{ covenantVersion: expect.any(Number) }],
      myAgreements: expect.arrayContaining([{ kind: 'SELLER_AGREEMENT' }]),
    });
    expect(faults).toEqual([]);
  }, 120_000);

  it('asks the platform, is answered, changes whom to call, and notes a new payment password [6.2.b] [7.4.s]', async () => {
    const { page, open, faults } = await phoneOf(seller);
    const question = `蓝莓的批号怎么填${trade.run}？`;
    await open('/seller/pages/questions/index');
    await field(page, '要问什么').fill(question);
    await tap(page, '发出去');
    await seen(page, '等答复').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const { helpRequests } = await seller.ask('{ helpRequests { edges { node { id question } } } }');
    const asked = helpRequests.edges.find(({ node }: any) => node.question === question).node;
    await admin.do('answerHelp', { helpRequestId: asked.id, answer: '写采摘的日期加地块' }, 'id');
    await page.reload();
    await seen(page, '平台答：写采摘的日期加地块').waitFor();
    await open('/seller/pages/contact/index');
    await field(page, '电话').fill('19900007099');
    await tap(page, '保存');
    await seen(page, '已保存').waitFor();
    expect(
      (await seller.ask('{ myParties { identity { contactPhone } } }'))['myParties'][0].identity.contactPhone,
    ).toBe('19900007099');
    expect(await seriousFaults(page)).toEqual([]);
    await trade.world.advance({ seconds: 60 });
    const dueAt = async () =>
      (await seller.ask('{ merchantAccounts { edges { node { passwordDueAt } } } }'))['merchantAccounts'].edges[0].node
        .passwordDueAt;
    const before = await dueAt();
    await open('/seller/pages/money/index');
    await tap(page, '密码换好了，记一笔');
    await tap(page, '换好了');
    await seen(page, '已记下').waitFor();
    expect(Date.parse(await dueAt())).toBeGreaterThan(Date.parse(before));
    expect(faults).toEqual([]);
  }, 120_000);

  it('weighs bags of a lot, registers its own standard, and tells of a carrier that broke its word [7.3.4.b] [7.3.3.c] [8.2.av]', async () => {
    const { page, open, faults } = await phoneOf(seller);
    const { lots } = await seller.ask('{ lots(state: RELEASED) { edges { node { id measureChecks { stated } } } } }');
    const lot = lots.edges.map(({ node }: any) => node).find(({ measureChecks }: any) => measureChecks.length > 0);
    const stated = lot.measureChecks[0].stated as number;
    await open(`/seller/pages/lot/index?id=${lot.id}`);
    await tap(page, '记一次');
    await field(page, '每件实际多少克（按个卖的写几个）').fill(`${stated + 1} ${stated + 2}，${stated}`);
    await tap(page, '记下');
    await tap(page, '确定');
    await seen(page, '抽了3件').waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await open('/seller/pages/standards/index');
    await tap(page, '登记一个标准');
    const standard = {
      标准编号: `Q/BJ ${trade.run}`,
      标准名称: '北浆鲜蓝莓',
      备案号: `QB/230184 ${trade.run}`,
      有效到哪天: '2028-12-31',
    };
    for (const [label, value] of Object.entries(standard)) await field(page, label).fill(value);
    await field(page, '哪一类货').selectOption({ index: 1 });
    await page.locator('.chip').filter({ visible: true }).first().tap();
    for (const [label, value] of Object.entries({ 指标: '可溶性固形物', 单位: '%', 最少: '10' }))
      await field(page, label).fill(value);
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '登记');
    await seen(page, `备案号 ${standard['备案号']}`).waitFor();

    await open(`/seller/pages/order/index?id=${orderId}`);
    await tap(page, '配送的人不守规矩？');
    await page.getByText('按时送到', { exact: true }).tap();
    await field(page, '说清楚').fill(`说好上午到，下午四点才到${trade.run}`);
    await tap(page, '报给平台');
    await seen(page, '已报给平台，平台会去查').waitFor();
    const { supervisionChecks } = await admin.ask(
      '{ supervisionChecks(topic: ON_TIME, first: 100) { edges { node { form reportText } } } }',
    );
    expect(supervisionChecks.edges).toContainEqual({
      node: { form: 'REPORT', reportText: `说好上午到，下午四点才到${trade.run}` },
    });
    expect(faults).toEqual([]);
  }, 120_000);

  it('tells who may not why not, and changes nothing', async () => {
    const stranger = await phoneOf(await trade.person(`stranger-${trade.run}`));
    for (const [path, text] of [
      ['reviews', '没有权限'],
      ['conduct', '没有对您采取过措施'],
      ['contracts', '先登记成为卖家'],
      ['partners', '没有权限'],
      ['questions', '先登记成为卖家'],
    ] as const) {
      await stranger.open(`/seller/pages/${path}/index`);
      await seen(stranger.page, text).waitFor();
    }
    const openid = `clerk-${trade.run}`;
    const clerk = await trade.person(openid);
    const { me } = await clerk.ask('{ me { id } }');
    const { id: staffId } = await seller.do(
      'addStaff',
      { partyId, accountId: me.id, name: '新来的', role: 'SELLER_STAFF', rights: ['COMPLAINTS'] },
      'id',
    );
    const measureId = await ordered(`发货超过48小时${trade.run}`);
    const mayAnswer = async () =>
      nodesOf(
        (
          await clerk.ask('query($id: ID) { measures(id: $id) { edges { node { availableActions } } } }', {
            id: measureId,
          })
        )['measures'],
      )[0].availableActions.length > 0;
    const { page, open, faults } = await phoneOf(clerk);
    await trade.until('the right', mayAnswer);
    await open('/seller/pages/conduct/index');
    await tapBeside(page, `发货超过48小时${trade.run}`, '改好了，报上去');
    await field(page, '改了什么，怎么改的').fill('加了人手');
    await seller.do('removeStaff', { staffId }, 'id');
    await trade.until('the right to be gone', async () => !(await mayAnswer()));
    await tap(page, '提交');
    await page
      .getByText(/没有权限|不归您|没有找到|不能/)
      .filter({ visible: true })
      .first()
      .waitFor();
    expect(await measure(measureId)).toMatchObject({ state: 'IN_FORCE', rectification: null });
    await admin.do('takeMeasure', { partyId, step: 'LIFTED', reason: '已经改正', clause: '6.6.end' }, 'id');
    expect([...faults, ...stranger.faults]).toEqual([]);
  }, 120_000);

  it("shows a partner's counter ten digits for it alone, and others at a tap [11.8.ed]", async () => {
    const { clientId } = await admin.do(
      'createApiClient',
      { name: '供销社柜台', partyId, scopes: ['IDENTITY'], minuteMax: 60, dayMax: 1000 },
      'clientId',
    );
    const { page, open, faults } = await phoneOf(await trade.person(`member-${trade.run}`));
    await open('/pages/identity-code/index');
    await field(page, '扫不了，就填码下面的号').fill('0000000000');
    await tap(page, '出示确认码');
    await page.locator('.notice.pale-bad').waitFor();
    await field(page, '扫不了，就填码下面的号').fill(`heitu:client:${clientId}`);
    await tap(page, '出示确认码');
    await seen(page, '给供销社柜台看').waitFor();
    const code = page.locator('.identity-code').filter({ hasText: /^\d{5} \d{5}$/ });
    const first = await code.textContent();
    expect(await seriousFaults(page)).toEqual([]);
    await tap(page, '换一个新的码');
    await trade.until('another code', async () => (await code.textContent()) !== first);
    expect(faults).toEqual([]);
  }, 120_000);
});
