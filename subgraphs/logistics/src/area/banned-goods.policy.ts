import type { ClauseRef } from '@heitu/standard';
import type { LicensedMode } from '../carrier/carrier.policy.ts';

/**
 * What the state bans from ordinary post (8.5.2; 快递暂行条例 30 and 33, 禁止寄递物品管理规定 with its guiding catalogue), as far as a
 * produce platform can meet it. `words` are looked for in titles, `categories` are heads of category codes. A row with
 * a mode may travel, but only with a carrier licensed for it; those without one stand first, as they are told first.
 */
export const BANNED_GOODS = [
  {
    code: 'weapons',
    label: '枪支弹药和管制器具',
    words: ['枪支', '弹药', '猎枪', '弩箭', '管制刀具'],
    categories: ['weapons'],
    mode: null,
  },
  {
    code: 'explosives',
    label: '爆炸物品',
    words: ['烟花', '爆竹', '鞭炮', '炸药', '雷管', '黑火药'],
    categories: ['explosives', 'fireworks'],
    mode: null,
  },
  {
    code: 'drugs',
    label: '毒品和罂粟制品',
    words: ['罂粟', '鸦片', '大麻叶', '大麻烟'],
    categories: ['drugs'],
    mode: null,
  },
  {
    code: 'toxic',
    label: '剧毒和禁用农药',
    words: ['毒鼠强', '百草枯', '甲胺磷', '对硫磷', '久效磷', '砒霜', '氰化'],
    categories: ['toxic'],
    mode: null,
  },
  {
    code: 'wildlife',
    label: '野生动物及其制品',
    words: ['野生动物', '林蛙活体', '熊掌', '虎骨', '犀角', '象牙', '穿山甲', '飞龙鸟'],
    categories: ['wildlife'],
    mode: null,
  },
  {
    code: 'infectious',
    label: '病原体和病死动物',
    words: ['病死', '动物尸体', '菌毒种'],
    categories: ['infectious'],
    mode: null,
  },
  {
    code: 'flammable',
    label: '易燃易爆危险品',
    words: ['汽油', '柴油', '液化气', '打火机', '工业酒精', '散装白酒原浆'],
    categories: ['dangerous-goods', 'fuel'],
    mode: 'dangerous-goods',
  },
  {
    code: 'pesticide',
    label: '农药和化学品',
    words: ['农药', '除草剂', '杀虫剂', '硝酸铵'],
    categories: ['pesticide', 'chemicals'],
    mode: 'dangerous-goods',
  },
  {
    code: 'live-animals',
    label: '活体畜禽',
    words: ['活鸡', '活鸭', '活鹅', '活猪', '活羊', '活牛', '活禽', '鸡苗', '鹅苗', '仔猪'],
    categories: ['live-animals', 'live-poultry', 'live-livestock'],
    mode: 'live-animals',
  },
] as const satisfies readonly {
  code: string;
  label: string;
  words: readonly string[];
  categories: readonly string[];
  mode: LicensedMode | null;
}[];
export const BANNED_GOODS_CLAUSE = '8.5.2' satisfies ClauseRef;

export interface Screening {
  code: string;
  label: string;
  /** The title or category in which it was found. */
  found: string;
  mode: LicensedMode | null;
}

/** Everything banned in this parcel, in the table's order; empty where it may go by ordinary post. */
export function screenGoods(titles: readonly string[], categoryCodes: readonly string[]): Screening[] {
  return BANNED_GOODS.flatMap((row) => {
    const title = titles.find((text) =>
      row.words.some((word) => text.normalize('NFKC').replaceAll(/\s/g, '').includes(word)),
    );
    const category = categoryCodes.find((code) =>
      row.categories.some((head) => code === head || code.startsWith(`${head}.`) || code.startsWith(`${head}/`)),
    );
    const found = title ?? category;
    return found === undefined ? [] : [{ code: row.code, label: row.label, found, mode: row.mode }];
  });
}
