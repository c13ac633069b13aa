import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';

async function buyerConsents(journey: Journey): Promise<string> {
  const { people, run } = journey;
  people.buyer = await journey.signInByWechat(`buyer-${run}`, '消费者');
  const { currentNotice } = await people.buyer.ask('{ currentNotice { version } }');
  await people.buyer.do('acceptNotice', { version: currentNotice.version }, '__typename');
  const { myConsents } = await people.buyer.ask('{ myConsents { purposes { purpose granted legalBasis mode } } }');
  const asked = (myConsents.purposes as { purpose: string; granted: boolean; mode: string }[]).filter(
    (consent) => consent.mode === 'OPT_IN',
  );
  journey.expect(
    asked.length > 0 && asked.every((consent) => !consent.granted),
    'nothing is granted before the person says so',
  );
  const purposes = asked.map(({ purpose }) => purpose);
  await people.buyer.do(
    'setConsent',
    { purpose: purposes[0], granted: true, noticeVersion: currentNotice.version },
    '__typename',
  );
  await people.buyer.do(
    'setConsent',
    { purpose: purposes[0], granted: false, noticeVersion: currentNotice.version },
    '__typename',
  );
  return `告知书第${currentNotice.version}版，${purposes.length} 项要本人同意的用途默认都不开`;
}

async function loginCodeWorksOnce(journey: Journey): Promise<string> {
  const { run, world } = journey;
  const { code } = await world.post('/wechat/login-code', { openid: `once-${run}` });
  await journey.nobody.do('signInWithWechat', { code }, 'token');
  const refusal = await journey.nobody.refused('signInWithWechat', { code });
  return refusal.message;
}

async function bindPhone(journey: Journey): Promise<string> {
  const { people, world } = journey;
  const buyer = people.buyer as Person;
  const phone = journey.plant('phone', 'buyer account');
  await buyer.do('sendPhoneCode', { phone }, 'resendAt');
  await buyer.do('sendPhoneCode', { phone }, 'resendAt');
  const { messages } = await world.get(`/sms?phone=${phone}`);
  journey.equal(messages.length, 1, 'one message arrived');
  const { code } = messages[0].params;
  const refusal = await buyer.refused('bindPhone', { phone, code: code === '000000' ? '000001' : '000000' });
  await buyer.do('bindPhone', { phone, code }, 'phone');
  const { me } = await buyer.ask('{ me { phone } }');
  journey.equal(me.phone, `199****${phone.slice(-4)}`, 'the person sees the phone masked');
  return `${me.phone}；填错时：${refusal.message}`;
}

async function searchFindsRice(journey: Journey): Promise<string> {
  const { made, run } = journey;
  for (const text of [`五常稻花香大米 ${run}`, 'wuchangdaohuaxiang', 'wcdhx', '五常市']) {
    const { search } = await journey.nobody.ask(
      'query($t: String!) { search(text: $t, first: 100) { edges { node { id title } } } }',
      { t: text },
    );
    journey.expect(search.edges.length > 0, `nothing found for ${text}`);
    if (text.includes(run))
      journey.expect(
        search.edges.some((edge: { node: { id: string } }) => edge.node.id === made.rice),
        'the new rice is found',
      );
  }
  return '四种写法都搜到';
}

async function productPageIsComplete(journey: Journey): Promise<string> {
  const { made } = journey;
  const { product } = await journey.nobody.ask(
    `query($id: ID!, $to: String!) { product(id: $id) { title standardCode shop { name onSale party { name licences { type number } } credit { score level } }
      skus { specification netText label { origin grade retailFen priceManager priceSupervision isComplete } stock { free available } deliveryPrice(divisionCode: $to) { available feeFen message } }
      lots { lotCode traceUrl } } }`,
    { id: made.rice, to: made.divisionCode },
  );
  const [sku] = product.skus;
  journey.expect(
    sku.label.isComplete && sku.stock.available && sku.deliveryPrice.available,
    `the page is complete: ${JSON.stringify(sku)}`,
  );
  made.deliveryFen = sku.deliveryPrice.feeFen;
  return `${product.title}，${sku.label.retailFen / 100} 元，运费 ${sku.deliveryPrice.feeFen / 100} 元，信用 ${product.shop.credit?.level ?? '新店'}`;
}

async function saveAddresses(journey: Journey): Promise<void> {
  const { people, made, run } = journey;
  const buyer = people.buyer as Person;
  const address = await buyer.do(
    'saveAddress',
    {
      name: journey.plant('name', 'buyer'),
      phone: journey.plant('phone', 'buyer'),
      divisionCode: made.divisionCode,
      detail: journey.plant('address', 'buyer'),
      isDefault: true,
    },
    'id',
  );
  made.address = address['id'];
  const outside = await buyer.do(
    'saveAddress',
    {
      name: journey.plant('name', 'buyer'),
      phone: journey.plant('phone', 'buyer'),
      divisionCode: '650102',
      detail: journey.plant('address', 'buyer elsewhere'),
    },
    'id',
  );
  made.farAddress = outside['id'];
  people.other = await journey.signInByWechat(`other-${run}`, '另一位消费者');
  const { addresses } = await people.other.ask('{ addresses { id } }');
  journey.equal(addresses, [], 'another person has no view of them');
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('消费者微信登录，看告知书，自己选择同意哪些用途', () => buyerConsents(journey));
  await journey.step('用微信登录码只能用一次', () => loginCodeWorksOnce(journey));
  await journey.step('绑定手机号：短信里的六位数字；重复点不会再发一条', () => bindPhone(journey));
  await journey.step('搜得到：中文、拼音、首字母、产地', () => searchFindsRice(journey));
  await journey.step('商品页：价签、配送价、库存、卖家证照与信用、追溯，一次查询', () =>
    productPageIsComplete(journey),
  );
  await journey.step('填收货地址；别人看不到', () => saveAddresses(journey));
}
