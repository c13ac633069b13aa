import { fictionalPhone, fictionalResidentId, uscc } from './check-digits.ts';
import { MARKET_REGULATOR } from './party-builders.ts';
import { COUNTY, placeOf, villageAddress } from './places.ts';

/** What lies on people's desks on the day the county is loaded: who applies, who complains, who asks. All invented. */

export interface ApplicantFact {
  readonly key: string;
  readonly kind: 'cooperative' | 'farmer';
  readonly name: string;
  readonly uscc: string | null;
  readonly residentId: string;
  readonly legalPerson: string;
  readonly phone: string;
  readonly address: string;
  readonly exemption: { readonly reason: string; readonly declaration: string } | null;
  readonly papers: readonly {
    readonly type: string;
    readonly title: string;
    readonly number: string;
    readonly issuer: string;
    readonly validFromDay: number;
    readonly validUntilDay: number | null;
    readonly lines: readonly string[];
  }[];
  readonly submittedHoursAgo: number;
}

const coopCode = uscc('93', COUNTY.code, 'MAXX0061');
const farmerId = fictionalResidentId(COUNTY.code, '1975-10-08');
const coopAddress = villageAddress(placeOf('paddies'));
const coopName = `${COUNTY.name}${COUNTY.paddies}黑木耳种植专业合作社`;
const committee = `${placeOf('paddies').name}村民委员会`;
const farmerAddress = villageAddress(placeOf('farm'));

export const applicants: readonly ApplicantFact[] = [
  {
    key: 'applicant:longfengshan-fungus',
    kind: 'cooperative',
    name: coopName,
    uscc: coopCode,
    residentId: fictionalResidentId(COUNTY.code, '1979-03-17'),
    legalPerson: '林向阳',
    phone: fictionalPhone(160),
    address: coopAddress,
    exemption: null,
    submittedHoursAgo: 20,
    papers: [
      {
        type: 'business-licence',
        title: '营业执照',
        number: coopCode,
        issuer: MARKET_REGULATOR,
        validFromDay: -400,
        validUntilDay: null,
        lines: [
          `名称　${coopName}`,
          '类型　农民专业合作社',
          '法定代表人　林向阳',
          `住所　${coopAddress}`,
          '业务范围　食用菌种植、初加工、销售',
        ],
      },
      {
        type: 'premises',
        title: '固定场所证明',
        number: 'CS-2026-061',
        issuer: committee,
        validFromDay: -60,
        validUntilDay: 305,
        lines: [
          '兹证明该合作社在本村租用库房一间，面积 180 平方米，',
          '用于晾晒、分拣和发货，租期至明年十月。',
          committee,
        ],
      },
    ],
  },
  {
    key: 'applicant:zhao-farmer',
    kind: 'farmer',
    name: '赵春生',
    uscc: null,
    residentId: farmerId,
    legalPerson: '赵春生',
    phone: fictionalPhone(161),
    address: farmerAddress,
    submittedHoursAgo: 3,
    exemption: {
      reason: '《中华人民共和国电子商务法》第十条：个人销售自产农副产品，不需要办理市场主体登记',
      declaration: '本人声明：所售小米、绿豆均为自家承包地所产，未收购他人产品，情况变化时及时告知平台。',
    },
    papers: [
      {
        type: 'premises',
        title: '土地承包经营权证',
        number: `CB-${COUNTY.code}-0161`,
        issuer: `${COUNTY.name}人民政府`,
        validFromDay: -2900,
        validUntilDay: 7900,
        lines: ['承包方代表　赵春生', '承包地　旱田 12.6 亩', `坐落　${farmerAddress}`, '种植　谷子、绿豆'],
      },
    ],
  },
];

/** Complaints by where they stand. `about`: whose clock it is. */
export const OPEN_COMPLAINTS = {
  waiting: {
    kind: 'quality',
    wanted: 'compensation',
    wantedFen: 2000,
    text: '两袋里有一袋封口开了，米里进了潮气，要求赔偿一袋的钱。',
  },
  toEscalate: {
    kind: 'delivery',
    wanted: 'answer',
    wantedFen: null,
    text: '约好上午送，等到晚上七点才到，也没有打电话。',
  },
  escalated: {
    kind: 'quality',
    wanted: 'compensation',
    wantedFen: 3600,
    text: '页面写的是一级，收到的大小不一，卖家说不影响吃，不同意退。',
    answer: '农产品大小难免不一，口感没有差别，恕不赔偿。',
  },
  advanced: {
    kind: 'quality',
    wanted: 'compensation',
    wantedFen: 1500,
    text: '开袋有碎粒，比说明里写的多，要求赔偿。',
    answer: '运输中难免，不赔。',
    finding: '抽样复检，碎粒超出所标等级的限量，商家有责，应赔偿。',
  },
} as const;

export const HELP_QUESTIONS = [
  { sellerKey: 'seller:xiangtun-coop', hoursAgo: 5, text: '我们换了新包装袋，净含量没变，价签要不要重新做一版？' },
  { sellerKey: 'seller:wangxiulan-farmer', hoursAgo: 26, text: '我眼睛不好，能不能让村服务站的人帮我上传鸡蛋的照片？' },
] as const;

export const APPEAL = {
  sellerKey: 'seller:linhai-honey',
  step: 'warning',
  clause: '7.3.7.l',
  reason: '商品介绍里写“百分百纯天然”，属于绝对化用语，已要求改正',
  text: '“百分百”三个字当天就删掉了，之前没有消费者投诉，请撤销警告。',
} as const;
export const RECTIFICATION = {
  sellerKey: 'seller:beijiang-coldfood',
  step: 'rectification',
  clause: '7.3.2.a-f',
  reason: '蓝莓入库登记缺少两批的检验报告',
  text: '两批检验报告已补齐并登记，以后没有报告不入库。',
} as const;
export const HELD_REVIEW = {
  stars: 2,
  text: '说是现摘的，加我微信号看别家的更便宜。',
  reason: '微信建议人工复查',
} as const;
export const TRADE_CHECK = '蜂蜜罐上的价签没有写等级，要求十个工作日内补齐。';
export const OVERSIGHT = {
  subject: '核查冷链配送记录',
  text: '请提供十月以来冷链配送的超温报警、处理结果和退货情况，并说明整改措施。',
} as const;
export const PRICE_RISE = { productKey: 'product:pine-nuts', times: 1.38 } as const;
export const ALARM = { serial: 'SN-CHILLED-1', limitCelsius: 6, worstCelsius: 9.4, minutes: 40 } as const;

/** On one round of a chilled vehicle, every five minutes: too warm for a quarter of an hour. */
export const WARM_ROUND = {
  readings: [3.2, 6.1, 8.9, 11.4, 10.2],
  everyMinutes: 5,
  minutesOut: 15,
  worstCelsius: 11.4,
} as const;
/** Claims over chilled parcels that were refused too warm, by where they stand. */
export const OPEN_CLAIMS = [
  { name: 'claim-proposed', state: 'proposed' },
  {
    name: 'claim-contested',
    state: 'contested',
    text: '接货时货温就有6度，是商家出库前没有预冷好，不该全由我们承担。',
  },
  {
    name: 'claim-drafted',
    state: 'drafted',
    text: '车在加油站停了一刻钟，制冷一直开着，是探头挨着车门。',
    finding: '探头位置符合安装要求，曲线显示箱内整体升温；装车时货温合格。配送承担八成，商家装箱未放冰袋，承担两成。',
    carrierPermille: 800,
  },
  { name: 'claim-paid', state: 'settling' },
] as const;
