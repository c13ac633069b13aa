import { agreeOnPaper, agreeOnShare, agreeToRules } from '../agree.ts';
import { nodesOf, type Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { dayFrom, foodLicence, newUscc } from '../numbers.ts';
import { signInAs } from '../sign-ins.ts';
import { carrierIsFiled } from './1-file.carrier.ts';
import { addressOf, filedParty, paperScan, reviewerApproves, type Document } from './filing.ts';

/** The simulated provider knows sixty second-level merchants; the demo county and earlier runs have taken some. */
async function unusedMerchant(journey: Journey): Promise<string> {
  const finance = await signInAs(journey, 'finance');
  const taken = new Set(
    nodesOf(
      (await finance.ask('{ merchantAccounts(first: 100) { edges { node { merchant } } } }'))['merchantAccounts'],
    ).map(({ merchant }) => merchant),
  );
  const free = Array.from({ length: 60 }, (_, i) => String(1900100001 + i)).find((merchant) => !taken.has(merchant));
  journey.expect(free, 'the simulated provider has no merchant left: start on a fresh ./data');
  return free;
}

/** Finance enters a party's account; answers its number at the provider. */
export async function openAccount(journey: Journey, partyId: string): Promise<string> {
  const finance = await signInAs(journey, 'finance');
  const subMerchantId = await unusedMerchant(journey);
  const contactName = journey.plant('name', 'payment contact');
  const passwordKeeperName = journey.plant('name', 'password keeper');
  const opened = { partyId, subMerchantId, contactName, passwordKeeperName };
  await journey.onceAllowed(() => finance.do('openMerchantAccount', opened, 'id'));
  return subMerchantId;
}

async function coopRegisters(journey: Journey): Promise<string> {
  const { run, people, made } = journey;
  people.coop = await journey.signInByWechat(`coop-${run}`, '合作社理事长');
  const code = newUscc('93', run, 1);
  const refusal = await people.coop.refused('registerParty', {
    kind: 'COOPERATIVE',
    name: '假合作社',
    uscc: 'O'.repeat(18),
    legalRepresentative: '张三',
    contactName: '张三',
    contactPhone: '19900001001',
    ...addressOf(journey, 'coop'),
  });
  made.coopUscc = code;
  return `${refusal.code}：${refusal.details[0]?.text ?? refusal.message}`;
}

async function refusesFilingWithoutLicence(journey: Journey): Promise<string> {
  const { run, people, made } = journey;
  const { id } = await people.coop!.do(
    'registerParty',
    {
      kind: 'COOPERATIVE',
      sellsFood: true,
      name: `五常市稻花水稻种植专业合作社${run}`,
      uscc: made.coopUscc,
      legalRepresentative: journey.plant('name', 'coop'),
      contactName: journey.plant('name', 'coop contact'),
      contactPhone: journey.plant('phone', 'coop'),
      ...addressOf(journey, 'coop'),
    },
    'id',
  );
  made.coop = id;
  const refusal = await people.coop!.refused('submitFiling', { partyId: id });
  journey.expect(refusal.clause || refusal.details.length > 0, 'the refusal names the missing papers');
  return refusal.details.map((detail) => detail.text).join('；');
}

/** Whoever opens a shop says yes to the sellers' rules: before that nobody can order there (10.5.cu). */
const sellersRules = (seller: Person): Promise<void> => agreeToRules(seller, 'SELLER_AGREEMENT');

async function coopIsApproved(journey: Journey): Promise<string> {
  const { run, people, made } = journey;
  const now = await journey.world.now();
  const fileId = await paperScan(journey, people.coop!, 'licence');
  for (const [type, number] of [
    ['BUSINESS_LICENCE', made.coopUscc],
    ['FOOD_BUSINESS_LICENCE', foodLicence(run, 1)],
  ] as const) {
    await people.coop!.do(
      'addDocument',
      {
        partyId: made.coop,
        type,
        number,
        issuer: '五常市市场监督管理局',
        validFromOn: dayFrom(now, -30),
        validUntilOn: dayFrom(now, 700),
        fileId,
      },
      'id',
    );
  }
  const { id: filingId } = await people.coop!.do('submitFiling', { partyId: made.coop }, 'id');
  journey.equal(
    await people.coop!.denied(
      `mutation { decideFiling(input: { requestId: "x", filingId: "${filingId}", decision: APPROVE, reason: "自己批" }) { __typename } }`,
    ),
    'FORBIDDEN',
    'an applicant cannot approve itself',
  );
  const reviewer = await signInAs(journey, 'reviewer');
  const unseen = await reviewer.refused('decideFiling', { filingId, decision: 'APPROVE', reason: '没看照片' });
  journey.equal(unseen.code, 'SCANS_NOT_OPENED', 'nobody accepts a paper that they have not seen');
  await reviewerApproves(journey, made.coop!, filingId);
  await sellersRules(people.coop!);
  const shop = await journey.onceAllowed(() =>
    people.coop!.do(
      'openShop',
      {
        partyId: made.coop,
        name: `稻花香合作社${run}`,
        serviceHours: '周一至周日 8:00-18:00',
        confirmWithinText: '下单后1个工作日内确认',
        responseText: '咨询2小时内回复',
      },
      'id',
    ),
  );
  made.coopShop = shop['id'];
  return '店铺已开';
}

async function farmerDeclaresExemption(journey: Journey): Promise<string> {
  const { run, people, made } = journey;
  people.farmer = await journey.signInByWechat(`farmer-${run}`, '农户');
  made.farmer = await filedParty(
    journey,
    people.farmer,
    {
      kind: 'FARMER',
      name: `农户李家${run}`,
      idNumber: journey.plant('idNumber', 'farmer'),
      legalRepresentative: journey.plant('name', 'farmer'),
      contactName: journey.plant('name', 'farmer'),
      contactPhone: journey.plant('phone', 'farmer'),
      ...addressOf(journey, 'farmer'),
      exemption: {
        reason: '个人销售自产农副产品',
        declaration: '本人承诺销售的均为自家地里种的农产品，年交易额不超过规定数额，内容属实。',
      },
    },
    [],
  );
  await sellersRules(people.farmer);
  const shop = await journey.onceAllowed(() =>
    people.farmer!.do(
      'openShop',
      {
        partyId: made.farmer,
        name: `李家的地${run}`,
        serviceHours: '周一至周六 9:00-17:00',
        confirmWithinText: '下单后1个工作日内确认',
        responseText: '当天回复',
      },
      'id',
    ),
  );
  made.farmerShop = shop['id'];
  return '免登记声明已存档';
}

async function providerIsFiled(journey: Journey): Promise<string> {
  const { run, people, made } = journey;
  people.provider = await journey.signInByWechat(`provider-${run}`, '支付机构经理');
  made.provider = await filedParty(
    journey,
    people.provider,
    {
      kind: 'PAYMENT_PROVIDER',
      name: `财惠通支付有限公司${run}`,
      uscc: newUscc('91', run, 3),
      legalRepresentative: journey.plant('name', 'provider'),
      contactName: journey.plant('name', 'provider'),
      contactPhone: journey.plant('phone', 'provider'),
      ...addressOf(journey, 'provider'),
    },
    [
      ['BUSINESS_LICENCE', newUscc('91', run, 3), '哈尔滨市市场监督管理局', 900],
      ['PAYMENT_LICENCE', `Z2023${run}`, '中国人民银行', 900],
      ...(['PREMISES', 'EQUIPMENT', 'PERSONNEL_RECORD', 'PAYMENT_GUIDE'] as const).map((type): Document => [
        type,
        `${type}-${run}`,
        '本公司',
        365,
      ]),
    ],
  );
  const reviewer = await signInAs(journey, 'reviewer');
  const now = await journey.world.now();
  for (const [partyId, owner] of [
    [made.coop, people.coop],
    [made.farmer, people.farmer],
    [made.carrier, people.carrier],
  ] as const) {
    await agreeOnPaper(owner as Person, reviewer, now, {
      partyId: partyId as string,
      withPartyId: made.provider as string,
      kind: 'PAYMENT',
      number: `HT-${run}`,
    });
    const merchant = await openAccount(journey, partyId as string);
    if (partyId === made.carrier) made.carrierMerchant = merchant;
  }
  return '合同、证件、身份已核对';
}

/** Of what a buyer pays for delivery. */
const FREIGHT_PERCENT = 50;
async function freightIsAgreed({ run, people, made, world }: Journey): Promise<string> {
  const contract = {
    partyId: made.coop as string,
    withPartyId: made.carrier as string,
    number: `HT-${run}-YF`,
    kind: 'DELIVERY' as const,
  };
  const both = [people.coop as Person, people.carrier as Person] as const;
  await agreeOnShare(both, await world.now(), contract, { term: 'FREIGHT_SHARED_PERCENT', number: FREIGHT_PERCENT });
  return `每单运费的${FREIGHT_PERCENT}%从货款里分给配送商`;
}

async function licenceRunsOut(journey: Journey): Promise<string> {
  const { run, people } = journey;
  people.shortLived = await journey.signInByWechat(`short-${run}`, '执照快到期的卖家');
  const code = newUscc('91', run, 4);
  const partyId = await filedParty(
    journey,
    people.shortLived,
    {
      kind: 'SELLER',
      sellsFood: true,
      name: `五常临期商行${run}`,
      uscc: code,
      legalRepresentative: journey.plant('name', 'short-lived'),
      contactName: journey.plant('name', 'short-lived'),
      contactPhone: journey.plant('phone', 'short-lived'),
      ...addressOf(journey, 'short-lived'),
    },
    [
      ['BUSINESS_LICENCE', code, '五常市市场监督管理局', 900],
      ['FOOD_BUSINESS_LICENCE', foodLicence(run, 2), '五常市市场监督管理局', 1],
    ],
  );
  const { id: shopId } = await journey.onceAllowed(() =>
    people.shortLived!.do(
      'openShop',
      {
        partyId,
        name: `临期商行${run}`,
        serviceHours: '周一至周五 9:00-17:00',
        confirmWithinText: '1个工作日内确认',
        responseText: '当天回复',
      },
      'id',
    ),
  );
  await journey.world.advance({ days: 2 });
  const shop = await journey.until('the shop to go off sale by itself', async () => {
    const found = (
      await people.shortLived!.ask('query($id: ID!) { shop(id: $id) { id onSale saleReason } }', { id: shopId })
    )['shop'];
    return found && found.onSale === false ? found : null;
  });
  return `停售原因：${shop.saleReason}`;
}

async function farmerRectifies(journey: Journey): Promise<string> {
  const { people, made } = journey;
  const mediator = await signInAs(journey, 'mediator');
  const { id: measureId } = await mediator.do(
    'takeMeasure',
    {
      partyId: made.farmer,
      step: 'RECTIFICATION',
      reason: '秤没有按期检定',
      clause: '6.6.end',
      dueOn: dayFrom(await journey.world.now(), 10),
    },
    'id',
  );
  await journey.onceAllowed(() =>
    people.farmer!.do(
      'appealMeasure',
      { measureId, text: `${journey.plant('name', 'appeal')}住院，没来得及送检` },
      'state',
    ),
  );
  await mediator.do(
    'decideAppeal',
    { measureId, uphold: false, answer: `${journey.plant('name', 'appeal answer')}已核实，请尽快送检` },
    'state',
  );
  await people.farmer!.do(
    'reportRectification',
    { measureId, text: `${journey.plant('name', 'rectification')}已送检` },
    'state',
  );
  const { state } = await mediator.do('confirmRectification', { measureId, accept: true }, 'state');
  return state as string;
}

async function staffGrows(journey: Journey): Promise<string> {
  const admin = await signInAs(journey, 'operator-admin');
  const displayName = journey.plant('name', 'new mediator');
  const { accountId } = await admin.do(
    'createStaffAccount',
    {
      login: journey.plant('phone', 'login of a mediator'),
      password: 'Erken-taiga-58',
      displayName,
      roles: ['MEDIATOR'],
    },
    'accountId',
  );
  const accounts = nodesOf(
    (
      await admin.ask(
        '{ staffAccounts(first: 100, sort: CREATED_AT, descending: true) { edges { node { accountId displayName } } } }',
      )
    )['staffAccounts'],
  );
  journey.equal(
    accounts.find((one) => one.accountId === accountId)?.displayName,
    displayName,
    'the administrator sees whom the account is for',
  );
  await admin.do(
    'suspendAccount',
    { accountId, reason: `${displayName}调离，${journey.plant('phone', 'why an account was suspended')}核对` },
    '__typename',
  );
  const person = journey.plant('name', 'on duty');
  const mediator = await signInAs(journey, 'mediator');
  await mediator.do('saveDutyShift', { channel: 'PHONE', weekday: 6, starts: '09:00', ends: '11:00', person }, 'id');
  const { publicServicePage } = await journey.nobody.ask('{ publicServicePage { dutyRoster { person } } }');
  journey.expect(
    publicServicePage.dutyRoster.some((shift: { person: string }) => shift.person === person),
    'everybody sees whom they reach',
  );
  return '周六上午有人接电话';
}

/** Whichever county is played: its code, and that of a township in it. */
async function findHome(journey: Journey): Promise<void> {
  const { homeCounty, homeTownships } = await journey.nobody.ask(
    '{ homeCounty { code } homeTownships { code hasParts } }',
  );
  journey.expect(homeCounty && homeTownships.length > 0, 'the platform says which county it is');
  journey.made.county = homeCounty.code;
  journey.made.township = homeTownships.find(({ hasParts }: { hasParts: boolean }) => hasParts).code;
}

export async function play(journey: Journey): Promise<void> {
  await findHome(journey);
  await journey.step('合作社登记：信用代码校验位不对，转人工核对；格式不对，直接说明', () => coopRegisters(journey));
  await journey.step('缺少营业执照不能提交备案', () => refusesFilingWithoutLicence(journey));
  await journey.step('补齐证照，审核员核准，合作社获得卖家权限', () => coopIsApproved(journey));
  await journey.step('农户不办执照，凭免登记声明备案', () => farmerDeclaresExemption(journey));
  await journey.step('配送商备案：六项制度、冷库、冷藏车、持证司机', () => carrierIsFiled(journey));
  await journey.step('支付机构备案，财务核验后为两家卖家开通收款', () => providerIsFiled(journey));
  await journey.step('合作社和配送商在手机上签合同，约好运费怎么分', () => freightIsAgreed(journey));
  await journey.step('证照过期，店铺自动下架；续期核准后恢复', () => licenceRunsOut(journey));
  await journey.step('限期整改：农户申诉未成立，报了整改结果，核查通过', () => farmerRectifies(journey));
  await journey.step('管理员给新来的调解员开户，值班表公布到人', () => staffGrows(journey));
}
