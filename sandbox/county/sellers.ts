import {
  fictionalPhone,
  fictionalResidentId,
  foodBusinessLicence,
  foodProductionLicence,
  uscc,
} from './check-digits.ts';
import {
  businessLicence,
  farmLandContract,
  MARKET_REGULATOR,
  paper,
  passed,
  person,
  taxRegistration,
} from './party-builders.ts';
import type { SellerFact, StaffFact } from './party-types.ts';
import { COUNTY, placeOf, villageAddress, type PlaceKey } from './places.ts';

const CONFIRM_TEXT = '下单后1个工作日内确认，周一至周五8:30—17:30处理订单（节假日顺延）';
const HOURS_TEXT = '周一至周五8:30—17:30，节假日除外；投诉1个工作日内答复';

const team = (
  slug: string,
  phoneFrom: number,
  owner: readonly [string, string],
  price: readonly [string, string],
  quality: readonly [string, string],
): StaffFact[] => [
  person(`${slug}-owner`, owner[0], 'owner', owner[1], phoneFrom, {
    training: [passed('platform', -160, 90), passed('selling', -158, 88)],
  }),
  person(`${slug}-price`, price[0], 'price-manager', price[1], phoneFrom + 1, {
    training: [passed('selling', -158, 92)],
  }),
  person(`${slug}-quality`, quality[0], 'quality-inspector', quality[1], phoneFrom + 2, {
    training: [passed('selling', -157, 86), passed('payment', -156, 84)],
  }),
];

const foodBusiness = (sequence: number, fromDay: number, untilDay: number) =>
  paper(
    'food-business-licence',
    '食品经营许可证',
    foodBusinessLicence(COUNTY.code, sequence),
    MARKET_REGULATOR,
    fromDay,
    untilDay,
  );

type Rest = Omit<
  SellerFact,
  'kind' | 'phone' | 'divisionCode' | 'villageCode' | 'address' | 'residentId' | 'exemption'
> & { place: PlaceKey; phoneSequence: number };

function registered({ place, phoneSequence, ...rest }: Rest): SellerFact {
  const village = placeOf(place);
  return {
    ...rest,
    kind: 'seller',
    residentId: null,
    exemption: null,
    phone: fictionalPhone(phoneSequence),
    divisionCode: COUNTY.code,
    villageCode: village.code,
    address: villageAddress(village),
  };
}

const shop = (name: string, introduction: string, returnAddress: string): SellerFact['shop'] => ({
  name,
  introduction,
  confirmWithinText: CONFIRM_TEXT,
  serviceHoursText: HOURS_TEXT,
  returnAddress,
});

/** In the county and around it: without what lies above. */
const shortAddress = (key: PlaceKey, door = ''): string => {
  const { townshipName, name } = placeOf(key);
  return `${COUNTY.name}${townshipName}${name}${door}`;
};
const coopUscc = uscc('93', COUNTY.code, 'MAXX0021');
const millUscc = uscc('91', COUNTY.code, 'MAXX0022');
const fungusUscc = uscc('93', COUNTY.code, 'MAXX0023');
const honeyUscc = uscc('92', COUNTY.code, 'MAXX0024');
const coldFoodUscc = uscc('91', COUNTY.code, 'MAXX0025');
const farmVillage = placeOf('farm');

/** Six sellers: two cooperatives, two companies, one individual business, one farmer who needs no registration. */
export const sellers: readonly SellerFact[] = [
  registered({
    key: 'seller:xiangtun-coop',
    name: `${COUNTY.name}香屯种植专业合作社`,
    shortName: '香屯合作社',
    legalForm: 'cooperative',
    uscc: coopUscc,
    legalPerson: '田有粮',
    phoneSequence: 100,
    place: 'paddies',
    registeredDay: -2600,
    business: '水稻、马铃薯种植、加工、销售',
    papers: [
      businessLicence(coopUscc, -2600),
      taxRegistration(coopUscc, -2590),
      foodBusiness(21, -600, 1225),
      paper(
        'food-production-licence',
        '食品生产许可证（粮食加工品）',
        foodProductionLicence('101', COUNTY.code, 21),
        MARKET_REGULATOR,
        -650,
        1175,
      ),
      paper(
        'geographical-indication',
        `地理标志专用标志使用核准（${COUNTY.rice.name}）`,
        `GI-${COUNTY.rice.mark}-${COUNTY.code}-0021`,
        '黑龙江省知识产权局',
        -500,
        null,
      ),
    ],
    staff: team('xiangtun-coop', 101, ['田有粮', '1970-09-12'], ['田晓禾', '1992-04-16'], ['石磊', '1988-11-03']),
    shop: shop(
      '香屯合作社直营店',
      `${COUNTY.paddySide}种稻，自己碾米自己装袋。`,
      shortAddress('paddies', '合作社库房'),
    ),
    supplierKeys: ['supplier:xiangtun-fields', 'supplier:shuangqiao-mill'],
    priceManagerName: '田晓禾',
  }),
  registered({
    key: 'seller:xiwang-grain',
    name: `${COUNTY.name}溪望粮油有限公司`,
    shortName: '溪望粮油',
    legalForm: 'enterprise',
    uscc: millUscc,
    legalPerson: '溪广平',
    phoneSequence: 110,
    place: 'grainStore',
    registeredDay: -1700,
    business: '杂粮收购、加工、销售',
    papers: [businessLicence(millUscc, -1700), taxRegistration(millUscc, -1690), foodBusiness(22, -1000, 825)],
    staff: team('xiwang-grain', 111, ['溪广平', '1976-01-28'], ['何小豆', '1994-08-08'], ['康庄', '1985-05-15']),
    shop: shop('溪望杂粮铺', '大豆、小米、绿豆、红小豆，按批检验后装袋。', shortAddress('grainStore', '溪望粮油库房')),
    supplierKeys: ['supplier:xinglong-grain', 'supplier:lalin-grain-hall'],
    priceManagerName: '何小豆',
  }),
  registered({
    key: 'seller:zuoling-fungus',
    name: `${COUNTY.name}柞岭食用菌专业合作社`,
    shortName: '柞岭食用菌',
    legalForm: 'cooperative',
    uscc: fungusUscc,
    legalPerson: '耿木生',
    phoneSequence: 120,
    place: 'fungus',
    registeredDay: -1600,
    business: '食用菌种植、山货收购、销售',
    papers: [businessLicence(fungusUscc, -1600), taxRegistration(fungusUscc, -1590), foodBusiness(23, -800, 1025)],
    staff: team('zuoling-fungus', 121, ['耿木生', '1973-07-19'], ['耿小耳', '1997-02-02'], ['山清', '1989-12-24']),
    shop: shop(
      '柞岭山货',
      `${COUNTY.mountain}下的木耳和蘑菇，晾干、挑拣、装袋。`,
      shortAddress('fungus', '合作社晾晒场'),
    ),
    supplierKeys: ['supplier:zuoling-sheds', 'supplier:mopanshan-foragers'],
    priceManagerName: '耿小耳',
  }),
  registered({
    key: 'seller:linhai-honey',
    name: `${COUNTY.name}${placeOf('honeyShop').townshipName}老孟蜂产品商行`,
    shortName: '老孟蜂产品',
    legalForm: 'individual-business',
    uscc: honeyUscc,
    legalPerson: '孟蜂原',
    phoneSequence: 130,
    place: 'honeyShop',
    registeredDay: -1900,
    business: '蜂产品、坚果销售',
    // The licence that runs out soon: reminders and the automatic halt have something to show.
    papers: [businessLicence(honeyUscc, -1900), taxRegistration(honeyUscc, -1890), foodBusiness(24, -1801, 24)],
    staff: team('linhai-honey', 131, ['孟蜂原', '1969-06-27'], ['孟小椴', '1995-03-31'], ['甘草', '1990-10-10']),
    shop: shop('老孟家蜂蜜坚果', '每年七月椴树开花时取蜜，一年一季。', shortAddress('honeyShop', '商行')),
    supplierKeys: [
      'supplier:linhai-apiary',
      'supplier:linhai-honey-plant',
      'supplier:mopanshan-foragers',
      'supplier:hongsong-roaster',
    ],
    priceManagerName: '孟小椴',
  }),
  registered({
    key: 'seller:beijiang-coldfood',
    name: `${COUNTY.name}北浆冷鲜食品有限公司`,
    shortName: '北浆冷鲜',
    legalForm: 'enterprise',
    uscc: coldFoodUscc,
    legalPerson: '蓝天晴',
    phoneSequence: 150,
    place: 'coldShop',
    registeredDay: -1350,
    business: '冷藏冷冻食品销售',
    papers: [businessLicence(coldFoodUscc, -1350), taxRegistration(coldFoodUscc, -1340), foodBusiness(25, -900, 925)],
    staff: team('beijiang-coldfood', 151, ['蓝天晴', '1984-08-18'], ['冷小鲜', '1996-06-01'], ['霜降', '1991-10-24']),
    shop: shop('北浆冷鲜', '蓝莓、玉米、大鹅、粘豆包、酸菜，全程冷链配送。', shortAddress('coldShop', '冷鲜仓')),
    supplierKeys: [
      'supplier:beijiang-berries',
      'supplier:minle-foods',
      'supplier:baiyi-goose',
      'supplier:chengxi-slaughter',
      'supplier:daweng-pickles',
    ],
    priceManagerName: '冷小鲜',
  }),
  {
    key: 'seller:wangxiulan-farmer',
    kind: 'seller',
    name: '王秀兰',
    shortName: '王秀兰（农户）',
    legalForm: 'exempt-farmer',
    uscc: null,
    residentId: fictionalResidentId(COUNTY.code, '1968-02-04'),
    legalPerson: '王秀兰',
    phone: fictionalPhone(140),
    divisionCode: COUNTY.code,
    villageCode: farmVillage.code,
    address: villageAddress(farmVillage),
    registeredDay: -600,
    business: '自产鸡蛋、干菜',
    papers: [
      paper(
        'identity-card',
        '居民身份证',
        fictionalResidentId(COUNTY.code, '1968-02-04'),
        `${COUNTY.name}公安局`,
        -2500,
        null,
      ),
      farmLandContract,
    ],
    staff: [
      person('wangxiulan-owner', '王秀兰', 'owner', '1968-02-04', 140, {
        training: [passed('platform', -90, 82), passed('selling', -90, 80)],
      }),
    ],
    shop: shop('王秀兰家的小院', '自家散养鸡下的蛋，自家园子晒的干菜。', shortAddress('farm')),
    supplierKeys: ['supplier:wang-farm'],
    priceManagerName: '王秀兰',
    exemption: {
      basis: '《中华人民共和国电子商务法》第十条：个人销售自产农副产品，不需要办理市场主体登记',
      declaration:
        '本人声明：所售均为自家生产的农副产品，未收购他人产品，未使用禁用农药和兽药，情况变化时及时告知平台。',
      declaredDay: -590,
    },
  },
];
