import { fileURLToPath } from 'node:url';
import { products, type ProductFact } from './products.ts';

/** A picture of a product: SVG, drawn for this county. `file` is an absolute path; `alt` is what a screen reader says. */
export interface PictureFact {
  readonly productKey: string;
  readonly file: string;
  readonly contentType: 'image/svg+xml';
  readonly alt: string;
}

const ALTS: Readonly<Record<string, string>> = {
  'wuchang-rice': '一袋五常大米和一碗冒着热气的米饭',
  soybean: '一袋黄豆和几个毛豆荚',
  millet: '一碗金黄的小米和两支谷穗',
  'mung-bean': '一袋绿豆，旁边散着几粒',
  'red-bean': '一小筐红小豆',
  'black-fungus': '一堆黑木耳',
  'hazel-mushroom': '几朵榛蘑',
  'pine-nuts': '一个红松塔和一把松籽',
  'linden-honey': '一罐椴树蜜和蜜勺',
  potato: '一箱带泥的马铃薯',
  eggs: '一托鸡蛋',
  'dried-beans': '一束干豆角丝',
  'wild-greens': '一捆山野菜',
  blueberry: '一盒蓝莓',
  'fresh-corn': '两穗玉米',
  goose: '一只白色大鹅',
  'bean-buns': '一笼黄色的粘豆包',
  'pickled-cabbage': '一坛酸菜和一棵白菜',
};

/** The picture of a product; a synthetic one shows that of the product it varies. */
export function pictureOf(product: ProductFact): PictureFact {
  const slug = (product.madeFrom ?? product.key).slice('product:'.length);
  return {
    productKey: product.key,
    file: fileURLToPath(new URL(`./pictures/${slug}.svg`, import.meta.url)),
    contentType: 'image/svg+xml',
    alt: ALTS[slug]!,
  };
}

export const pictures: readonly PictureFact[] = products.map(pictureOf);
