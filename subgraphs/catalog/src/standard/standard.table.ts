/**
 * Public standards for what a county of Heilongjiang sells: reference data, put in place at start. Others are
 * registered by the operator.
 */
export const STANDARD_TABLE: readonly {
  code: string;
  title: string;
  standardClass: 'mandatory' | 'recommended';
  categoryIds: readonly string[];
}[] = [
  { code: 'GB/T 1354-2018', title: '大米', standardClass: 'recommended', categoryIds: ['rice'] },
  { code: 'GB/T 19266-2008', title: '地理标志产品 五常大米', standardClass: 'recommended', categoryIds: ['rice'] },
  {
    code: 'GB 2715-2016',
    title: '食品安全国家标准 粮食',
    standardClass: 'mandatory',
    categoryIds: ['rice', 'corn', 'millet', 'soybean', 'pulses'],
  },
  { code: 'GB 1353-2018', title: '玉米', standardClass: 'mandatory', categoryIds: ['corn'] },
  { code: 'GB/T 11766', title: '小米', standardClass: 'recommended', categoryIds: ['millet'] },
  { code: 'GB/T 10462-2008', title: '绿豆', standardClass: 'recommended', categoryIds: ['pulses'] },
  { code: 'GB/T 6192-2019', title: '黑木耳', standardClass: 'recommended', categoryIds: ['black-fungus'] },
  {
    code: 'GB 7096-2014',
    title: '食品安全国家标准 食用菌及其制品',
    standardClass: 'mandatory',
    categoryIds: ['black-fungus', 'mushroom'],
  },
  { code: 'GB/T 27658-2011', title: '蓝莓', standardClass: 'recommended', categoryIds: ['berries'] },
  {
    code: 'GB/T 31784-2015',
    title: '马铃薯商品薯分级与检验规程',
    standardClass: 'recommended',
    categoryIds: ['potato'],
  },
  { code: 'GB 14963-2011', title: '食品安全国家标准 蜂蜜', standardClass: 'mandatory', categoryIds: ['honey'] },
  { code: 'GB 2749-2015', title: '食品安全国家标准 蛋与蛋制品', standardClass: 'mandatory', categoryIds: ['eggs'] },
  {
    code: 'GB 2707-2016',
    title: '食品安全国家标准 鲜（冻）畜、禽产品',
    standardClass: 'mandatory',
    categoryIds: ['goose', 'poultry', 'meat'],
  },
  {
    code: 'GB 19300-2014',
    title: '食品安全国家标准 坚果与籽类食品',
    standardClass: 'mandatory',
    categoryIds: ['pine-nuts', 'seeds'],
  },
  { code: 'GB/T 1535-2017', title: '大豆油', standardClass: 'recommended', categoryIds: ['oil'] },
  { code: 'GB 2716-2018', title: '食品安全国家标准 植物油', standardClass: 'mandatory', categoryIds: ['oil'] },
  { code: 'GB 2712-2014', title: '食品安全国家标准 豆制品', standardClass: 'mandatory', categoryIds: ['soy-products'] },
  { code: 'GB 1352-2023', title: '大豆', standardClass: 'mandatory', categoryIds: ['soybean'] },
  { code: 'GB/T 10461-2008', title: '小豆', standardClass: 'recommended', categoryIds: ['pulses'] },
  {
    code: 'NY/T 523-2020',
    title: '专用籽粒玉米和鲜食玉米',
    standardClass: 'recommended',
    categoryIds: ['corn', 'frozen-corn'],
  },
  {
    code: 'GB 19295-2021',
    title: '食品安全国家标准 速冻面米与调制食品',
    standardClass: 'mandatory',
    categoryIds: ['frozen-dough'],
  },
  { code: 'GB 2714-2015', title: '食品安全国家标准 酱腌菜', standardClass: 'mandatory', categoryIds: ['pickles'] },
  { code: 'GB/T 39438-2020', title: '包装鸡蛋', standardClass: 'recommended', categoryIds: ['eggs'] },
];
