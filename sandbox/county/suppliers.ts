import { fictionalPhone, fictionalResidentId, foodProductionLicence, uscc } from './check-digits.ts';
import { businessLicence, farmLandContract, MARKET_REGULATOR, paper } from './party-builders.ts';
import type { LegalForm, PaperFact, SupplierFact } from './party-types.ts';
import { COUNTY, placeOf, townshipWord, villageAddress, villageWord, type PlaceKey } from './places.ts';

interface SupplierRow {
  key: string;
  name: string;
  shortName: string;
  legalForm: LegalForm;
  legalPerson: string;
  place: PlaceKey;
  supplies: string;
  registeredDay: number;
  papers?: (sequence: number) => readonly PaperFact[];
}

const production =
  (foodClass: string, className: string) =>
  (sequence: number): PaperFact[] => [
    paper(
      'food-production-licence',
      `食品生产许可证（${className}）`,
      foodProductionLicence(foodClass, COUNTY.code, sequence),
      MARKET_REGULATOR,
      -700,
      1125,
    ),
  ];

const ROWS: readonly SupplierRow[] = [
  {
    key: 'xiangtun-fields',
    name: `${COUNTY.name}香屯种植专业合作社一社稻田`,
    shortName: '香屯一社',
    legalForm: 'cooperative',
    legalPerson: '田有粮',
    place: 'paddies',
    supplies: '稻谷、马铃薯',
    registeredDay: -2600,
  },
  {
    key: 'shuangqiao-mill',
    name: `${COUNTY.name}${villageWord('riceMill')}碾米厂`,
    shortName: `${villageWord('riceMill')}碾米`,
    legalForm: 'enterprise',
    legalPerson: '石碾生',
    place: 'riceMill',
    supplies: '代加工大米、小米',
    registeredDay: -2000,
    papers: production('101', '粮食加工品'),
  },
  {
    key: 'xinglong-grain',
    name: `${COUNTY.name}${townshipWord('soybeans')}杂粮种植专业合作社`,
    shortName: `${townshipWord('soybeans')}杂粮`,
    legalForm: 'cooperative',
    legalPerson: '谷满仓',
    place: 'soybeans',
    supplies: '大豆、谷子、绿豆、红小豆',
    registeredDay: -1500,
  },
  {
    key: 'lalin-grain-hall',
    name: `${COUNTY.name}${townshipWord('grainMill')}杂粮加工有限公司`,
    shortName: `${townshipWord('grainMill')}杂粮`,
    legalForm: 'enterprise',
    legalPerson: '米成香',
    place: 'grainMill',
    supplies: '小米加工',
    registeredDay: -1300,
    papers: production('101', '粮食加工品'),
  },
  {
    key: 'zuoling-sheds',
    name: `${COUNTY.name}柞岭吊袋木耳种植园`,
    shortName: '柞岭种植园',
    legalForm: 'individual-business',
    legalPerson: '耿木生',
    place: 'fungus',
    supplies: '黑木耳',
    registeredDay: -1600,
  },
  {
    key: 'mopanshan-foragers',
    name: `${COUNTY.name}${COUNTY.mountain}林下采集专业合作社`,
    shortName: `${COUNTY.mountain}采集社`,
    legalForm: 'cooperative',
    legalPerson: '林深处',
    place: 'forest',
    supplies: '榛蘑、红松籽',
    registeredDay: -1200,
  },
  {
    key: 'linhai-apiary',
    name: `${COUNTY.forest}林海蜂场`,
    shortName: '林海蜂场',
    legalForm: 'individual-business',
    legalPerson: '孟蜂原',
    place: 'apiary',
    supplies: '椴树原蜜',
    registeredDay: -1900,
  },
  {
    key: 'linhai-honey-plant',
    name: `${COUNTY.name}林海蜂产品加工厂`,
    shortName: '林海加工厂',
    legalForm: 'enterprise',
    legalPerson: '甘如饴',
    place: 'honeyShop',
    supplies: '蜂蜜灌装',
    registeredDay: -1400,
    papers: production('126', '蜂产品'),
  },
  {
    key: 'hongsong-roaster',
    name: `${COUNTY.name}红松坚果炒货厂`,
    shortName: '红松炒货',
    legalForm: 'enterprise',
    legalPerson: '松涛声',
    place: 'roaster',
    supplies: '开口红松籽',
    registeredDay: -1100,
    papers: production('118', '炒货食品及坚果制品'),
  },
  {
    key: 'beijiang-berries',
    name: `${COUNTY.name}北浆果种植专业合作社`,
    shortName: '北浆果合作社',
    legalForm: 'cooperative',
    legalPerson: '蓝小果',
    place: 'berries',
    supplies: '蓝莓、鲜食玉米',
    registeredDay: -1350,
  },
  {
    key: 'minle-foods',
    name: `${COUNTY.name}${townshipWord('dough')}冷冻食品厂`,
    shortName: `${townshipWord('dough')}冷冻`,
    legalForm: 'enterprise',
    legalPerson: '金顺姬',
    place: 'dough',
    supplies: '速冻玉米、粘豆包',
    registeredDay: -1250,
    papers: production('111', '速冻食品'),
  },
  {
    key: 'baiyi-goose',
    name: `${COUNTY.name}白衣大鹅养殖专业合作社`,
    shortName: '白衣大鹅',
    legalForm: 'cooperative',
    legalPerson: '鹅成群',
    place: 'geese',
    supplies: '活鹅',
    registeredDay: -1000,
    papers: (n) => [
      paper(
        'animal-epidemic-prevention',
        '动物防疫条件合格证',
        `（${COUNTY.shortName}）动防合字第${String(n).padStart(5, '0')}号`,
        `${COUNTY.name}农业农村局`,
        -800,
        null,
      ),
    ],
  },
  {
    key: 'chengxi-slaughter',
    name: `${COUNTY.name}城西家禽屠宰有限公司`,
    shortName: '城西屠宰',
    legalForm: 'enterprise',
    legalPerson: '屠正规',
    place: 'slaughter',
    supplies: '白条鹅屠宰冷冻',
    registeredDay: -1700,
    papers: (n) => [
      paper(
        'slaughter-licence',
        '家禽定点屠宰证',
        `黑禽屠${COUNTY.code}${String(n).padStart(3, '0')}`,
        `${COUNTY.cityName}农业农村局`,
        -600,
        1225,
      ),
      paper(
        'animal-epidemic-prevention',
        '动物防疫条件合格证',
        `（${COUNTY.shortName}）动防合字第${String(n).padStart(5, '0')}号`,
        `${COUNTY.name}农业农村局`,
        -900,
        null,
      ),
    ],
  },
  {
    key: 'daweng-pickles',
    name: `${COUNTY.name}大翁酱腌菜厂`,
    shortName: '大翁酸菜',
    legalForm: 'enterprise',
    legalPerson: '翁白菜',
    place: 'pickles',
    supplies: '东北酸菜',
    registeredDay: -1150,
    papers: production('116', '蔬菜制品'),
  },
];

const USCC_HEADS: Partial<Record<string, '92' | '93'>> = { cooperative: '93', 'individual-business': '92' };
const toSupplier = (row: SupplierRow, index: number): SupplierFact => {
  const village = placeOf(row.place);
  const code = uscc(USCC_HEADS[row.legalForm] ?? '91', COUNTY.code, `MAXX${String(101 + index).padStart(4, '0')}`);
  return {
    key: `supplier:${row.key}`,
    kind: 'supplier',
    name: row.name,
    shortName: row.shortName,
    legalForm: row.legalForm,
    uscc: code,
    residentId: null,
    legalPerson: row.legalPerson,
    phone: fictionalPhone(200 + index),
    divisionCode: COUNTY.code,
    villageCode: village.code,
    address: villageAddress(village),
    registeredDay: row.registeredDay,
    business: row.supplies,
    supplies: row.supplies,
    staff: [],
    papers: [businessLicence(code, row.registeredDay), ...(row.papers?.(index + 1) ?? [])],
  };
};

const farm = placeOf('farm');
const farmerResidentId = fictionalResidentId(COUNTY.code, '1968-02-04');

/** Suppliers on file with the sellers (7.3.1); the last is the exempt farmer's own land and hen yard. */
export const suppliers: readonly SupplierFact[] = [
  ...ROWS.map(toSupplier),
  {
    key: 'supplier:wang-farm',
    kind: 'supplier',
    name: '王秀兰自家承包地及散养鸡场',
    shortName: '王秀兰自产',
    legalForm: 'exempt-farmer',
    uscc: null,
    residentId: farmerResidentId,
    legalPerson: '王秀兰',
    phone: fictionalPhone(140),
    divisionCode: COUNTY.code,
    villageCode: farm.code,
    address: villageAddress(farm),
    registeredDay: -600,
    business: '鸡蛋、干菜',
    supplies: '鸡蛋、干豆角丝、山野菜',
    staff: [],
    papers: [farmLandContract],
  },
];
