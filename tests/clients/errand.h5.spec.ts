import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { PLANTS } from '../journeys/plants.ts';
import {
  faultsInAllModes,
  field,
  openBrowser,
  openPhone,
  openWindow,
  PHONE,
  quiet,
  reachesOutAt,
  seen,
  SMALL_PHONE,
  tap,
} from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

const KEEPER = 'oDEMO-heitu-staff-huihuang-keeper';
const MINUTES = 300_000;

type Phone = Awaited<ReturnType<typeof openPhone>>;

/** Somebody without a smartphone stands at the station: what is done there is theirs, on any phone, from then on. */
describe('what a station does for who has no smartphone, by tapping', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let trade: Trade;
  let agent: Person;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    agent = await secondAgent();
  }, MINUTES);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  /** An agent of the demo county's station whose errands no other spec does. */
  async function secondAgent(): Promise<Person> {
    const [keeper, second] = [await trade.person(KEEPER), await trade.person(`second-agent-${trade.run}`)];
    const { stationShelves } = await keeper.ask('{ stationShelves { station { partyId } } }');
    const { me } = await second.ask('{ me { id } }');
    await keeper.do(
      'addStaff',
      {
        partyId: stationShelves[0].station.partyId,
        accountId: me.id,
        name: '邵晓梅',
        role: 'STATION_AGENT',
        rights: [],
      },
      'id',
    );
    // What others do with a role follows two seconds after the account has it.
    await trade.until('the role to count', () =>
      second.ask('{ stationShelves { station { partyId } } }').catch(() => null),
    );
    return second;
  }
  const looks = async (page: Page, name: string): Promise<void> => {
    const { width, height } = SMALL_PHONE.viewport;
    const reaching = await reachesOutAt(page, width, height);
    await page.setViewportSize(PHONE.viewport);
    expect([name, reaching, await faultsInAllModes(page)]).toEqual([name, [], []]);
  };
  const texts = async (phone: string): Promise<{ template: string; params: Record<string, string> }[]> =>
    (await trade.world.get(`/sms?phone=${phone}`)).messages;
  /** The newest of this template; one more than `before` of them have come. */
  const textOf = (phone: string, template: string, has = '', before = 0): Promise<Record<string, string>> =>
    trade.until(`${template} ${has}`, async () => {
      const of = (await texts(phone)).filter((one) => one.template === template);
      return of.length > before
        ? of.find(({ params }) => Object.values(params).join().includes(has))?.params
        : undefined;
    });

  /** WeChat's own page, which asks who signs in: whoever holds this phone. */
  async function phoneOf(openid: string): Promise<Phone> {
    const phone = await openWindow(browser, PHONE);
    await phone.page.route('**/h5/authorize*', async (route) => {
      const back = new URL(new URL(route.request().url()).searchParams.get('redirect') ?? '');
      back.searchParams.set('code', await platform.loginCode(openid));
      await route.fulfill({ status: 302, headers: { location: back.href } });
    });
    return { ...phone, open: async (path: string) => void (await phone.page.goto(`${platform.url}/m/${path}`)) };
  }
  /** From the page that everybody has to where errands are done, by tapping. */
  async function atErrands(): Promise<Phone> {
    const phone = await openPhone(browser, agent.token, `${platform.url}/m/`);
    await phone.open('pages/me/index');
    await tap(phone.page, '帮人办事');
    await seen(phone.page, '替人买东西、办备案').first().waitFor();
    await seen(phone.page, /^卖家不会用手机，您可以帮着/).waitFor();
    await tap(phone.page, '替人买东西、办备案');
    await seen(phone.page, '替来站里的人办').waitFor();
    return phone;
  }
  const codesTo = async (phone: string): Promise<number> =>
    (await texts(phone)).filter(({ template }) => template === 'errand-code').length;
  async function asks({ page }: Phone, phone: string, name: string): Promise<void> {
    await field(page, '他的手机号').fill(phone);
    await field(page, '他的名字（和身份证一样）').fill(name);
    await field(page, '哪个村、哪一户').fill('辉煌村三组');
    await tap(page, '给他发验证码');
    await field(page, '他收到的六位数字').waitFor();
  }
  /** They read out what was sent to their own number. */
  async function reads({ page }: Phone, phone: string, before: number): Promise<void> {
    await field(page, '他收到的六位数字').fill((await textOf(phone, 'errand-code', '', before))['code'] ?? '');
    await tap(page, '他同意，开始办');
  }
  async function agrees(station: Phone, phone: string, name: string): Promise<void> {
    const before = await codesTo(phone);
    await asks(station, phone, name);
    await reads(station, phone, before);
  }
  /** Something that this person agreed to have bought, for which nobody has paid; the errand is over. */
  async function unpaid(phone: string): Promise<string> {
    const before = await codesTo(phone);
    const of = { phone, name: '周大爷', address: '辉煌村三组', divisionCode: '230184103' };
    const { delegationId } = await agent.do('askErrand', { errand: 'BUY', ...of }, 'delegationId');
    const { code } = await textOf(phone, 'errand-code', '', before);
    await agent.do('confirmDelegation', { delegationId, code }, '__typename');
    const { search } = await agent.ask('{ search(text: "大米", first: 1) { edges { node { skus { id } } } } }');
    const lines = [{ skuId: search.edges[0].node.skus[0].id, quantity: 1 }];
    const { id, totalFen } = await agent.do('quote', { errandId: delegationId, lines }, 'id totalFen');
    const { checkoutId } = await agent.do('placeOrder', { quoteId: id, totalFen }, 'checkoutId');
    await agent.do('endDelegation', { delegationId }, '__typename');
    return String(checkoutId);
  }
  /** What a phone of theirs shows, once they have proven there that the number is theirs. */
  async function ownPhone(openid: string, phone: string): Promise<Phone> {
    const own = await phoneOf(openid);
    const { page } = own;
    await own.open('pages/me/index');
    await tap(page, '微信登录');
    await seen(page, '还没有绑定手机号').waitFor();
    await own.open('pages/phone/index');
    await field(page, '手机号').fill(phone);
    await tap(page, '发验证码');
    await field(page, '短信验证码').fill((await textOf(phone, 'phone-code'))['code'] ?? '');
    await looks(page, 'own-phone');
    await tap(page, '绑定');
    await seen(page, /现在绑定的是/).waitFor();
    return own;
  }

  it(
    'files a farmer by card, declaration and ink, and the account is the farmer’s on another phone',
    async () => {
      const number = PLANTS.phone(trade.run, 'farmer');
      const station = await atErrands();
      const { page } = station;
      await tap(page, '办农户备案、换新证');
      await looks(page, 'file-ask');
      await agrees(station, number, '赵春耕');
      await seen(page, '替赵春耕办农户备案').waitFor();
      // Nothing goes out before everything is there, and each thing that is missing is said where it is missing.
      await tap(page, '他签好了，交上去');
      for (const said of ['身份证号是18位', '请填写背面的签发机关', '请拍人像那一面', '请他用手指签名字'])
        await seen(page, said).first().waitFor();
      await looks(page, 'file-missing');
      await field(page, '身份证号').fill('230184195001010011');
      await field(page, '签发机关').fill('五常市公安局');
      await takePhotos(page, 2);
      await field(page, '从哪天起有效').fill('2016-03-01');
      await sign(page);
      await looks(page, 'file-form');
      // A number that no card has.
      await tap(page, '他签好了，交上去');
      await seen(page, /身份证号码不正确/)
        .first()
        .waitFor();
      await looks(page, 'file-wrong-number');
      await field(page, '身份证号').fill(PLANTS.idNumber(trade.run, 'station farmer'));
      await tap(page, '他签好了，交上去');
      await seen(page, '替来站里的人办').waitFor();
      await looks(page, 'file-done');

      const reviewer = await trade.staff('reviewer');
      const filing = await trade.until('the filing', async () =>
        (await reviewer.ask(WAITING)).filings.edges.find(
          ({ node }: { node: { party: { name: string } } }) => node.party.name === '赵春耕',
        ),
      );
      for (const { fileId } of filing.node.party.documents)
        expect((await reviewer.edge(`/sellers/files/${String(fileId)}`)).status).toBe(200);
      await reviewer.do('decideFiling', { filingId: filing.node.id, decision: 'APPROVE', reason: '人证相符' }, 'id');
      await textOf(number, 'order-step', '资质有效');

      const own = await ownPhone(`farmer-${trade.run}`, number);
      await own.open('seller/pages/today/index');
      await seen(own.page, '赵春耕').first().waitFor();
      await looks(own.page, 'farmer-own');
      expect([station.faults, own.faults]).toEqual([[], []]);
    },
    MINUTES,
  );

  it(
    'buys for a villager, whose family pays and who sees the order on a phone of their own',
    async () => {
      const number = PLANTS.phone(trade.run, 'villager');
      const station = await atErrands();
      const { page } = station;
      await agrees(station, number, '赵老根');
      await tap(page, '去选货');
      await seen(page, /替\s*赵老根\s*买东西/)
        .first()
        .waitFor();
      await station.open(`pages/search/index?text=${encodeURIComponent('鲜蓝莓')}`);
      await page.locator('.card', { hasText: '鲜蓝莓' }).filter({ visible: true }).first().tap();
      await seen(page, /^买一/).first().waitFor();
      await looks(page, 'buy-product');
      await tap(page, /^买一/);
      await seen(page, '选数量').waitFor();
      await page.locator('.sheet').getByText('去结算').tap();
      // Whether the station has room now, other specs decide.
      await tap(page, '送到他家');
      await seen(page, '提交，让他扫码付').waitFor();
      await looks(page, 'buy-checkout');
      const shown = page.waitForResponse(async (answer) =>
        CODE.test(answer.url().endsWith('/graphql') ? await answer.text().catch(() => '') : ''),
      );
      await tap(page, '提交，让他扫码付');
      await seen(page, '换一个码').waitFor();
      await looks(page, 'buy-code');
      await textOf(number, 'bought-for-you', '服务站替您下单');
      const codeUrl = CODE.exec(await (await shown).text())?.[1];
      expect((await trade.world.post('/scan', { codeUrl, openid: `kin-${trade.run}` })).state).toBe('SUCCESS');
      await seen(page, '已付款').first().waitFor();
      await looks(page, 'buy-paid');

      await tap(page, '买完了');
      await seen(page, '替来站里的人办').waitFor();
      expect(await seen(page, /替\s*赵老根\s*买东西/).count()).toBe(0);

      const own = await ownPhone(`villager-${trade.run}`, number);
      await own.open('pages/orders/index');
      await tap(own.page, /鲜蓝莓/);
      await tap(own.page, '经过');
      await seen(own.page, /服务站替您下了订单/)
        .first()
        .waitFor();
      await seen(own.page, '钱付好了').first().waitFor();
      await looks(own.page, 'villager-own');
      expect([station.faults, own.faults]).toEqual([[], []]);
    },
    MINUTES,
  );

  it(
    'waits for the code of who has not said it yet, while another’s bill is looked at and when the page is opened anew',
    async () => {
      const number = PLANTS.phone(trade.run, 'slow');
      const checkoutId = await unpaid(PLANTS.phone(trade.run, 'first in line'));
      const station = await openPhone(browser, agent.token, `${platform.url}/m/`);
      const { page } = station;
      await station.open(`seller/pages/errand/index?checkoutId=${checkoutId}`);
      await seen(page, '换一个码').waitFor();
      const before = await codesTo(number);
      await asks(station, number, '李慢慢');
      // The page looks by itself whether the bill is paid.
      for (let looked = 0; looked < 2; looked++)
        await page.waitForResponse((answer) => answer.request().postData()?.includes('"Errands"') ?? false);
      await quiet(page);
      const agreed = () => seen(page, '他报过验证码了，今天有效。').count();
      expect([await agreed(), await field(page, '他收到的六位数字').count()]).toEqual([0, 1]);

      await page.reload();
      await seen(page, '等李慢慢念验证码').waitFor();
      expect([await agreed(), await seen(page, '替李慢慢买').count()]).toEqual([0, 0]);
      await looks(page, 'awaited');
      await reads(station, number, before);
      await seen(page, '替李慢慢买').waitFor();
      await seen(page, '等李慢慢念验证码').waitFor({ state: 'hidden' });
      await tap(page, '买完了');
      await seen(page, '替李慢慢买').waitFor({ state: 'hidden' });
      expect(station.faults).toEqual([]);
    },
    MINUTES,
  );

  it(
    'files nothing for a farmer who changes their mind, and is done when they have bought enough',
    async () => {
      const number = PLANTS.phone(trade.run, 'undecided');
      const station = await atErrands();
      const { page } = station;
      await tap(page, '办农户备案、换新证');
      await agrees(station, number, '孙三妹');
      await seen(page, '替孙三妹办农户备案').waitFor();
      // Who comes next waits until this one is done, or is taken first.
      expect(await seen(page, '替来站里的人办').count()).toBe(0);
      await field(page, '身份证号').fill(PLANTS.idNumber(trade.run, 'undecided'));
      await takePhotos(page, 1);
      await tap(page, '他不办了');
      await seen(page, '拍的照片和签的字都不留').waitFor();
      await tap(page, '再想想');
      await seen(page, '替孙三妹办农户备案').waitFor();
      await tap(page, '他不办了');
      await tap(page, '确定');
      await seen(page, '替来站里的人办').waitFor();
      expect(await seen(page, '替孙三妹办农户备案').count()).toBe(0);
      expect((await agent.ask(OPEN_ERRANDS)).delegations.filter(isOpen)).toEqual([]);
      const reviewer = await trade.staff('reviewer');
      expect(JSON.stringify(await reviewer.ask(WAITING))).not.toContain('孙三妹');

      await agrees(station, number, '孙三妹');
      await seen(page, '替孙三妹买').waitFor();
      await looks(page, 'buy-agreed');
      await tap(page, '买完了');
      await seen(page, '替孙三妹买').waitFor({ state: 'hidden' });
      expect((await agent.ask(OPEN_ERRANDS)).delegations.filter(isOpen)).toEqual([]);
      expect(station.faults).toEqual([]);
    },
    MINUTES,
  );
});

const WAITING = '{ filings(first: 50) { edges { node { id party { name documents { fileId } } } } } }';

const CODE = /"codeUrl":"([^"]+)"/;
const OPEN_ERRANDS = '{ delegations { errand availableActions } }';
const isOpen = ({ errand, availableActions }: { errand: string | null; availableActions: string[] }): boolean =>
  errand !== null && availableActions.includes('END');

async function takePhotos(page: Page, count: number): Promise<void> {
  for (let photo = 0; photo < count; photo++) {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap(page, '拍照或选照片')]);
    await chooser.setFiles({ name: 'card.png', mimeType: 'image/png', buffer: await page.screenshot() });
    await seen(page, '重拍').nth(photo).waitFor();
  }
}
/** A finger on the pad. */
async function sign(page: Page): Promise<void> {
  const pad = page.locator('#signature-pad').first();
  await pad.scrollIntoViewIfNeeded();
  const { x, y } = (await pad.boundingBox())!;
  for (let i = 0; i < 12; i++)
    await pad.dispatchEvent(i === 0 ? 'touchstart' : 'touchmove', {
      touches: [{ identifier: 1, clientX: x + 40 + i * 12, clientY: y + 60 + (i % 3) * 20 }],
      bubbles: true,
    });
}
