/**
 * What grows or is kept, what goods it becomes, and how much of it comes off one 亩 (one head, one hive) in a season at
 * the very most. Names are looked for in what the farmer wrote; of several the longest counts. The bounds are ours, and
 * generous: they are there for slips of a digit and for fields that vouch for another's goods, not to judge a harvest.
 * Where a figure is public it is said; county averages are a third to a half of it.
 */
export interface Crop {
  readonly names: readonly string[];
  /** Categories of goods. */
  readonly goods: readonly string[];
  /** Kilograms per 亩 of land or water, per head of a herd, per hive. */
  readonly most: number;
  /** Where goods of it are another share of it than of other crops. */
  readonly yields?: Readonly<Record<string, number>>;
}

const words = (text: string): string[] => text.trim().split(/\s+/);
const VEGETABLE = ['vegetables', 'fresh-vegetables', 'pickles', 'dried-vegetables', 'frozen'] as const;
const FRUIT = ['fruit', 'fresh-fruit', 'dried-fruit', 'frozen'] as const;
const MEAL = ['flour', 'frozen-dough', 'grain'] as const;

export const CROPS: readonly Crop[] = [
  // The record of hybrid rice is about 1,200 kg of paddy.
  { names: ['稻', '水稻', '稻花香', '糯稻', '粳稻'], goods: ['rice', ...MEAL], most: 1300, yields: { flour: 0.75 } },
  // Grain: a record of some 1,660 kg; fresh ears weigh more.
  {
    names: ['玉米', '苞米', '包米', '黏苞米'],
    goods: ['corn', 'frozen-corn', 'oil', ...MEAL],
    most: 3000,
    yields: { oil: 0.06 },
  },
  { names: ['谷子', '小米', '糜子', '黍子', '大黄米', '黄米'], goods: ['millet', ...MEAL], most: 800 },
  { names: ['小麦', '荞麦', '燕麦', '高粱', '藜麦', '薏米', '大麦'], goods: [...MEAL], most: 1000 },
  // A record of some 450 kg; tofu holds water: three to four times the beans.
  {
    names: ['大豆', '黄豆', '黑豆', '青豆', '毛豆'],
    goods: ['soybean', 'beans', 'soy-products', 'oil', 'pulses', 'fresh-vegetables', 'vegetables', ...MEAL],
    most: 1200,
    yields: { 'soy-products': 4, oil: 0.22 },
  },
  {
    names: ['绿豆', '红小豆', '小豆', '红豆', '芸豆', '饭豆', '豌豆', '蚕豆', '杂豆'],
    goods: ['pulses', 'beans', ...MEAL],
    most: 600,
  },
  { names: ['马铃薯', '土豆'], goods: ['potato', ...VEGETABLE, 'flour'], most: 8000, yields: { flour: 0.25 } },
  {
    names: words(`
      白菜 甘蓝 大头菜 菠菜 芹菜 韭菜 香菜 生菜 油菜 雪里蕻 芥菜 菜花 西兰花 豆角 油豆角 黄瓜 茄子
      西红柿 番茄 柿子 辣椒 青椒 尖椒 南瓜 倭瓜 角瓜 冬瓜 萝卜 胡萝卜 大葱 洋葱 大蒜 蒜 姜 地瓜 红薯
      山药 芋头
    `),
    goods: VEGETABLE,
    most: 25_000,
  },
  {
    names: ['蓝莓', '树莓', '草莓', '蓝靛果', '沙棘', '蔓越莓', '黑加仑', '红加仑', '灯笼果', '菇娘', '姑娘果', '桑葚'],
    goods: ['berries', ...FRUIT],
    most: 5000,
  },
  {
    names: ['苹果', '沙果', '梨', '李子', '杏', '葡萄', '西瓜', '香瓜', '甜瓜', '桃', '樱桃', '山楂', '软枣'],
    goods: FRUIT,
    most: 12_000,
  },
  { names: ['木耳', '黑木耳', '银耳'], goods: ['black-fungus', 'fungi'], most: 30_000 },
  {
    names: words(`
      榛蘑 猴头 蘑菇 平菇 香菇 元蘑 松蘑 滑子蘑 口蘑 羊肚菌 灵芝 菌菇 杏鲍菇 金针菇 鸡腿菇 鸡油菌
      牛肝菌 鸡枞
    `),
    goods: ['mushroom', 'fungi', 'herbs', 'frozen'],
    most: 30_000,
  },
  {
    names: [
      '山野菜',
      '猴腿',
      '蕨菜',
      '刺老芽',
      '刺嫩芽',
      '婆婆丁',
      '蒲公英',
      '柳蒿芽',
      '薇菜',
      '山芹',
      '老山芹',
      '刺五加',
    ],
    goods: ['herbs', ...VEGETABLE],
    most: 5000,
  },
  { names: ['松子', '松籽', '红松', '松塔'], goods: ['pine-nuts', 'nuts', 'oil'], most: 600, yields: { oil: 0.6 } },
  { names: ['榛子', '核桃', '花生'], goods: ['nuts', 'oil'], most: 1000, yields: { oil: 0.6 } },
  { names: ['瓜子', '葵花', '向日葵', '打瓜', '白瓜'], goods: ['seeds', 'nuts', 'oil'], most: 800 },
  {
    names: ['芝麻', '紫苏', '苏子', '油菜籽', '亚麻'],
    goods: ['oil', 'seeds', 'grain'],
    most: 500,
    yields: { oil: 0.55 },
  },
  { names: ['蜂蜜', '椴树蜜', '百花蜜', '雪蜜', '槐花蜜', '蜂', '蜜蜂', '蜂群', '椴树'], goods: ['honey'], most: 200 },
  { names: ['鹅', '大鹅'], goods: ['goose', 'poultry', 'eggs', 'livestock'], most: 40 },
  { names: ['鸡', '笨鸡', '鸭', '火鸡', '鹌鹑'], goods: ['poultry', 'eggs', 'livestock'], most: 40 },
  { names: ['蛋', '鸡蛋', '鸭蛋', '鹅蛋', '鹌鹑蛋'], goods: ['eggs'], most: 40 },
  { names: ['猪', '羊', '牛', '驴', '鹿', '兔'], goods: ['meat', 'livestock'], most: 1500 },
  // A good cow: some 12 tonnes of milk in a year.
  { names: ['奶牛', '牛奶', '鲜奶', '羊奶'], goods: ['dairy', 'meat', 'livestock'], most: 15_000 },
  {
    names: ['鱼', '鲤鱼', '鲫鱼', '泥鳅', '河蟹', '螃蟹', '虾', '林蛙', '蛙', '稻田鱼', '稻田蟹'],
    goods: ['fish', 'frozen'],
    most: 10_000,
  },
];

/** Of what is in no row above, per unit of its size: land, water, heads, hives. Ours. */
export const MOST_OF_UNKNOWN = 30_000;
/** Pieces for one 亩, one head or one hive in a season: some 5,000 ears, 30,000 bulbs, 360 eggs. Ours. */
export const PIECES_MOST = 60_000;

/**
 * How much of goods one kilogram of their crop gives at the most; what is not here gives no more than it weighs. A
 * harvest does not say whether it was weighed fresh or dry, alive or dressed: where goods are sold both ways it is 1.
 */
export const YIELDS: Readonly<Record<string, number>> = {
  // 出米率: of whole and broken kernels together under 75 in a hundred (GB/T 1350 grades paddy by 出糙率 of 71 to 81).
  rice: 0.75,
  // Hulls are a sixth of the grain.
  millet: 0.85,
  // Whole meal loses only what is cleaned off; white flour is some three quarters.
  flour: 0.98,
  // Ours, for any seed.
  oil: 0.6,
  // Fresh fruit and vegetables are over four fifths water, and dried ones hold some of it. Ours.
  'dried-fruit': 0.35,
  'dried-vegetables': 0.25,
};
/** A crop that is written as dried was weighed dry: its goods lose nothing more. */
export const DRIED = { word: '干', goods: ['dried-fruit', 'dried-vegetables'] } as const;

/** What a piece weighs, in kilograms, at least and at most, where one side counts and the other weighs. Ours. */
export const PIECE: Readonly<Record<string, readonly [least: number, most: number]>> = {
  eggs: [0.008, 0.25],
  'frozen-corn': [0.1, 1],
  corn: [0.1, 1],
  goose: [1, 10],
  poultry: [0.3, 10],
  meat: [0.2, 1000],
  fish: [0.02, 50],
};
export const PIECE_OF_OTHERS: readonly [least: number, most: number] = [0.001, 20];
/** Kilograms of one millilitre at least: oil is the lightest of what is bottled. */
export const KILOGRAMS_PER_MILLILITRE = 0.0009;

/** Goods of several things, in which a lot of anything edible may be. */
export const COMPOSED: readonly string[] = ['frozen-dough', 'frozen', 'pickles', 'dairy', 'other'];
