import type { LotFact, QuantityFact } from './lot-types.ts';
import { COUNTY, placeOf } from './places.ts';
import type { ProductFact, TraceKind } from './product-types.ts';

/** What was put on a field or given to a herd, so many days before its first harvest. */
export interface FieldInputFact {
  readonly name: string;
  readonly kind: 'pesticide' | 'fertiliser' | 'seed' | 'feed' | 'veterinary-drug';
  readonly number: string | null;
  readonly dose: number;
  readonly unit: 'ml-per-mu' | 'g-per-mu' | 'kg-per-mu' | 'kg' | 'g';
  readonly method: 'spray' | 'spread' | 'sowing' | 'feeding' | 'water';
  readonly daysBefore: number;
  readonly safeDays: number;
}
/** Where goods of a kind grow: what of, on how much, how long, with what. */
export interface FieldFact {
  readonly kind: 'field' | 'greenhouse' | 'orchard' | 'woods' | 'wild' | 'herd' | 'apiary';
  readonly name: string;
  readonly crop: string;
  readonly variety: string | null;
  readonly size: number;
  readonly days: number;
  readonly inputs: readonly FieldInputFact[];
  readonly note: { readonly kind: 'disease' | 'pest' | 'weed'; readonly what: string; readonly control: string } | null;
}

const input = (
  kind: FieldInputFact['kind'],
  name: string,
  number: string | null,
  [dose, unit, method]: readonly [number, FieldInputFact['unit'], FieldInputFact['method']],
  daysBefore: number,
  safeDays = 0,
): FieldInputFact => ({ kind, name, number, dose, unit, method, daysBefore, safeDays });

/** Numbers are invented; so many days as a label of such a product asks for. */
const FIELDS: Partial<Record<TraceKind, FieldFact>> = {
  rice: {
    kind: 'field',
    name: '水库下水田',
    crop: '水稻',
    variety: COUNTY.rice.variety,
    size: 86,
    days: 132,
    inputs: [
      input('seed', `${COUNTY.rice.variety}秧苗`, null, [28, 'kg-per-mu', 'sowing'], 131),
      input('fertiliser', '水稻复合肥', null, [30, 'kg-per-mu', 'spread'], 128),
      input('pesticide', '三环唑可湿性粉剂', null, [25, 'g-per-mu', 'spray'], 62, 28),
    ],
    note: { kind: 'disease', what: '叶瘟，几处叶上有斑', control: '打药一次，没有再发' },
  },
  grain: {
    kind: 'field',
    name: '南岗旱地',
    crop: '杂粮',
    variety: null,
    size: 64,
    days: 140,
    inputs: [
      input('seed', '合作社统供种子', null, [3, 'kg-per-mu', 'sowing'], 139),
      input('fertiliser', '有机肥', null, [200, 'kg-per-mu', 'spread'], 138),
      input('pesticide', '高效氯氟氰菊酯乳油', null, [30, 'ml-per-mu', 'spray'], 70, 21),
    ],
    note: { kind: 'weed', what: '垄沟里有草', control: '中耕两遍' },
  },
  root: {
    kind: 'field',
    name: '西坡薯地',
    crop: '马铃薯',
    variety: '尤金',
    size: 42,
    days: 134,
    inputs: [
      input('seed', '脱毒种薯', null, [150, 'kg-per-mu', 'sowing'], 133),
      input('pesticide', '代森锰锌可湿性粉剂', null, [120, 'g-per-mu', 'spray'], 55, 14),
    ],
    note: { kind: 'disease', what: '叶上见晚疫病斑', control: '打药一次，病叶摘出地外' },
  },
  berry: {
    kind: 'orchard',
    name: '山前蓝莓园',
    crop: '蓝莓',
    variety: '北陆',
    size: 30,
    days: 200,
    inputs: [
      input('fertiliser', '腐熟牛粪', null, [600, 'kg-per-mu', 'spread'], 196),
      input('pesticide', '苦参碱水剂', null, [60, 'ml-per-mu', 'spray'], 30, 10),
    ],
    note: { kind: 'pest', what: '果蝇', control: '挂黏虫板，采前15天停药' },
  },
  'frozen-corn': {
    kind: 'field',
    name: '河套玉米地',
    crop: '黏玉米',
    variety: null,
    size: 58,
    days: 92,
    inputs: [
      input('seed', '黏玉米种子', null, [2.5, 'kg-per-mu', 'sowing'], 91),
      input('fertiliser', '尿素', null, [15, 'kg-per-mu', 'spread'], 40),
    ],
    note: null,
  },
  pickle: {
    kind: 'field',
    name: '屯后菜地',
    crop: '秋白菜',
    variety: null,
    size: 18,
    days: 75,
    inputs: [
      input('fertiliser', '有机肥', null, [300, 'kg-per-mu', 'spread'], 74),
      input('pesticide', '苏云金杆菌可湿性粉剂', null, [80, 'g-per-mu', 'spray'], 30, 7),
    ],
    note: { kind: 'pest', what: '菜青虫', control: '打生物农药一次' },
  },
  fungus: {
    kind: 'greenhouse',
    name: '二号吊袋棚',
    crop: '黑木耳',
    variety: '黑山',
    size: 6,
    days: 180,
    inputs: [input('seed', '黑木耳菌袋', null, [40, 'kg', 'sowing'], 179)],
    note: null,
  },
  foraged: {
    kind: 'wild',
    name: `${COUNTY.mountain}北坡采集点`,
    crop: '野生榛蘑',
    variety: null,
    size: 400,
    days: 3,
    inputs: [],
    note: null,
  },
  nuts: {
    kind: 'woods',
    name: `${COUNTY.mountain}红松林`,
    crop: '红松籽',
    variety: null,
    size: 900,
    days: 40,
    inputs: [],
    note: null,
  },
  'dried-beans': {
    kind: 'field',
    name: '房后菜园',
    crop: '油豆角',
    variety: '将军一点红',
    size: 1.2,
    days: 85,
    inputs: [
      input('seed', '自留油豆角种', null, [4, 'kg-per-mu', 'sowing'], 84),
      input('fertiliser', '腐熟农家肥', null, [800, 'kg-per-mu', 'spread'], 84),
    ],
    note: { kind: 'pest', what: '蚜虫，几棵上有', control: '草木灰水喷了两遍' },
  },
  'dried-greens': {
    kind: 'wild',
    name: `${placeOf('farm').name}后山`,
    crop: '野生猴腿菜',
    variety: null,
    size: 150,
    days: 2,
    inputs: [],
    note: null,
  },
  honey: {
    kind: 'apiary',
    name: '林场椴树蜂场',
    crop: '椴树蜜',
    variety: null,
    size: 120,
    days: 18,
    inputs: [],
    note: null,
  },
  poultry: {
    kind: 'herd',
    name: '河套鹅群',
    crop: '大鹅',
    variety: '籽鹅',
    size: 2600,
    days: 160,
    inputs: [
      input('feed', '玉米和豆粕', null, [4000, 'kg', 'feeding'], 90),
      input('veterinary-drug', '恩诺沙星可溶性粉', '兽药示例0001', [900, 'g', 'water'], 70, 28),
    ],
    note: null,
  },
  eggs: {
    kind: 'herd',
    name: '林下散养鸡',
    crop: '鸡蛋',
    variety: null,
    size: 800,
    days: 120,
    inputs: [input('feed', '玉米和野菜', null, [300, 'kg', 'feeding'], 20)],
    note: null,
  },
};

/**
 * The field that a product of the county comes from, or where it was gathered; null where it is bought in. Goods that
 * are made up have none.
 */
export const fieldOf = (product: ProductFact): FieldFact | null =>
  product.madeFrom === null ? (FIELDS[product.traceKind] ?? null) : null;

/** When and how much of it came in for a lot: the first step that makes goods out of none, or what was slaughtered. */
export function harvestOf(lot: LotFact): { day: number; quantity: QuantityFact } | null {
  const grown = lot.trace.find(({ inputs, outputs }) => inputs.length === 0 && outputs.length > 0);
  const found = grown ?? lot.trace.find(({ inputs }) => inputs.length > 0);
  const [quantity] = (grown ? grown.outputs : found?.inputs) ?? [];
  return found && quantity ? { day: found.day, quantity } : null;
}
