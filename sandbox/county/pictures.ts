import { fileURLToPath } from 'node:url';
import { COUNTY } from './places.ts';
import type { ProductFact } from './product-types.ts';

/** What a picture of goods shows; catalog's PICTURE_SUBJECTS. */
export type PictureSubject = 'goods' | 'pack' | 'field' | 'grower' | 'served';

/** A picture drawn for this county, as SVG. `file` is an absolute path; `alt` is what a screen reader says. */
export interface PictureFact {
  /** 'picture:rice': the same drawing may stand in several places. */
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
/** Where things grow; several products may come from one field. */
const FIELDS = {
  beans: pictureNamed('field-beans', 'field', '一垄垄长着豆荚的豆地，远处有房子和树'),
  millet: pictureNamed('field-millet', 'field', '谷子熟了，沉甸甸的谷穗弯着腰'),
  drying: pictureNamed('yard-drying', 'field', '农家院里架着木杆，挂着正在晾晒的干菜'),
} as const;

/** Of each product the cover first. */
const OF_PRODUCTS: Readonly<Record<string, PicturesFact>> = {
  rice: [
    pictureNamed('rice', 'pack', `一袋${COUNTY.rice.name}和一碗冒着热气的米饭`),
    pictureNamed('field-rice', 'field', '秋天金黄的稻田，边上是一湾水，远处有村子'),
    pictureNamed('served-rice', 'served', '蓝边碗里冒尖的一碗白米饭'),
  ],
  soybean: [
    pictureNamed('soybean', 'goods', '一袋黄豆和几个毛豆荚'),
    FIELDS.beans,
    pictureNamed('served-soybean', 'served', '一壶热豆浆和一盘白豆腐'),
  ],
  millet: [
    pictureNamed('millet', 'goods', '一碗金黄的小米和两支谷穗'),
    FIELDS.millet,
    pictureNamed('served-millet', 'served', '一碗放了红枣的小米粥'),
  ],
  'mung-bean': [
    pictureNamed('mung-bean', 'goods', '一袋绿豆，旁边散着几粒'),
    FIELDS.beans,
    pictureNamed('served-mung', 'served', '一碗绿豆汤'),
  ],
  'red-bean': [
    pictureNamed('red-bean', 'goods', '一小筐红小豆'),
    FIELDS.beans,
    pictureNamed('served-red-bean', 'served', '一碗放了小圆子的红豆汤'),
  ],
  'black-fungus': [
    pictureNamed('black-fungus', 'goods', '一堆黑木耳'),
    pictureNamed('field-fungus', 'field', '林子里吊着一串串菌袋，长满黑木耳'),
    pictureNamed('served-fungus', 'served', '一盘鸡蛋炒木耳'),
  ],
  'hazel-mushroom': [
    pictureNamed('hazel-mushroom', 'goods', '几朵榛蘑'),
    pictureNamed('field-hazel', 'field', '林下落叶里长着一丛榛蘑'),
    pictureNamed('served-hazel', 'served', '一铁锅小鸡炖蘑菇'),
  ],
  'pine-nuts': [
    pictureNamed('pine-nuts', 'goods', '一个红松塔和一把松籽'),
    pictureNamed('field-pine', 'field', '红松林里，地上落着松塔'),
    pictureNamed('served-pine-nuts', 'served', '一木盘开了口的松籽'),
  ],
  'linden-honey': [
    pictureNamed('linden-honey', 'pack', '一罐椴树蜜和蜜勺'),
    pictureNamed('field-hives', 'field', '开花的椴树下摆着蜂箱，蜜蜂在飞'),
    pictureNamed('served-honey', 'served', '一块滴着蜜的巢蜜和一杯蜂蜜水'),
  ],
  potato: [
    pictureNamed('potato', 'pack', '一箱带泥的马铃薯'),
    pictureNamed('field-potato', 'field', '开着白花的马铃薯地，刚刨出一堆马铃薯'),
    pictureNamed('served-potato', 'served', '一盘炒马铃薯条'),
  ],
  eggs: [
    pictureNamed('eggs', 'pack', '一托鸡蛋'),
    pictureNamed('yard-hens', 'field', '农家院里几只母鸡在啄食'),
    pictureNamed('served-eggs', 'served', '一盘煎蛋，旁边是切开的煮蛋'),
  ],
  'dried-beans': [
    pictureNamed('dried-beans', 'goods', '一束干豆角丝'),
    FIELDS.drying,
    pictureNamed('served-dried-beans', 'served', '一铁锅干豆角炖肉'),
  ],
  'wild-greens': [
    pictureNamed('wild-greens', 'goods', '一捆山野菜'),
    pictureNamed('field-greens', 'field', '春天的山沟边长着卷头的猴腿菜'),
    pictureNamed('served-greens', 'served', '一盘清炒山野菜'),
  ],
  blueberry: [
    pictureNamed('blueberry', 'pack', '一盒蓝莓'),
    pictureNamed('field-blueberry', 'field', '一垄垄结满蓝莓的矮树'),
    pictureNamed('served-blueberry', 'served', '一大碗洗好的蓝莓'),
  ],
  'fresh-corn': [
    pictureNamed('fresh-corn', 'goods', '两穗玉米'),
    pictureNamed('field-corn', 'field', '抽了穗的玉米地'),
    pictureNamed('served-corn', 'served', '一盘蒸好的黏玉米'),
  ],
  goose: [
    pictureNamed('goose', 'goods', '一只白色大鹅'),
    pictureNamed('field-geese', 'field', '水塘边的一群大白鹅'),
    pictureNamed('served-goose', 'served', '一铁锅大鹅炖土豆'),
  ],
  'bean-buns': [
    pictureNamed('bean-buns', 'served', '一笼黄色的粘豆包'),
    pictureNamed('goods-bean-buns', 'goods', '一袋大黄米、一碟红豆馅和一盘包好的豆包'),
    FIELDS.millet,
  ],
  'pickled-cabbage': [
    pictureNamed('pickled-cabbage', 'goods', '一坛酸菜和一棵白菜'),
    pictureNamed('field-cabbage', 'field', '秋天的白菜地'),
    pictureNamed('served-pickled', 'served', '一铁锅酸菜炖粉条'),
  ],
};

/** The houses where the shops are. */
const OF_SHOPS: Readonly<Record<string, PictureFact>> = {
  'xiangtun-coop': pictureNamed('house-xiangtun', 'field', '合作社的砖房，门前堆着米袋，屋后是稻田'),
  'xiwang-grain': pictureNamed('house-xiwang', 'field', '两间瓦房，门前四筐豆子和小米'),
  'zuoling-fungus': pictureNamed('house-zuoling', 'field', '山脚的木屋，门前三架正在晾晒的木耳'),
  'linhai-honey': pictureNamed('house-linhai', 'field', '红瓦的蜂蜜铺，院里有蜂箱和几罐蜜'),
  'beijiang-coldfood': pictureNamed('house-beijiang', 'field', '白墙蓝顶的冷库，门口停着冷藏车'),
  'wangxiulan-farmer': pictureNamed('house-wang', 'field', '农家小院，窗下挂着玉米和辣椒，三只鸡在菜畦边'),
};
export function pictureOfShop(sellerKey: string): PictureFact {
  const found = OF_SHOPS[sellerKey.slice('seller:'.length)];
  if (!found) throw new Error(`no picture of ${sellerKey}`);
  return found;
}

/** The pictures of a product, the cover first; a synthetic one shows those of the product it varies. */
export function picturesOf(product: ProductFact): PicturesFact {
  const found = OF_PRODUCTS[(product.madeFrom ?? product.key).slice('product:'.length)];
  if (!found) throw new Error(`no picture of ${product.key}`);
  return found;
}
