import { fileURLToPath } from 'node:url';
import type { ProductFact } from './product-types.ts';

/** What a picture of goods shows; catalog's PICTURE_SUBJECTS. */
export type PictureSubject = 'goods' | 'pack' | 'field' | 'grower' | 'served';

/** A picture drawn for this county, as SVG. `file` is an absolute path; `alt` is what a screen reader says. */
export interface PictureFact {
  /** 'picture:wuchang-rice': the same drawing may stand in several places. */
  readonly key: string;
  readonly file: string;
  readonly contentType: 'image/svg+xml';
  readonly shows: PictureSubject;
  readonly alt: string;
}

export const pictureNamed = (name: string, shows: PictureSubject, alt: string): PictureFact => ({
  key: `picture:${name}`,
  file: fileURLToPath(new URL(`./pictures/${name}.svg`, import.meta.url)),
  contentType: 'image/svg+xml',
  shows,
  alt,
});

type PicturesFact = readonly [PictureFact, ...PictureFact[]];
/** Of each product the cover first. */
const OF_PRODUCTS: Readonly<Record<string, PicturesFact>> = {
  'wuchang-rice': [pictureNamed('wuchang-rice', 'pack', '一袋五常大米和一碗冒着热气的米饭')],
  soybean: [pictureNamed('soybean', 'goods', '一袋黄豆和几个毛豆荚')],
  millet: [pictureNamed('millet', 'goods', '一碗金黄的小米和两支谷穗')],
  'mung-bean': [pictureNamed('mung-bean', 'goods', '一袋绿豆，旁边散着几粒')],
  'red-bean': [pictureNamed('red-bean', 'goods', '一小筐红小豆')],
  'black-fungus': [pictureNamed('black-fungus', 'goods', '一堆黑木耳')],
  'hazel-mushroom': [pictureNamed('hazel-mushroom', 'goods', '几朵榛蘑')],
  'pine-nuts': [pictureNamed('pine-nuts', 'goods', '一个红松塔和一把松籽')],
  'linden-honey': [pictureNamed('linden-honey', 'pack', '一罐椴树蜜和蜜勺')],
  potato: [pictureNamed('potato', 'pack', '一箱带泥的马铃薯')],
  eggs: [pictureNamed('eggs', 'pack', '一托鸡蛋')],
  'dried-beans': [pictureNamed('dried-beans', 'goods', '一束干豆角丝')],
  'wild-greens': [pictureNamed('wild-greens', 'goods', '一捆山野菜')],
  blueberry: [pictureNamed('blueberry', 'pack', '一盒蓝莓')],
  'fresh-corn': [pictureNamed('fresh-corn', 'goods', '两穗玉米')],
  goose: [pictureNamed('goose', 'goods', '一只白色大鹅')],
  'bean-buns': [pictureNamed('bean-buns', 'served', '一笼黄色的粘豆包')],
  'pickled-cabbage': [pictureNamed('pickled-cabbage', 'goods', '一坛酸菜和一棵白菜')],
};

/** The pictures of a product, the cover first; a synthetic one shows those of the product it varies. */
export function picturesOf(product: ProductFact): PicturesFact {
  const found = OF_PRODUCTS[(product.madeFrom ?? product.key).slice('product:'.length)];
  if (!found) throw new Error(`no picture of ${product.key}`);
  return found;
}
