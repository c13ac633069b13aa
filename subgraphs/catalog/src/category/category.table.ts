/** The kinds of goods a county of Heilongjiang sells: reference data, put in place at start. */
interface Row {
  id: string;
  name: string;
  parentId?: string;
  isProcessed?: true;
  isPerishable?: true;
  statesGmo?: true;
}
export const CATEGORY_TABLE: readonly Row[] = [
  { id: 'grain', name: '粮食' },
  { id: 'rice', name: '大米', parentId: 'grain', isProcessed: true },
  { id: 'corn', name: '玉米', parentId: 'grain', statesGmo: true },
  { id: 'millet', name: '小米', parentId: 'grain', isProcessed: true },
  { id: 'flour', name: '面粉', parentId: 'grain', isProcessed: true },
  { id: 'beans', name: '豆类' },
  { id: 'soybean', name: '大豆', parentId: 'beans', statesGmo: true },
  { id: 'pulses', name: '杂豆', parentId: 'beans' },
  { id: 'soy-products', name: '豆制品', parentId: 'beans', isProcessed: true, statesGmo: true },
  { id: 'fungi', name: '食用菌' },
  { id: 'black-fungus', name: '黑木耳', parentId: 'fungi' },
  { id: 'mushroom', name: '蘑菇', parentId: 'fungi' },
  { id: 'fruit', name: '水果' },
  { id: 'berries', name: '浆果', parentId: 'fruit', isPerishable: true },
  { id: 'dried-fruit', name: '果干', parentId: 'fruit', isProcessed: true },
  { id: 'fresh-fruit', name: '鲜果', parentId: 'fruit', isPerishable: true },
  { id: 'vegetables', name: '蔬菜' },
  { id: 'potato', name: '马铃薯', parentId: 'vegetables', isPerishable: true },
  { id: 'dried-vegetables', name: '干菜', parentId: 'vegetables' },
  { id: 'fresh-vegetables', name: '鲜菜', parentId: 'vegetables', isPerishable: true },
  { id: 'pickles', name: '酱腌菜', parentId: 'vegetables', isProcessed: true, isPerishable: true },
  { id: 'livestock', name: '畜禽' },
  { id: 'goose', name: '鹅', parentId: 'livestock', isPerishable: true },
  { id: 'poultry', name: '鸡鸭', parentId: 'livestock', isPerishable: true },
  { id: 'meat', name: '畜肉', parentId: 'livestock', isPerishable: true },
  { id: 'eggs', name: '禽蛋', parentId: 'livestock', isPerishable: true },
  { id: 'fish', name: '水产', isPerishable: true },
  { id: 'honey', name: '蜂蜜', isProcessed: true },
  { id: 'nuts', name: '坚果' },
  { id: 'pine-nuts', name: '松子', parentId: 'nuts', isProcessed: true },
  { id: 'seeds', name: '瓜子', parentId: 'nuts', isProcessed: true },
  { id: 'frozen', name: '冷冻食品' },
  { id: 'frozen-corn', name: '速冻鲜食玉米', parentId: 'frozen', isProcessed: true, isPerishable: true },
  { id: 'frozen-dough', name: '速冻面米', parentId: 'frozen', isProcessed: true, isPerishable: true },
  { id: 'oil', name: '食用油', isProcessed: true, statesGmo: true },
  { id: 'dairy', name: '乳制品', isProcessed: true },
  { id: 'herbs', name: '山野菜' },
  { id: 'other', name: '其他农产品' },
];
