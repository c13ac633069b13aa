import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consumers } from '@heitu/sandbox/county';
import { weappFaults } from '@heitu/tools/weapp-rules';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { Weapp, type Hand } from './weapp.ts';

const DIST = 'miniprogram/dist/weapp';
const MINUTES = 180_000;
const ORDERS = '{ orders(first: 50) { edges { node { id state title totalFen } } } }';

/** The consumer's way through the mini-program as WeChat would run it, against the real platform. */
describe('the built mini-program', () => {
  const { openid } = consumers[5]!;
  let platform: ClientPlatform;
  let app: Weapp;
  let token: string;
  const hand: Hand = { loginCode: () => platform.loginCode(openid) };
  /** Pays in WeChat, as the phone's dialogue would. */
  const pays: Hand['pay'] = async ({ timeStamp, nonceStr, package: id, signType, paySign }) => {
    const { state } = await platform.control('/pay', {
      prepayId: id!.replace('prepay_id=', ''),
      requestPayment: { timeStamp, nonceStr, package: id, signType, paySign },
    });
    if (state !== 'SUCCESS') throw new Error(String(state));
    return 'paid';
  };
  const orders = async (): Promise<{ id: string; state: string; title: string }[]> =>
    (await platform.ask(ORDERS, {}, token)).orders.edges.map((edge: { node: object }) => edge.node);
  const toCheckout = async (): Promise<void> => {
    await app.open('pages/home/index');
    await app.until('推荐');
    app.tap('黄小米');
    await app.until('价格标签');
    app.tap('买一袋');
    await app.until('选数量');
    app.tap('去结算', { nth: -1 });
    await app.until('价格保留');
  };
  beforeAll(async () => {
    platform = await clientPlatform();
    token = await platform.tokenOf(openid);
    const { currentNotice } = await platform.ask('{ currentNotice { version } }');
    await platform.ask(
      'mutation($v: Int!) { setConsent(input: { purpose: "service-messages", granted: true, noticeVersion: $v }) { __typename } }',
      { v: currentNotice.version },
      token,
    );
    app = new Weapp(DIST, platform.url, hand);
  }, MINUTES);
  afterAll(() => platform.stop());

  it('declares what it calls, hides what is nobody else’s from the search, and calls nothing that was replaced', () => {
    expect(weappFaults(DIST)).toEqual([]);
  });

  it('shows what is on sale, with its whole price label, to whoever has not signed in', async () => {
    await app.open('pages/home/index');
    await app.until('推荐');
    app.tap('黄小米');
    await app.until('价格标签');
    for (const words of ['运费', '库存', '看溯源', '看看他家', '价格标签', '执行标准', '商家证照'])
      expect(app.text()).toContain(words);
    // One spoken line each, which opens whole.
    for (const folded of ['价格标签', '执行标准', '商家证照']) app.tap(folded);
    for (const words of ['品名', '产地', '计价单位', '零售价', '储存', '确认订单']) await app.until(words);
    expect(app.storage.get('heitu.session')).toBeUndefined();
  });

  it('keeps of a long list only what is near the screen, in a place of its own height', async () => {
    const other = new Weapp(DIST, platform.url, hand);
    await other.open('pages/home/index');
    await other.until('推荐');
    await other.until('黄小米');
    // It may stand outside of lists as well: the grower of the week's.
    const shown = () => other.text().split('黄小米').length - 1;
    const whole = shown();
    // What is drawn later begins to watch later.
    await other.until(() => (other.scrolled('away'), shown() < whole));
    expect(JSON.stringify(other.page.data)).toContain('1480px');
    other.scrolled('back');
    await other.until(() => shown() >= whole && !JSON.stringify(other.page.data).includes('1480px'));
  });

  it(
    'puts goods into the cart, orders once however often it is tapped, and says where the money is',
    async () => {
      const before = await orders();
      app.tap('先放着');
      await app.until('放进购物车');
      app.tap('放进购物车');
      await app.until(() => app.said.includes('已放进购物车'));
      await app.open('pages/cart/index');
      await app.until('去结算');
      app.tap('去结算');
      await app.until('价格保留');
      hand.pay = pays;
      app.tap('提交并付款');
      app.tap('提交并付款');
      await app.until('付款成功');
      expect(app.text()).toContain('钱在哪里');
      // WeChat may tell of it only where somebody taps for it and agrees.
      hand.wantsToBeTold = true;
      app.tap('发货了用微信告诉我');
      await app.until('好的，发货时用微信告诉您');
      const made = async () => (await orders()).filter(({ id }) => !before.some((one) => one.id === id));
      // The order hears of its payment a moment after the buyer.
      while ((await made()).some(({ state }) => state !== 'PAID'))
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await made()).toEqual([expect.objectContaining({ state: 'PAID' })]);
      app.tap('看我的订单');
      await app.until('待商家确认');
    },
    MINUTES,
  );

  it(
    'keeps the sheet open while somebody is signed in for the first time, and puts what was chosen into the cart',
    async () => {
      const first = new Weapp(DIST, platform.url, { loginCode: () => platform.loginCode('oDEMO-heitu-consumer-08') });
      await first.open('pages/home/index');
      await first.until('推荐');
      await first.tap('黄小米');
      await first.until('价格标签');
      expect(first.storage.get('heitu.session')).toBeUndefined();
      await first.tap('先放着');
      await first.until('选数量');
      await first.tap('多一件');
      await first.tap('放进购物车');
      await first.until(() => first.said.includes('已放进购物车'));
      const { cart } = await platform.ask(
        '{ cart { lines { quantity } } }',
        {},
        JSON.parse(String(first.storage.get('heitu.session'))),
      );
      expect(cart.lines).toContainEqual({ quantity: 2 });
      expect(first.faults).toEqual([]);
    },
    MINUTES,
  );

  it(
    'gives back an order by the button that the platform allows',
    async () => {
      app.tap('待商家确认');
      await app.until('经过');
      expect(app.has('申请售后')).toBe(false);
      app.tap('取消订单');
      await app.until('已取消');
      expect((await orders())[0]).toMatchObject({ state: 'CANCELLED' });
    },
    MINUTES,
  );

  it(
    'keeps an order that was not paid, and lets it be paid later',
    async () => {
      hand.pay = async () => 'cancelled';
      await toCheckout();
      app.tap('提交并付款');
      await app.until('继续付款');
      expect((await orders())[0]).toMatchObject({ state: 'AWAITING_PAYMENT' });
      hand.pay = pays;
      app.tap('继续付款');
      await app.until('付款成功');
    },
    MINUTES,
  );

  it(
    'says that the network is gone, loses nothing, and goes on when it is back',
    async () => {
      await toCheckout();
      const [before] = await orders();
      app.offline = true;
      app.tap('提交并付款');
      await app.until(() => app.said.includes('网络不通，请检查后再试'));
      expect((await orders())[0]).toEqual(before);
      await app.open('pages/orders/index');
      await app.until('再试一次');
      app.offline = false;
      app.tap('再试一次');
      await app.until('待商家确认');
    },
    MINUTES,
  );

  it(
    'verifies a history itself, and finds the one event that was changed',
    async () => {
      const { products } = await platform.ask('{ products(first: 20) { edges { node { lots { lotCode } } } } }');
      // An old one: what another test has just listed is not sealed yet. Not the oldest: a browser reads that one,
      // untouched.
      const code = String(
        products.edges.flatMap((edge: { node: { lots: { lotCode: string }[] } }) => edge.node.lots).at(-2).lotCode,
      );
      hand.scan = async () => `${platform.url}/trace/${code}`;
      await app.open('pages/home/index');
      await app.until('推荐');
      app.tap('扫袋子');
      await app.until('您的手机已核对：签名以后没有改动');
      app.tap('怎么核的，谁都改不了吗');
      await app.until('这批货是第一次看，已记住现在的样子');
      await app.open(`pages/trace/index?lot=${code}`);
      await app.until('您的手机已核对：签名以后没有改动');
      app.tap('怎么核的，谁都改不了吗');
      await app.until('和这部手机');
      const tampered = await fetch(`${platform.url}/edges/catalog/sandbox/tamper`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ lotCode: code, sequence: 2 }),
      });
      expect(tampered.status).toBe(200);
      await app.open(`pages/trace/index?lot=${code}`);
      await app.until('记录被改动过，不可信');
      expect(app.text()).toContain('第2条：内容被改动过');
    },
    MINUTES,
  );

  it.each([
    [
      'a code of another platform',
      async () => 'https://other.example/goods/1',
      '这不是本平台的追溯码，可能是别的平台的',
      'pages/home/index',
    ],
    ['a damaged code', async () => '%%?', '这个码看不全，可能破损了。请对照标签再输一遍', 'pages/home/index'],
    // There it can be typed.
    [
      'a camera that was refused',
      async () => ({ errMsg: 'scanCode:fail auth deny' }),
      '没有相机权限。请在手机设置里允许使用相机，或手动输入追溯码',
      'pages/trace/index',
    ],
    [
      'nothing readable',
      async () => ({ errMsg: 'scanCode:fail' }),
      '没有看清，请对准标签上的追溯码再扫一次',
      'pages/home/index',
    ],
  ])('has a sentence for %s', async (_what, scan, sentence, route) => {
    hand.scan = scan;
    await app.open('pages/home/index');
    await app.until('推荐');
    app.tap('扫袋子');
    await app.until(() => app.said.includes(sentence));
    await app.until(() => app.route === route);
  });

  it('has large letters in care mode, as WeChat itself is set', async () => {
    const large = new Weapp(DIST, platform.url, { ...hand, fontSizeSetting: 23.8 });
    await large.open('pages/home/index');
    await large.until('推荐');
    expect(JSON.stringify(large.page.data)).toContain('page care');
    expect(JSON.stringify(app.page.data)).not.toContain('page care');
  });

  it('signs in again by itself when its session has ended, and goes on where it was', async () => {
    app.storage.set('heitu.session', JSON.stringify('gone'));
    const returned = new Weapp(DIST, platform.url, hand);
    returned.storage.set('heitu.session', JSON.stringify('gone'));
    await returned.open('pages/orders/index');
    await returned.until('已取消');
  });

  it('asks the platform at most twice for a page, and nothing went wrong unseen', () => {
    expect(app.faults).toEqual([]);
    expect(app.visits.filter(({ asked }) => asked > 2)).toEqual([]);
  });
});
