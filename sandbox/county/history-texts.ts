/** What people wrote: good words and middling ones by product slug, then words on delivery that fit any of them. */
export const PRAISE: Readonly<Record<string, readonly string[]>> = {
  rice: [
    '煮饭满屋香，孩子光吃饭都能吃一碗。',
    '是当年的米，颗粒完整，碎的少。',
    '比超市买的好吃，放凉了也不硬。',
    '回购第三次了，老人就认这个味。',
  ],
  soybean: ['打豆浆很香，豆子干净没石子。', '颗粒圆，泡一晚上都发起来了。', '发豆芽出芽率不错。'],
  millet: ['熬粥真的有米油，黄澄澄的。', '小米新鲜，没有陈味。', '煮半小时就很稠，早饭方便了。'],
  'mung-bean': ['煮二十分钟就开花，沙沙的。', '挑得干净，大小也匀。', '夏天天天煮绿豆汤，买对了。'],
  'red-bean': ['蒸豆包做馅用的，压出来很细。', '豆子饱满，没有虫眼。', '和大米一起煮饭，颜色好看。'],
  'black-fungus': ['泡开肉厚，没有根，省事。', '二两泡一大盆，凉拌脆。', '朵小，一口一个，正好。'],
  'hazel-mushroom': ['小鸡炖蘑菇就是小时候的味。', '根剪得干净，泡的水炖汤特别鲜。', '味道浓，比市场上买的强。'],
  'pine-nuts': ['开口好剥，手一掰就开。', '颗粒大，不油不哈喇。', '过年招待客人，都说香。'],
  'linden-honey': ['天一冷就结晶，细腻，抹馒头吃。', '有椴树花的香，不齁甜。', '瓶口封得严，一点没漏。'],
  potato: ['炖着起沙，孩子爱吃。', '个头匀，没有青皮。', '带泥的好存，放阳台一个月没坏。'],
  eggs: ['蛋黄颜色深，炒出来香。', '一个没碎，包装用心了。', '大小不一样才像自家的蛋。'],
  'dried-beans': ['炖五花肉绝了，吸汤有嚼头。', '晒得干，没有杂草。', '我妈说就是老家的做法。'],
  'wild-greens': ['泡一宿炒肉丝，脆。', '好多年没吃到了，就是这个味。', '干净，泡开量挺大。'],
  blueberry: ['到手冰凉，果霜都在。', '个大，酸甜正好，孩子一次吃一盒。', '冰袋还没化，包装给好评。'],
  'fresh-corn': ['煮十五分钟就好，黏的，甜丝丝。', '粒满，一根顶一顿早饭。', '冻得硬邦邦到的，没化。'],
  goose: ['铁锅炖了一个半小时，肉紧实。', '收拾得干净，没多少细毛。', '分量足，一家六口吃了一顿。'],
  'bean-buns': ['蒸完蘸白糖，黏糊糊的好吃。', '馅细不太甜，老人喜欢。', '跟我姥姥包的一样。'],
  'pickled-cabbage': ['酸味正，炖粉条合适。', '切得细，攥干就能包饺子。', '不咸，洗一遍就行。'],
};

export const LUKEWARM: Readonly<Record<string, readonly string[]>> = {
  rice: ['米是好吃，就是价格有点高。'],
  soybean: ['有几颗瘪的，总体还行。'],
  millet: ['袋口封条有点松，米没事。'],
  'mung-bean': ['个别硬豆煮不开。'],
  'red-bean': ['一般，跟集市上的差不多。'],
  'black-fungus': ['碎的稍微多一点。'],
  'hazel-mushroom': ['有点碎渣，得多洗两遍。'],
  'pine-nuts': ['有几个没开口，得用牙咬。'],
  'linden-honey': ['结晶了不好舀，客服说温水化就行。'],
  potato: ['小的多了点。'],
  eggs: ['有两个蛋壳脏。'],
  'dried-beans': ['有点老，多泡会儿还行。'],
  'wild-greens': ['草叶多，洗了好几遍。'],
  blueberry: ['底下有几颗压软了。'],
  'fresh-corn': ['有一根粒不太满。'],
  goose: ['细毛还得自己拔拔。'],
  'bean-buns': ['有两个粘一起了，掰开破皮。'],
  'pickled-cabbage': ['酸劲小了点，可能还没到时候。'],
};

export const DELIVERY_GOOD: readonly string[] = [
  '快递小哥提前打了电话。',
  '送货挺快，第二天就到了。',
  '送上楼的，态度好。',
  '包装结实。',
  '扫码能看到是哪个村的，放心。',
  '',
];
export const DELIVERY_BAD: readonly string[] = [
  '比说好的晚了一天。',
  '箱子角压瘪了，东西没事。',
  '快递没提前打电话。',
  '',
];
export const REPLIES: readonly string[] = [
  '谢谢您的认可，吃好再来。',
  '感谢反馈，下批我们多挑一遍。',
  '谢谢支持，祝您一家吃得香。',
  '对不住，给您添麻烦了，有问题随时找我们。',
];

export const CANCEL_REASONS: readonly string[] = ['拍错规格了', '地址写错，重新拍', '家里已经买了', '暂时不需要了'];
export const REFUSAL_REASONS: readonly string[] = [
  '外箱破损',
  '收件人出差，无法签收',
  '送达时间太晚，不要了',
  '开箱见内包装漏气',
];
export const RETURN_REASONS: readonly string[] = ['七天无理由', '与预期不符', '袋子漏气', '买多了'];
export const EXCHANGE_REASONS: readonly string[] = ['规格发错', '内袋破损', '有一袋漏气'];

export interface ComplaintText {
  readonly about: 'quality' | 'delivery' | 'service';
  readonly text: string;
  readonly answer: string;
  readonly compensated: boolean;
}
export const COMPLAINTS: readonly ComplaintText[] = [
  {
    about: 'quality',
    text: '打开袋子发现受潮结块，希望处理。',
    answer: '已核对照片，按这一袋的价款赔付，并查这一批的库房记录。',
    compensated: true,
  },
  {
    about: 'quality',
    text: '分量好像不够，自己称少了几十克。',
    answer: '已复称同批留样，净含量符合要求；您的秤若有误差，我们愿意寄一袋给您再称。',
    compensated: false,
  },
  {
    about: 'quality',
    text: '底下一层有压坏的。',
    answer: '给您添麻烦了，按压坏的部分赔付，后面换厚一点的隔板。',
    compensated: true,
  },
  {
    about: 'delivery',
    text: '说好昨天到，今天还没到。',
    answer: '路上下雪晚了一天，今天一定送到，运费退给您。',
    compensated: true,
  },
  {
    about: 'delivery',
    text: '没打电话就放在门口了。',
    answer: '已批评送货员，要求送前打电话、当面签收。',
    compensated: false,
  },
  {
    about: 'service',
    text: '问了客服一天没人回。',
    answer: '周末值班漏看了消息，已经给您回电说明。',
    compensated: false,
  },
];

export const EXCURSION_ACTIONS: readonly string[] = [
  '检查门封并重新制冷，半小时内恢复',
  '转移到备用冷藏车',
  '卸货时缩短开门时间，复测产品温度合格',
  '调低设定温度，抽测三箱产品温度',
];
