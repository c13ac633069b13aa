/** Words that may not stand in the county's own copy: medical claims, absolutes and prizes as a warrant (7.3.7, 广告法 9, 食品安全法 73). */
export const FORBIDDEN_COPY_WORDS: readonly string[] = [
  '第一', '最佳', '最好', '最优', '最高级', '国家级', '顶级', '极品', '特供', '专供', '独一无二', '绝无仅有', '唯一', '首选', '冠军', '金奖', '获奖', '驰名商标', '质量免检',
  '治疗', '治愈', '疗效', '药用', '药效', '预防疾病', '防癌', '抗癌', '降血压', '降血糖', '降血脂', '养胃', '健脾', '补血', '补肾', '明目', '排毒', '减肥', '瘦身', '增强免疫',
  '提高免疫力', '延年益寿', '美容养颜', '安神', '清肺', '润肺', '止咳', '清热解毒', '祛湿', '保健', '百分之百', '100%', '零风险', '无副作用', '纯天然', '绝对', '万能', '永久',
];

/** The forbidden words that a text contains. */
export const forbiddenWordsIn = (text: string): string[] => FORBIDDEN_COPY_WORDS.filter((word) => text.includes(word));
