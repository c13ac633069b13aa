import { DRY, EVEN_DEMAND, pack, type ProductRow } from './product-rows.ts';

const grain = ['粮油', '杂粮'] as const;

/** Rice and dry grain: keep at room temperature, sell all year with a rise before the festivals. */
export const DRY_ROWS: readonly ProductRow[] = [
  {
    slug: 'wuchang-rice', seller: 'xiangtun-coop', supplier: 'xiangtun-fields', producer: 'seller:xiangtun-coop',
    name: '五常大米（稻花香2号）', searchName: '五常大米', pinyin: 'wuchangdami', searchWords: ['大米', '稻花香', '新米', '粳米', '五优稻4号'],
    categoryPath: ['粮油', '大米', '五常大米'], brand: '香屯', village: ['龙凤山镇', '乐园村'], grade: '一级', standards: ['wuchangRice'], characteristics: null,
    processed: true, gmoMarking: null, requiredPapers: ['inspection-report', 'factory-certificate', 'production-licence', 'geographical-indication'],
    headline: '龙凤山水库灌溉的稻花香2号，当年新稻现碾现装',
    paragraphs: [
      '种在龙凤山镇乐园村的水田里，引龙凤山水库的水灌溉，一年一季，九月底收割。',
      '稻谷入低温库存放，发货前一周内碾米、色选、装袋，袋上的二维码可以看到这一批的地块、碾米日期和检验结果。',
      '米粒细长，煮饭时有清香，米饭软而有黏性，放凉后不硬。',
    ],
    usage: '米与水按1:1.1，浸泡20分钟后煮饭，焖10分钟再开盖。', returnableWithoutReason: true, traceKind: 'rice',
    demandByMonth: [16, 12, 9, 8, 8, 8, 8, 8, 10, 15, 17, 17], storage: DRY,
    skus: [
      pack('500g', '500克/袋 真空', 500, 560, '袋', 365, 1480), pack('2.5kg', '2.5千克/袋', 2500, 2650, '袋', 365, 5400),
      pack('5kg', '5千克/袋', 5000, 5200, '袋', 365, 9800), pack('10kg', '10千克/袋', 10000, 10300, '袋', 365, 18600),
    ],
  },
  {
    slug: 'soybean', seller: 'xiwang-grain', supplier: 'xinglong-grain', producer: 'supplier:xinglong-grain',
    name: '非转基因大豆', searchName: '非转基因大豆', pinyin: 'feizhuanjiyindadou', searchWords: ['大豆', '黄豆', '豆浆豆', '东北大豆'],
    categoryPath: [...grain, '大豆'], brand: '溪望', village: ['兴隆乡', '永发村'], grade: '一等', standards: ['soybean'], characteristics: null,
    processed: false, gmoMarking: '非转基因', requiredPapers: ['inspection-report', 'factory-certificate', 'gmo-declaration'],
    headline: '兴隆乡黑土地种的黄豆，颗粒圆、豆脐淡',
    paragraphs: ['合作社统一供种、统一收割，每批都做转基因成分检测，结果附在检验报告里。', '打豆浆、做豆腐、发豆芽都合适，豆香浓。'],
    usage: '洗净后用清水浸泡8小时，再打豆浆或炖煮，务必煮熟。', returnableWithoutReason: true, traceKind: 'grain', demandByMonth: EVEN_DEMAND, storage: DRY,
    skus: [pack('1kg', '1千克/袋', 1000, 1060, '袋', 365, 1380), pack('2.5kg', '2.5千克/袋', 2500, 2600, '袋', 365, 2980), pack('5kg', '5千克/袋', 5000, 5180, '袋', 365, 5600)],
  },
  {
    slug: 'millet', seller: 'xiwang-grain', supplier: 'xinglong-grain', producer: 'supplier:lalin-grain-hall',
    name: '黄小米', searchName: '黄小米', pinyin: 'huangxiaomi', searchWords: ['小米', '谷子', '小米粥'],
    categoryPath: [...grain, '小米'], brand: '溪望', village: ['兴隆乡', '古城村'], grade: '一级', standards: ['millet'], characteristics: null,
    processed: true, gmoMarking: null, requiredPapers: ['inspection-report', 'factory-certificate', 'production-licence'],
    headline: '当年新谷碾的黄小米，熬粥起油皮',
    paragraphs: ['兴隆乡坡地种的谷子，收下来带壳存，发货前再碾。', '米粒黄而匀，凉水下锅小火慢熬，半小时粥面起一层米油。'],
    usage: '米与水按1:12，水开下米，小火熬30分钟，中间搅动两三次。', returnableWithoutReason: true, traceKind: 'grain',
    demandByMonth: [6, 5, 5, 4, 4, 3, 3, 3, 4, 5, 6, 6], storage: DRY,
    skus: [pack('1kg', '1千克/袋', 1000, 1060, '袋', 270, 1480), pack('2.5kg', '2.5千克/袋', 2500, 2600, '袋', 270, 3280)],
  },
  {
    slug: 'mung-bean', seller: 'xiwang-grain', supplier: 'xinglong-grain', producer: 'supplier:xinglong-grain',
    name: '明绿豆', searchName: '绿豆', pinyin: 'lvdou', searchWords: ['绿豆汤', '豆芽', '杂粮'],
    categoryPath: [...grain, '绿豆'], brand: '溪望', village: ['兴隆乡', '梨树村'], grade: '一等', standards: ['mungBean'], characteristics: null,
    processed: false, gmoMarking: null, requiredPapers: ['inspection-report', 'factory-certificate'],
    headline: '皮薄色亮的明绿豆，煮汤容易开花',
    paragraphs: ['手工拣去石子和瘪豆，一袋里大小均匀。', '夏天煮汤、冬天发豆芽，密封后放冰箱可以防虫。'],
    usage: '洗净浸泡2小时，大火烧开后小火煮30分钟。', returnableWithoutReason: true, traceKind: 'grain',
    demandByMonth: [2, 2, 3, 4, 6, 9, 10, 9, 5, 3, 2, 2], storage: DRY,
    skus: [pack('1kg', '1千克/袋', 1000, 1060, '袋', 365, 1680), pack('2.5kg', '2.5千克/袋', 2500, 2600, '袋', 365, 3880)],
  },
  {
    slug: 'red-bean', seller: 'xiwang-grain', supplier: 'xinglong-grain', producer: 'supplier:xinglong-grain',
    name: '红小豆', searchName: '红小豆', pinyin: 'hongxiaodou', searchWords: ['红豆', '豆沙', '杂粮'],
    categoryPath: [...grain, '红小豆'], brand: '溪望', village: ['兴隆乡', '马鞍山村'], grade: '一等', standards: ['smallBean'], characteristics: null,
    processed: false, gmoMarking: null, requiredPapers: ['inspection-report', 'factory-certificate'],
    headline: '颗粒饱满的红小豆，做豆沙、包豆包都合适',
    paragraphs: ['马鞍山村坡地种植，秋天人工晾晒，筛选后装袋。', '豆皮薄，煮一个多小时就能压成沙。'],
    usage: '浸泡4小时，加水没过豆子两指，小火煮到豆子开花。', returnableWithoutReason: true, traceKind: 'grain',
    demandByMonth: [8, 5, 3, 3, 4, 4, 3, 3, 4, 5, 7, 9], storage: DRY,
    skus: [pack('1kg', '1千克/袋', 1000, 1060, '袋', 365, 1880), pack('2.5kg', '2.5千克/袋', 2500, 2600, '袋', 365, 4380)],
  },
];
