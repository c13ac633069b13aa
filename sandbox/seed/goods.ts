import { COUNTY, type ProductFact, type SkuFact, type StandardClass } from '../county/index.ts';

/** The platform's category of each of the county's kinds of goods. */
const CATEGORIES: Readonly<Record<string, string>> = {
  [COUNTY.rice.name]: 'rice',
  大豆: 'soybean',
  小米: 'millet',
  绿豆: 'pulses',
  红小豆: 'pulses',
  黑木耳: 'black-fungus',
  榛蘑: 'mushroom',
  红松籽: 'pine-nuts',
  椴树蜜: 'honey',
  马铃薯: 'potato',
  散养鸡蛋: 'eggs',
  干豆角丝: 'dried-vegetables',
  山野菜: 'dried-vegetables',
  蓝莓: 'berries',
  鲜食玉米: 'frozen-corn',
  鹅: 'goose',
  粘豆包: 'frozen-dough',
  酸菜: 'pickles',
};
export const STANDARD_CLASSES = {
  'mandatory-national': 'mandatory',
  'recommended-national': 'recommended',
  industry: 'recommended',
  local: 'filed',
  group: 'filed',
  enterprise: 'filed',
} as const satisfies Readonly<Record<StandardClass, string>>;
export const netOf = (sku: SkuFact) => ({
  netGrams: sku.net.kind === 'weight' ? sku.net.grams : null,
  netMillilitres: null,
  netCount: sku.net.kind === 'count' ? sku.net.count : null,
});

export function categoryOf(product: ProductFact): string {
  const category = CATEGORIES[product.categoryPath.at(-1) ?? ''];
  if (!category) throw new Error(`no category for ${product.categoryPath.join(' / ')}`);
  return category;
}
