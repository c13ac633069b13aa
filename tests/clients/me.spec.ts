import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openWindow, PHONE, seriousFaults, type Watched } from './browser.ts';
import { parcelAtDoor, type Parcel } from './parcel.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';
import { Weapp } from './weapp.ts';

const LARGE_PHOTO_BYTES_MIN = 20_000_000;
const SENT_PHOTO_BYTES_MAX = 1_500_000;

/** A picture of more than twenty million bytes, as an old camera makes them: no phone of a village sends that. */
function largePhoto(): Buffer {
  const [width, height] = [3000, 2300];
  const row = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + row * height);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  for (let i = 54; i < bytes.length; i++) bytes[i] = (i * 31) % 251;
  return bytes;
}

/** A line of three dots' width and some two hundred long: less is a smudge. */
const INKED_PIXELS_MIN = 300;
/** In the page: how wide and high the canvas is in dots, and how many of them bear ink. */
const dotsOf = (canvas: any): [number, number, number] => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 0) inked++;
  return [canvas.width, canvas.height, inked];
};
/** In the page: the dots with ink of a picture. */
const inkOf = async (picture: string): Promise<number> => {
  const { document, Image } = globalThis as any;
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth || 300, image.naturalHeight || 150];
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 0) inked++;
  return inked;
};

describe('after the purchase, and me', () => {
  let platform: ClientPlatform;
  beforeAll(async () => {
    platform = await clientPlatform();
  });
  afterAll(() => platform.stop());

  describe('in a browser', () => {
    const OPENID = 'oDEMO-heitu-consumer-03';
    let browser: Browser;
    let window: Watched;
    let page: Page;
    let token: string;
    let parcel: Parcel;
    const mine = (query: string, variables: object = {}) => platform.ask(query, variables, token);
    const open = (path: string) => page.goto(`${platform.url}/m/${path}`);
    const reads = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
    const tap = (name: string | RegExp) => page.getByRole('button', { name }).filter({ visible: true }).first().tap();
    const type = async (label: string, value: string) =>
      page.getByLabel(label, { exact: true }).filter({ visible: true }).first().fill(value);

    beforeAll(async () => {
      browser = await openBrowser();
      window = await openWindow(browser, PHONE);
      page = window.page;
      token = await platform.tokenOf(OPENID);
      await page.addInitScript(
        (value) => localStorage.setItem('heitu.session', JSON.stringify({ data: JSON.stringify(value) })),
        token,
      );
      parcel = await parcelAtDoor(platform, OPENID);
    });
    afterAll(() => browser.close());

    it('switches one use of personal data on and off, and the platform goes by it at once [10.3.a-b]', async () => {
      const granted = async () =>
        (await mine('{ myConsents { purposes { purpose granted } } }')).myConsents.purposes.find(
          (one: any) => one.purpose === 'portrait',
        ).granted;
      await open('pages/privacy/index');
      await tap('在自家商品旁显示照片，已关');
      await page.getByRole('button', { name: '在自家商品旁显示照片，已开' }).waitFor();
      expect(await granted()).toBe(true);
      await tap('在自家商品旁显示照片，已开');
      await page.getByRole('button', { name: '在自家商品旁显示照片，已关' }).waitFor();
      expect(await granted()).toBe(false);
      expect(await seriousFaults(page)).toEqual([]);
    }, 60_000);

    it('knows who stands at the door, and takes no signature before every step is done [8.5.4.2.cc] [8.5.4.2.ce]', async () => {
      const state = async () =>
        (await mine('query($id: ID!) { shipment(id: $id) { state identityCheckedAt } }', { id: parcel.shipmentId }))
          .shipment;
      await open(`pages/parcel/index?id=${parcel.shipmentId}`);
      await type('配送员的身份码', '000000');
      await tap('核对');
      // The sentence alone: which clause asks for it is nothing to a consumer.
      await page
        .locator('.notice.pale-bad')
        .filter({ hasText: /^身份码不对或已过期，请让配送员出示新的身份码；对不上请不要开门收货$/, visible: true })
        .waitFor();
      expect(await state()).toEqual({ state: 'TAKEN_OVER', identityCheckedAt: null });
      await type('配送员的身份码', await parcel.courierCode());
      await tap('核对');
      await reads('配送员已核对，是本人');
      expect(await seriousFaults(page)).toEqual([]);

      await reads('都做完了，这里就能签字。');
      expect(await page.getByRole('button', { name: '看过货，去签字' }).count()).toBe(0);
      await open(`pages/sign/index?id=${parcel.shipmentId}`);
      await reads('现在不用签字');
      expect((await state()).state).toBe('TAKEN_OVER');
      await parcel.opened();
      await open(`pages/parcel/index?id=${parcel.shipmentId}`);
      await tap('看过货，去签字');
      expect(await page.evaluate(inkOf, await sign())).toBeGreaterThan(INKED_PIXELS_MIN);
      await reads('已签收');
      expect((await state()).state).toBe('DELIVERED');
    }, 90_000);

    it('tells the platform of a courier who broke the rules, once for two taps [8.2.av]', async () => {
      const report = `在门口推销别家的大米 ${Date.now()}`;
      await open(`pages/parcel/index?id=${parcel.shipmentId}`);
      await tap('配送的人不守规矩？');
      await tap('报给平台');
      await reads('请写清是什么事');
      await tap('不冒名推销、不骗人');
      await type('说清楚', report);
      await page.getByRole('button', { name: '报给平台' }).first().dblclick();
      await reads('已报给平台，平台会去查');
      const admin = await new Trade(platform).staff('operator-admin');
      const { supervisionChecks } = await admin.ask(
        '{ supervisionChecks(topic: IMPERSONATION, first: 100) { edges { node { form reportText } } } }',
      );
      expect(supervisionChecks.edges.filter(({ node }: any) => node.reportText === report)).toEqual([
        { node: { form: 'REPORT', reportText: report } },
      ]);
    }, 60_000);

    /** Writes on the pad, wipes it, writes again; answers the drawing that was sent. */
    async function sign(): Promise<string> {
      const pad = page.locator('#signature-pad').first();
      const { x, y } = (await pad.boundingBox())!;
      const touch = (name: string, dx: number, dy: number) =>
        pad.dispatchEvent(name, { touches: [{ identifier: 1, clientX: x + dx, clientY: y + dy }], bubbles: true });
      await touch('touchstart', 40, 60);
      for (let i = 1; i < 12; i++) await touch('touchmove', 40 + i * 12, 60 + (i % 3) * 20);
      // Who signs sees it: as many dots as the pad has on this screen, and ink where the finger went; a slow phone may
      // show it a moment later.
      const [width, height, inked] = await new Trade(platform).until('the ink to be seen', async () => {
        const dots = await pad.evaluate(dotsOf);
        return dots[2] > 0 && dots;
      });
      const box = (await pad.boundingBox())!;
      expect([width, height]).toEqual([
        Math.round(box.width * PHONE.deviceScaleFactor),
        Math.round(box.height * PHONE.deviceScaleFactor),
      ]);
      expect(inked).toBeGreaterThan(INKED_PIXELS_MIN);
      await tap('重写');
      expect((await pad.evaluate(dotsOf))[2]).toBe(0);
      await touch('touchstart', 40, 60);
      for (let i = 1; i < 12; i++) await touch('touchmove', 40 + i * 12, 60 + (i % 3) * 20);
      const [sent] = await Promise.all([
        page.waitForRequest((request) => request.postData()?.includes('"signature"') ?? false),
        tap('确认签收'),
      ]);
      return (sent.postDataJSON() as { variables: { input: { signature: string } } }).variables.input.signature;
    }

    it('asks to give goods back with a photo of twenty million bytes, scaled down on the phone, once for two taps', async () => {
      const photo = largePhoto();
      expect(photo.length).toBeGreaterThan(LARGE_PHOTO_BYTES_MIN);
      const file = join(mkdtempSync(join(tmpdir(), 'heitu-photo-')), 'camera.bmp');
      writeFileSync(file, photo);
      await open(`pages/after-sale-new/index?orderId=${parcel.orderId}`);
      await tap('提交申请');
      await reads('请选要退换的商品和数量');
      await tap(/^多退一件/);
      await tap('提交申请');
      await reads('请写明原因');
      await type('说明', '到家有一盒压坏了');
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: '＋ 拍照' }).first().tap(),
      ]);
      await chooser.setFiles(file);
      await page.getByRole('button', { name: '删掉第1张照片' }).waitFor({ timeout: 60_000 });
      rmSync(dirname(file), { recursive: true });
      await page.getByRole('button', { name: '提交申请' }).first().dblclick();
      await reads('待商家处理');
      const { afterSales } = await mine(
        '{ afterSales { edges { node { kind cause reason photoIds order { id } lines { units } } } } }',
      );
      const asked = afterSales.edges.map(({ node }: any) => node).filter((one: any) => one.order.id === parcel.orderId);
      expect(asked).toMatchObject([
        {
          kind: 'RETURN',
          cause: 'QUALITY',
          reason: '到家有一盒压坏了',
          lines: [{ units: 1 }],
          photoIds: [expect.any(String)],
        },
      ]);
      const sent = await fetch(`${platform.url}/edges/orders/files/${asked[0].photoIds[0]}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect([sent.status, sent.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      expect((await sent.arrayBuffer()).byteLength).toBeLessThan(SENT_PHOTO_BYTES_MAX);
      // Nobody but those who may see it can fetch it by its address: the page shows it all the same.
      await page.waitForFunction(
        `[...document.querySelectorAll('img')].some((image) => image.src.startsWith('data:image/jpeg') && image.naturalWidth > 0)`,
      );
      expect(await seriousFaults(page)).toEqual([]);
    }, 120_000);

    it('is told why a return comes too late, and nothing is changed by it', async () => {
      const { orders } = await mine('{ orders(first: 50) { edges { node { id state afterSales { id } } } } }');
      const late = orders.edges
        .map(({ node }: any) => node)
        .find((one: any) => one.state === 'COMPLETED' && one.afterSales.length === 0);
      await open(`pages/after-sale-new/index?orderId=${late.id}`);
      await tap(/^多退一件/);
      await type('说明', '吃完了才想起来');
      await tap('提交申请');
      await reads('已超过售后期限；有质量问题请走投诉');
      expect(
        (await mine('query($id: ID!) { order(id: $id) { state afterSales { id } } }', { id: late.id })).order,
      ).toEqual({ state: 'COMPLETED', afterSales: [] });
    }, 60_000);

    it('complains and sees by when who must answer [6.6] [7.3.8.o]', async () => {
      await open(`pages/complain/index?orderId=${parcel.orderId}`);
      await tap('提交');
      await reads('请写明发生了什么');
      await type('发生了什么', '两盒里有一盒是压坏的');
      // What was written is still there after the page was closed.
      await page.reload();
      await reads('上次没写完的还在');
      await page.getByRole('button', { name: '提交' }).first().dblclick();
      await reads(/前答复，还有/);
      const { complaints } = await mine('{ complaints { edges { node { orderId text answererName state } } } }');
      expect(complaints.edges.filter(({ node }: any) => node.orderId === parcel.orderId)).toEqual([
        {
          node: {
            orderId: parcel.orderId,
            text: '两盒里有一盒是压坏的',
            answererName: '五常市北浆冷鲜食品有限公司',
            state: 'FILED',
          },
        },
      ]);
      expect(await seriousFaults(page)).toEqual([]);
    }, 60_000);

    it('finds what else is mine without a fault for anybody, in large letters too', async () => {
      for (const path of ['me', 'addresses', 'messages', 'help', 'rules', 'licences', 'looks', 'erase', 'complaints']) {
        await open(`pages/${path}/index`);
        await page.locator('.section, .state').filter({ visible: true }).first().waitFor();
        expect([path, await seriousFaults(page)]).toEqual([path, []]);
      }
      await open('pages/me/index');
      await tap(/：大字/);
      await page.locator('.page.care').filter({ visible: true }).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      expect(window.faults).toEqual([]);
    }, 120_000);
  });

  it('does the same in WeChat: an address from the county to the village, a switch, a place that nobody sees unasked', async () => {
    const openid = 'oDEMO-heitu-consumer-04';
    const weapp = new Weapp(new URL('../../miniprogram/dist/weapp', import.meta.url).pathname, platform.url, {
      loginCode: () => platform.loginCode(openid),
    });
    await weapp.open('pages/address/index');
    await weapp.until('选择地区');
    weapp.type('收货人', '卫红霞');
    weapp.type('手机号', '1990000');
    weapp.tap('保存地址');
    await weapp.until('请填写11位手机号');
    weapp.type('手机号', '19900001111');
    weapp.tap('选择地区');
    await weapp.until('龙凤山镇');
    weapp.tap('龙凤山镇');
    await weapp.until('辉煌村');
    weapp.tap('辉煌村');
    await weapp.until('黑龙江省哈尔滨市五常市龙凤山镇辉煌村');
    weapp.type('详细地址', '电商服务站旁第二家');
    await weapp.until(() => !weapp.text().includes('请写清小区'));
    weapp.tap('保存地址');
    await weapp.until(() => weapp.said.includes('已保存'));
    const token = await platform.tokenOf(openid);
    const { addresses } = await platform.ask('{ addresses { name detail divisionCode } }', {}, token);
    expect(addresses).toContainEqual({
      name: '卫红霞',
      detail: '黑龙江省哈尔滨市五常市龙凤山镇辉煌村电商服务站旁第二家',
      divisionCode: expect.stringMatching(/^230184\d{6}$/),
    });

    await weapp.open('pages/privacy/index');
    await weapp.until('在自家商品旁显示照片');
    const granted = async () =>
      (await platform.ask('{ myConsents { purposes { purpose granted } } }', {}, token)).myConsents.purposes.find(
        (one: any) => one.purpose === 'portrait',
      ).granted;
    weapp.tap('在自家商品旁显示照片，已关');
    await weapp.until(() => weapp.has('在自家商品旁显示照片，已开'));
    expect(await granted()).toBe(true);
    weapp.tap('在自家商品旁显示照片，已开');
    await weapp.until(() => weapp.has('在自家商品旁显示照片，已关'));
    expect(await granted()).toBe(false);
    // The page and its footer, and for each of the two taps the act and the page again.
    expect(weapp.requests.filter(({ route }) => route === 'pages/privacy/index').length).toBeLessThanOrEqual(6);
    for (const path of [
      'me',
      'help',
      'rules',
      'licences',
      'messages',
      'sessions',
      'complaints',
      'after-sales',
      'looks',
      'erase',
    ]) {
      await weapp.open(`pages/${path}/index`);
      await weapp.until(() => weapp.text().length > 8);
    }
    expect(weapp.faults).toEqual([]);
  }, 120_000);

  it('takes over an address that WeChat keeps, and says why where it cannot: then it is typed', async () => {
    const openid = 'oDEMO-heitu-consumer-05';
    let answer: Record<string, string> | { errMsg: string } = { errMsg: 'chooseAddress:fail auth deny' };
    const weapp = new Weapp(new URL('../../miniprogram/dist/weapp', import.meta.url).pathname, platform.url, {
      loginCode: () => platform.loginCode(openid),
      address: () => answer,
    });
    await weapp.open('pages/address/index');
    await weapp.until('用微信里存的地址');
    await weapp.tap('用微信里存的地址');
    await weapp.until('您没让小程序看微信里的地址。请在下面自己填');
    answer = { errMsg: 'chooseAddress:fail' };
    await weapp.tap('用微信里存的地址');
    await weapp.until('微信里的地址这次没拿到。请在下面自己填');
    // Told where it happened, and not a second time over the page.
    expect(weapp.said).toEqual([]);
    answer = { errMsg: 'chooseAddress:fail cancel' };
    await weapp.tap('用微信里存的地址');
    await weapp.until(() => !weapp.text().includes('请在下面自己填'));
    answer = {
      userName: '卫红霞',
      telNumber: '19900001111',
      provinceName: '黑龙江省',
      cityName: '哈尔滨市',
      countyName: '五常市',
      detailInfo: '试验街7号',
      nationalCode: '230184',
    };
    await weapp.tap('用微信里存的地址');
    await weapp.until('黑龙江省哈尔滨市五常市');
    await weapp.tap('保存地址');
    await weapp.until(() => weapp.said.includes('已保存'));
    const { addresses } = await platform.ask(
      '{ addresses { name detail divisionCode } }',
      {},
      await platform.tokenOf(openid),
    );
    expect(addresses).toContainEqual({
      name: '卫红霞',
      detail: '黑龙江省哈尔滨市五常市试验街7号',
      divisionCode: '230184',
    });
    expect(weapp.faults).toEqual([]);
  }, 60_000);
});
