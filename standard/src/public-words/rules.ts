import type { ClauseRef } from '../clauses.ts';
import type { WordLawName } from './laws.ts';
import { spelt } from './spelt.ts';

/** Why a word may not stand in a text that everybody reads, as people are told the kind of it. */
export const WORD_RULE_TITLES = {
  medicinal: '疾病治疗功能',
  absolute: '绝对化用语',
  endorsement: '代言推荐',
  state: '借国家机关的名义',
  price: '自己写的原价、折扣',
  disparaging: '贬低同行',
  superstition: '迷信',
} as const;
export type WordRuleName = keyof typeof WORD_RULE_TITLES;

export interface WordRule {
  rule: WordRuleName;
  clause: ClauseRef;
  laws: readonly WordLawName[];
  /** Chinese: why it may not be said, and what to write. */
  text: string;
  /**
   * Refused at once. Matched against the text as it is heard (`heard.ts`); words that only look alike are left out by
   * look-around.
   */
  patterns: readonly RegExp[];
  /** Lawful in most texts, and where unlawful claims are made: a person who looks at the text is shown them. */
  doubtful: readonly RegExp[];
}

/**
 * The version of the rules, written anew whenever one changes: a text that was judged under an older one is judged
 * again.
 */
export const WORD_RULES_VERSION = 3;

/** One pattern of several lists of alternatives. */
const anyOf = (...lists: string[]): RegExp => new RegExp(lists.join('|'), 'gu');

const DISEASES =
  '(?:疾病|百病|癌症?|肿瘤|糖尿病|高血[压糖脂]|三高|心脑血管|心脏病|动脉硬化|血栓|中风|痛风|关节炎|便秘|失眠|贫血|脂肪肝|' +
  '感冒|流感|炎症|老年痴呆|老年病|咳嗽|消化不良|厌食|胃病|胃炎|积食|痘痘?|湿疹|哮喘|前列腺|结石|胆固醇|新冠(?:病毒|肺炎)?|癌细胞|幽门螺旋?杆菌)';

const PRAISERS =
  '专家|权威|cctv|明星|名人|院士|医生|教授|领导人?|机构|协会|央视|质检部门|科学家|博士|网红|主播|达人|运动员|人大代表|农科院|营养师';
const PRAISE = '推荐|力荐|研制|研发|监制|认可|认证|认定|评定|评审|审核|保证|代言|背书|都说|品尝';

export const WORD_RULES: readonly WordRule[] = [
  {
    rule: 'medicinal',
    clause: '7.3.7.l',
    laws: ['food-71', 'food-73', 'advertising-17'],
    text: '食品不能说能治病、防病，也不能用医药的说法',
    patterns: [
      anyOf(
        '(?:(?<!不能|不可以|不会|不宣称|不宣传)治(?:好|愈|病)|治疗|医治|[治痊]愈|根治|包治(?!不)|疗效|药效|药用价值|药到病除|偏方|秘方|祛病|除病|疗程|医用级|停药(?=也|都)|老中医)',
      ),
      new RegExp(
        `(?:防治|预防|防止|抑制|缓解|改善|辅助治疗|远离|告别|专治|能治|治|对|防|降|不得|不会得|不|克服|战胜|杀死|杀灭|消灭|清除)(?:各种|多种|小儿|老)?${DISEASES}(?!人)`,
        'gu',
      ),
      anyOf(
        '[抗防]癌|[抗防](?:肿瘤|瘤|炎(?!热)|流感|衰老)|抗病毒(?!病)|消炎|(?<!巴氏|高温|瞬时|紫外线|低温)杀菌|止咳|化痰|平喘',
        '(?:降|控制|稳)(?:血)?(?:糖|压|脂|尿酸|三高)(?!心)|血糖不升|软化血管|活血|化瘀|清热|解毒|清肺|补[肾血气]|壮阳|滋阴|[养护][肝胃]|健脾|润肺|安神|祛湿',
        '通便(?!民)|排毒|延年益寿|(?:增强|提高|提升)(?:人体|自身)?免疫力|(?<!不能)代替药物|老胃病',
      ),
      /安胎|保胎|催乳|燃脂|祛斑|疏肝|理气|百病不生|百毒不侵|食疗|药膳|固本培元|血管清道夫|抗生素|消食|调理(?:肠胃|气血|体质)|改善(?:体质|睡眠|视力)|(?:病人|患者|朋友|人群)的福音/gu,
      new RegExp(`(?<!禽)${DISEASES}(?:克星|杀手|人?(?:首选|专用|放心吃))|血糖(?:克星|杀手)`, 'gu'),
      spelt('抗癌', 'kang ai'),
      spelt('防癌', 'fang ai'),
      spelt('治疗', 'zhi liao'),
      spelt('疗效', 'liao xiao'),
      spelt('降血糖', 'jiang xue tang'),
      spelt('降血压', 'jiang xue ya', '(?!塌|倒|坏|断|实)'),
      spelt('包治百病', 'bao zhi bai bing'),
    ],
    doubtful: [
      /下奶|长高|益智|补脑|聪明|减肥|瘦身|美容|养颜|美白|抗氧化|抗衰|抗辐射|调理|强身|健体|开胃|明目|醒脑|生津|[败去降]火|滋补|保健|养生|长寿|患者|病人|药/gu,
    ],
  },
  {
    rule: 'absolute',
    clause: '7.3.7.l',
    laws: ['advertising-9-3', 'advertising-4'],
    text: '不能用“最”“第一”“国家级”这样绝对、夸大的说法',
    patterns: [
      /最(?:佳(?!食用|赏味|饮用|口感期)|优|强|棒|美味|好[吃喝的]|新鲜|安全|健康|正宗|高级|顶级|先进|低价|便宜|甜|香)|最大(?!程度|限度|努力|载|购|承|容)|史上最/gu,
      anyOf(
        '(?:全国|全球|世界|中国|行业|全网|全县|全省|东北|销量|品质|行业领先)第[一1](?![\\d]|次|批|书记|场)|第一(?:品牌|名牌|米(?!饭)|品质|选择)|天下第一',
        '(?:国家|世界|宇宙)级(?!保护|别)|顶级|极品|极致|至尊|独一无二|绝无仅有|史无前例|空前绝后|全网最低|全网之冠|全球首[发个家]|万能|神奇|奇效|奇特疗效|立竿见影|百分百',
        '百分之百|100%|绝对(?!零度|湿度|大)|永不|零风险|不可能出问题|唯一(?!的?(?:编[号码]|码|追溯|标识|客服|电话))|之王|无敌|销冠|王牌',
      ),
      anyOf(
        '全(?:省|国|县|市|东北|网|球)(?:首家|首创|最大|最早|独家|领先|之冠)|首屈一指|仅此一家|没有比这更|顶尖|无与伦比|无可比拟|无可挑剔|遥遥领先|世界领先|国际领先',
        '唯我独尊|举世无双|天下无双|领袖品牌|一流品质|冠军(?:大米|品质|品牌)|之冠|完美无缺',
      ),
      /(?:吃了|食用后)(?:立刻|马上|就能|立即)/gu,
      spelt('最佳', 'zui jia', '(?!食用|赏味|饮用|口感期)'),
      spelt('最好吃', 'zui hao chi'),
      spelt('最好的', 'zui hao de'),
      spelt('最低价', 'zui di jia'),
      spelt('顶级', 'ding ji'),
      spelt('极品', 'ji pin'),
      spelt('国家级', 'guo jia ji', '(?!保护|别)'),
      spelt('世界第一', 'shi jie di yi'),
      spelt('全国第一', 'quan guo di yi', '(?!次|批|书记|场)'),
    ],
    doubtful: [/首家|首创|独家|领袖|冠军|一流|完美|绝版|巅峰|殿堂|大师级|传奇|奇迹|神器|百分之?百|top\d|no1/gu],
  },
  {
    rule: 'endorsement',
    clause: '7.3.7.k',
    laws: ['food-73', 'advertising-11', 'trademark-14'],
    text: '不能用专家、机构、获奖来保证质量',
    patterns: [
      anyOf(`(?:${PRAISERS})(?:一致|联合|强烈|共同)?(?:${PRAISE})`, '明星代言|权威机构'),
      /荣获|获奖|[金银铜]奖|一等奖|特等奖|金牌(?!村)|被?评为|评选为|消费者信得过|放心品牌|驰名(?:商标)?|国家专利|[省部国]级名牌|(?:中国|省|国家)名牌|名牌产品|免检/gu,
      spelt('专家推荐', 'zhuan jia tui jian'),
      spelt('荣获', 'rong huo'),
      spelt('驰名商标', 'chi ming shang biao'),
    ],
    doubtful: [/专利|专家|院士|教授|明星|主播|达人|推荐|认证|称号|[奖杯]|上榜/gu],
  },
  {
    rule: 'state',
    clause: '7.3.7.l',
    laws: ['advertising-9-2'],
    text: '不能借国家机关、军队的名义',
    patterns: [
      anyOf(
        '国宴|特供|专供|特需|内供|贡品|中南海|人民大会堂|国务院|国旗|国徽|军旗|(?:党政|国家|政府)机关|国家队|军用|军工|卫健委',
        '(?:县|市|省|乡|镇|监管|卫健|农业|工商|质检)(?:委|政府|局|厅|部)(?:推荐|监制|接待|指定|专用)',
      ),
      spelt('国宴', 'guo yan'),
      spelt('特供', 'te gong'),
    ],
    doubtful: [/机关|部队|军|领导|首长|政府|委员会|[部厅局]长/gu],
  },
  {
    rule: 'price',
    clause: '7.3.7.j',
    laws: ['price-16', 'price-17'],
    text: '原价、划线价由平台按近七天最低成交价算出，不能自己写',
    patterns: [
      /(?:原售?价|市场价|专柜价|划线价|门市价|吊牌价|日常价|参考价|建议零售价)(?:为|是|卖|\n)?\d+/gu,
      anyOf(
        String.raw`(?:立|直|狂|再)[减降]\d+|半价抢|原来(?:卖|要)\d+|打[一二三四五六七八九\d]+折|[一二三四五六七八九\d]折起|跳楼价|亏本|甩卖|比(?:超市|市场|别家)便宜`,
        String.raw`(?:昨天|上周|之前)还卖\d+`,
      ),
      spelt('原价', 'yuan jia', '(?=\\d)'),
      spelt('市场价', 'shi chang jia', '(?=\\d)'),
    ],
    doubtful: [/半价|原价|折|优惠|限时|便宜|超市|赚到/gu],
  },
  {
    rule: 'disparaging',
    clause: '7.3.7.l',
    laws: ['advertising-13'],
    text: '不能贬低别家的东西',
    patterns: [
      anyOf(
        '(?:吊打|秒杀|碾压)(?:同[行业]|其他|别家)|(?:别家|其他家|别人家|市面上)的?(?:米)?都是|不像(?:隔壁|别家|其他)|(?<!不)卖假货',
        '(?:同行|别家|别人家|其他家|隔壁)的?.{0,2}(?:垃圾|掺|假的?|骗|不行|差)|比.{1,6}[牌家]强',
      ),
    ],
    doubtful: [/同行|别家|别人家|其他家|隔壁/gu],
  },
  {
    rule: 'superstition',
    clause: '7.3.7.l',
    laws: ['advertising-9-8'],
    text: '不能宣传迷信',
    patterns: [/开光(?!照|伏)|招财|进宝|辟邪|转运(?!站|输|中心|费|车)|加持|佛光|算命|旺财|旺夫|聚财|驱鬼/gu],
    doubtful: [/[财佛神]|平安|吉祥|风水/gu],
  },
];
