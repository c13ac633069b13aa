import { indicatorKey } from './indicator-names.table.ts';
import { withoutYear } from './standard-number.ts';

/**
 * Sorts of goods for which a national standard has limits of their own, and the words of a name that say so. Goods are
 * of the first sort that fits; where none does, the limit of all others holds.
 */
const GOODS_SORTS: Readonly<Record<string, readonly string[]>> = {
  芹菜: ['芹菜', '西芹'],
  黄花菜: ['黄花菜', '金针菜'],
  薯类和生姜: ['红薯', '地瓜', '甘薯', '紫薯', '山药', '芋头', '土豆', '马铃薯', '木薯', '生姜', '鲜姜', '嫩姜'],
  块根蔬菜: ['萝卜', '牛蒡', '甜菜根', '芜菁', '洋姜', '菊芋'],
  芸薹类蔬菜: ['甘蓝', '卷心菜', '包菜', '圆白菜', '花菜', '菜花', '西兰花', '花椰菜', '芥蓝'],
  叶菜蔬菜: [
    '菠菜',
    '白菜',
    '生菜',
    '油麦菜',
    '茼蒿',
    '苋菜',
    '空心菜',
    '蕹菜',
    '油菜',
    '青菜',
    '香菜',
    '苦苣',
    '叶菜',
  ],
  豆类蔬菜: ['豆角', '豇豆', '四季豆', '荷兰豆', '毛豆', '豌豆', '扁豆', '芸豆'],
  茎类蔬菜: ['莴笋', '莴苣', '芦笋', '蒜薹', '蒜苔', '竹笋', '豆芽'],
  '蔓越莓、醋栗': ['蔓越莓', '醋栗', '灯笼果'],
  蜜饯: ['蜜饯', '果脯'],
  豆浆: ['豆浆'],
  畜禽肝脏: ['肝'],
  畜禽肾脏: ['肾', '猪腰', '羊腰', '牛腰'],
  其他畜禽内脏: ['胗', '猪肚', '牛肚', '羊肚', '百叶', '猪心', '牛心', '羊心', '鸡心', '鸭心', '鹅心', '猪肺', '肥肠'],
  双壳贝类: ['河蚌', '蛤', '蚬', '贻贝', '扇贝', '牡蛎'],
  甲壳类: ['虾', '蟹'],
  '调制乳、发酵乳': ['酸奶', '酸乳', '发酵乳', '调制乳'],
  其他乳制品: ['奶粉', '乳粉', '奶酪', '奶干', '奶片', '奶皮', '奶豆腐', '黄油', '奶油', '炼乳', '干酪'],
  带馅面米制品: ['豆包', '包子', '饺', '馄饨', '汤圆', '馅', '粽'],
  '花生油、玉米油': ['花生油', '玉米油'],
};

interface Sorted {
  standardCode: string;
  name: string;
  sort?: string | null;
}
const sortOf = (sorts: ReadonlySet<string>, names: readonly (string | null)[]): string | undefined =>
  Object.entries(GOODS_SORTS).find(
    ([sort, words]) => sorts.has(sort) && words.some((word) => names.some((name) => name?.includes(word))),
  )?.[0];

/** Of limits that differ by sort, those of the goods that `names` say: spinach is a leaf vegetable. */
export function ofSort<Limit extends Sorted>(limits: readonly Limit[], names: readonly (string | null)[]): Limit[] {
  const sort = sortOf(new Set(limits.flatMap((limit) => limit.sort ?? [])), names);
  const own = limits.filter((limit) => sort !== undefined && limit.sort === sort);
  const isOwned = (limit: Limit): boolean =>
    own.some(
      (one) =>
        withoutYear(one.standardCode) === withoutYear(limit.standardCode) &&
        indicatorKey(one.name) === indicatorKey(limit.name),
    );
  return [...limits.filter((limit) => !limit.sort && !isOwned(limit)), ...own];
}
