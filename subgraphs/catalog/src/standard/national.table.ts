import { KNOWN, UNREAD, type IndicatorRow } from './indicator-row.ts';

/**
 * National food safety limits for what a county grows and makes. None was read in the text of its standard: each row
 * says so. Where goods differ by sort, the row without one is that of all others.
 */
const LISTED_ON = '2026-12-02';
const LEAD = '铅（以Pb计）';
const CADMIUM = '镉（以Cd计）';
const MERCURY = '总汞（以Hg计）';
const ARSENIC = '总砷（以As计）';
const INORGANIC_ARSENIC = '无机砷（以As计）';
const CHROMIUM = '铬（以Cr计）';
const AFLATOXIN = '黄曲霉毒素B1';

type Told = Partial<Pick<IndicatorRow, 'unit' | 'min' | 'max' | 'words' | 'sort' | 'doubt'>>;
const row = (standardCode: string, categoryIds: readonly string[], name: string, told: Told): IndicatorRow => ({
  standardCode,
  categoryIds,
  name,
  unit: null,
  isNational: true,
  source: KNOWN,
  sourceOn: LISTED_ON,
  ...told,
  doubt: told.doubt ? `${told.doubt}；${UNREAD}` : UNREAD,
});
/** GB 2762: what is in it, in milligrams of a kilogram. */
const contaminant = (categoryIds: readonly string[], name: string, max: number, more: Told = {}): IndicatorRow =>
  row('GB 2762-2022', categoryIds, name, { unit: 'mg/kg', max, ...more });
/** The same of goods of one sort each. */
const bySort = (categoryIds: readonly string[], name: string, limits: Readonly<Record<string, number>>) =>
  Object.entries(limits).map(([sort, max]) => contaminant(categoryIds, name, max, { sort }));
const banned = (standardCode: string, categoryIds: readonly string[], name: string, doubt?: string): IndicatorRow =>
  row(standardCode, categoryIds, name, { words: ['未检出'], ...(doubt && { doubt }) });

const FRESH = ['fresh-vegetables', 'potato'];
const FLESH = ['goose', 'poultry', 'meat'];
const VEGETABLES: readonly IndicatorRow[] = [
  contaminant(['fresh-vegetables'], LEAD, 0.1),
  ...bySort(['fresh-vegetables'], LEAD, { 叶菜蔬菜: 0.3, 芸薹类蔬菜: 0.2, 豆类蔬菜: 0.2, 薯类和生姜: 0.2 }),
  contaminant(['fresh-vegetables'], CADMIUM, 0.05),
  ...bySort(['fresh-vegetables'], CADMIUM, {
    叶菜蔬菜: 0.2,
    豆类蔬菜: 0.1,
    薯类和生姜: 0.1,
    块根蔬菜: 0.1,
    茎类蔬菜: 0.1,
    芹菜: 0.2,
    黄花菜: 0.2,
  }),
  contaminant(['potato'], LEAD, 0.2),
  contaminant(['potato'], CADMIUM, 0.1),
  contaminant(FRESH, MERCURY, 0.01),
  contaminant(FRESH, ARSENIC, 0.5),
  contaminant(FRESH, CHROMIUM, 0.5),
  row('GB 2763-2021', FRESH, '毒死蜱', { unit: 'mg/kg', max: 0.02 }),
  row('GB 2763-2021', ['fresh-vegetables'], '毒死蜱', { unit: 'mg/kg', max: 0.05, sort: '芹菜' }),
  contaminant(['dried-vegetables'], LEAD, 0.8),
  contaminant(['pickles'], LEAD, 0.5),
  contaminant(['pickles'], '亚硝酸盐（以NaNO2计）', 20),
  row('GB 2760-2024', ['pickles'], '苯甲酸', { unit: 'g/kg', max: 1, doubt: '新版改没改没有查' }),
];

const FRUIT: readonly IndicatorRow[] = [
  contaminant(['fresh-fruit'], LEAD, 0.1),
  ...bySort(['fresh-fruit', 'berries'], LEAD, { '蔓越莓、醋栗': 0.2 }),
  contaminant(['fresh-fruit'], CADMIUM, 0.05),
  contaminant(['dried-fruit'], LEAD, 0.5),
  ...bySort(['dried-fruit'], LEAD, { 蜜饯: 0.8 }),
  row('GB 2763-2021', ['berries'], '啶虫脒', { unit: 'mg/kg', max: 2 }),
];

const DRY: readonly IndicatorRow[] = [
  contaminant(['soybean', 'pulses'], LEAD, 0.2),
  contaminant(['soybean', 'pulses'], CADMIUM, 0.2),
  contaminant(['soybean', 'pulses'], CHROMIUM, 1),
  contaminant(['soy-products'], LEAD, 0.3),
  ...bySort(['soy-products'], LEAD, { 豆浆: 0.05 }),
  contaminant(['pine-nuts', 'seeds'], LEAD, 0.2),
  row('GB 19300-2014', ['pine-nuts', 'seeds'], '酸价（以脂肪计）', { unit: 'mg/g', max: 3 }),
  row('GB 2761-2017', ['pine-nuts', 'seeds'], AFLATOXIN, { unit: 'μg/kg', max: 5, doubt: '出处写的是炒熟的' }),
  contaminant(['frozen-corn'], LEAD, 0.2, { doubt: '按谷物判' }),
  contaminant(['frozen-corn'], CADMIUM, 0.1, { doubt: '按谷物判' }),
  contaminant(['frozen-dough'], LEAD, 0.2),
  ...bySort(['frozen-dough'], LEAD, { 带馅面米制品: 0.5 }),
  row('GB 19295-2021', ['frozen-dough'], '过氧化值（以脂肪计）', { unit: 'g/100g', max: 0.25 }),
  banned('GB 29921-2021', ['frozen-dough'], '沙门氏菌', '出处写的是即食的，要检五份'),
  banned('食品中可能违法添加的非食用物质名单', ['mushroom', 'black-fungus'], '甲醛次硫酸氢钠'),
];

const ANIMAL: readonly IndicatorRow[] = [
  contaminant(FLESH, LEAD, 0.2),
  ...bySort(FLESH, LEAD, { 畜禽肝脏: 0.5, 畜禽肾脏: 0.5, 其他畜禽内脏: 0.5 }),
  contaminant(FLESH, CADMIUM, 0.1),
  ...bySort(FLESH, CADMIUM, { 畜禽肝脏: 0.5, 畜禽肾脏: 1 }),
  contaminant(FLESH, MERCURY, 0.05),
  contaminant(FLESH, ARSENIC, 0.5),
  contaminant(FLESH, CHROMIUM, 1),
  row('GB 2707-2016', FLESH, '挥发性盐基氮', { unit: 'mg/100g', max: 15 }),
  banned('农业农村部公告第250号', [...FLESH, 'eggs', 'fish', 'dairy', 'honey'], '氯霉素'),
  contaminant(['eggs'], MERCURY, 0.05),
  ...['氟苯尼考', '恩诺沙星'].map((name) =>
    row('GB 31650.1-2022', ['eggs'], name, { unit: 'μg/kg', max: 10, doubt: '出处也有写不得检出的' }),
  ),
  contaminant(['fish'], LEAD, 0.5),
  ...bySort(['fish'], LEAD, { 双壳贝类: 1.5 }),
  contaminant(['fish'], CADMIUM, 0.1),
  ...bySort(['fish'], CADMIUM, { 双壳贝类: 2, 甲壳类: 0.5 }),
  contaminant(['fish'], '甲基汞（以Hg计）', 0.5),
  contaminant(['fish'], INORGANIC_ARSENIC, 0.1),
  ...bySort(['fish'], INORGANIC_ARSENIC, { 双壳贝类: 0.5, 甲壳类: 0.5 }),
  contaminant(['fish'], CHROMIUM, 2),
];

const MADE: readonly IndicatorRow[] = [
  contaminant(['oil'], LEAD, 0.08),
  contaminant(['oil'], ARSENIC, 0.1),
  contaminant(['oil'], '苯并[a]芘', 10, { unit: 'μg/kg' }),
  row('GB 2716-2018', ['oil'], '酸价', { unit: 'mg/g', max: 3 }),
  row('GB 2716-2018', ['oil'], '过氧化值', { unit: 'g/100g', max: 0.25 }),
  row('GB 2761-2017', ['oil'], AFLATOXIN, { unit: 'μg/kg', max: 10 }),
  row('GB 2761-2017', ['oil'], AFLATOXIN, { unit: 'μg/kg', max: 20, sort: '花生油、玉米油' }),
  contaminant(['dairy'], LEAD, 0.02),
  ...bySort(['dairy'], LEAD, { '调制乳、发酵乳': 0.04, 其他乳制品: 0.2 }),
  row('GB 2761-2017', ['dairy'], '黄曲霉毒素M1', { unit: 'μg/kg', max: 0.5, doubt: '奶粉要折算成生乳' }),
  contaminant(['honey'], LEAD, 0.5),
  row('GB 14963-2011', ['honey'], '果糖和葡萄糖', { unit: 'g/100g', min: 60 }),
  row('GB 14963-2011', ['honey'], '蔗糖', { unit: 'g/100g', max: 5, doubt: '少数几种花的蜜是10' }),
  row('GB 14963-2011', ['honey'], '锌（以Zn计）', { unit: 'mg/kg', max: 25 }),
];

export const NATIONAL_TABLE: readonly IndicatorRow[] = [...VEGETABLES, ...FRUIT, ...DRY, ...ANIMAL, ...MADE];
