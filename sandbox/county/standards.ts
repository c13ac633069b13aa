import { COUNTY } from './county.ts';

/** Classes of standard in the order clause 7.3.3 asks for them. */
export type StandardClass =
  | 'mandatory-national'
  | 'recommended-national'
  | 'industry'
  | 'local'
  | 'group'
  | 'enterprise';

export interface StandardFact {
  /** As printed on a label: 'GB/T 6192-2019'. */
  readonly number: string;
  readonly title: string;
  readonly class: StandardClass;
  /** False only for the one enterprise standard, which belongs to an invented producer. */
  readonly real: boolean;
  /** Where an enterprise or group standard is filed; null for the others. */
  readonly filing: string | null;
}

const real = (number: string, title: string, standardClass: StandardClass): StandardFact => ({
  number,
  title,
  class: standardClass,
  real: true,
  filing: null,
});

/** The product standards that the county's goods name, by a short key. Editions as known in 2026. */
export const STANDARDS = {
  rice: real(COUNTY.rice.standard.number, COUNTY.rice.standard.title, 'recommended-national'),
  woodEar: real('GB/T 6192-2019', '黑木耳', 'recommended-national'),
  soybean: real('GB 1352-2023', '大豆', 'mandatory-national'),
  freshCorn: real('NY/T 523-2020', '专用籽粒玉米和鲜食玉米', 'industry'),
  blueberry: real('GB/T 27658-2011', '蓝莓', 'recommended-national'),
  honey: real('GB 14963-2011', '食品安全国家标准 蜂蜜', 'mandatory-national'),
  potato: real('GB/T 31784-2015', '马铃薯商品薯分级与检验规程', 'recommended-national'),
  meat: real('GB 2707-2016', '食品安全国家标准 鲜（冻）畜、禽产品', 'mandatory-national'),
  nuts: real('GB 19300-2014', '食品安全国家标准 坚果与籽类食品', 'mandatory-national'),
  fungi: real('GB 7096-2014', '食品安全国家标准 食用菌及其制品', 'mandatory-national'),
  // A revision of the 2008 edition is on record since 2024, so the label carries the undated number: the edition in
  // force applies.
  millet: real('GB/T 11766', '小米', 'recommended-national'),
  mungBean: real('GB/T 10462-2008', '绿豆', 'recommended-national'),
  smallBean: real('GB/T 10461-2008', '小豆', 'recommended-national'),
  frozenDough: real('GB 19295-2021', '食品安全国家标准 速冻面米与调制食品', 'mandatory-national'),
  pickles: real('GB 2714-2015', '食品安全国家标准 酱腌菜', 'mandatory-national'),
  eggSafety: real('GB 2749-2015', '食品安全国家标准 蛋与蛋制品', 'mandatory-national'),
  packedEggs: real('GB/T 39438-2020', '包装鸡蛋', 'recommended-national'),
  beanBuns: {
    number: `Q/${COUNTY.initials}ML 0001S-2025`,
    title: '速冻粘豆包',
    class: 'enterprise',
    real: false,
    filing: `企业标准自我声明公开（演示编号 ${COUNTY.code}-0001）`,
  },
} as const satisfies Record<string, StandardFact>;

export type StandardKey = keyof typeof STANDARDS;
