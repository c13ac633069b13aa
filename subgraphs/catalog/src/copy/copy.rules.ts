import type { ClauseRef } from '@heitu/standard';
import type { CertificateType } from '../lot/lot.policy.ts';

/** Why a word may not be published. */
export const COPY_RULE_TITLES = {
  medicinal: '疾病治疗功能',
  absolute: '绝对化用语',
  endorsement: '代言推荐',
  contradiction: '与登记不符',
} as const;
export type CopyRuleName = keyof typeof COPY_RULE_TITLES;
/** The texts of goods that are checked. */
export const COPY_FIELD_NAMES = ['title', 'copy', 'characteristics', 'pictures'] as const;
export type CopyField = (typeof COPY_FIELD_NAMES)[number];
export const COPY_FIELDS: Readonly<Record<CopyField, string>> = {
  title: '标题',
  copy: '介绍',
  characteristics: '特性',
  pictures: '照片说明',
};

export interface CopyRule {
  rule: CopyRuleName;
  clause: ClauseRef;
  /** Chinese: why it may not be said. */
  text: string;
  /** Matched against the text without spaces, punctuation and width differences, so that 治·疗 is still 治疗. */
  patterns: readonly RegExp[];
}

/** What advertising may not say, by rule. Words that only sound alike (第一积温带, 最低温度) are left out by look-ahead. */
export const COPY_RULES: readonly CopyRule[] = [
  {
    rule: 'medicinal',
    clause: '7.3.7.l',
    text: '食品不能宣传药用、治病、防病的作用',
    patterns: [
      /[治医][疗療愈癒]|根治|治病|包治|疗效|療效|药效|藥效|药用价值|药到病除|偏方|秘方|祛病|除病/gu,
      /(?:防治|预防|防止|抑制|缓解|改善|辅助治疗|远离|告别)(?:各种|多种)?(?:疾病|癌症?|肿瘤|糖尿病|高血[压糖脂]|三高|心脑血管|心脏病|动脉硬化|血栓|中风|痛风|关节炎|便秘|失眠|贫血|脂肪肝|感冒|炎症|老年痴呆)/gu,
      /[抗防]癌|抗肿瘤|抗病毒|消炎|杀菌|止咳|化痰|平喘|降(?:血)?(?:糖|压|脂|尿酸)|软化血管|活血化瘀|清热解毒|补肾|壮阳|滋阴|养肝|护肝|健脾|养胃|润肺|安神|祛湿|通便|排毒|延年益寿|增强免疫力|提高免疫力/gu,
    ],
  },
  {
    rule: 'absolute',
    clause: '7.3.7.l',
    text: '不能用绝对化、夸大的说法',
    patterns: [
      /最(?:好|佳|优|强|棒|美味|好吃|新鲜|安全|健康|正宗|高级|顶级|先进|大|低价|便宜)(?!程度|限度|努力)/gu,
      /(?:全国|全球|世界|中国|行业|全网|销量|品质)第一|第一(?:品牌|名牌|米|品质)|天下第一|(?:国家|世界|宇宙)级|顶级|极品|极致|至尊|独一无二|绝无仅有|史无前例|空前绝后|全网最低|万能|神奇|奇效|立竿见影|百分百|百分之百|100%|绝对(?!零度)|永不|零风险|绝不|唯一/gu,
      /(?:吃了|食用后)(?:立刻|马上|就能|立即)/gu,
    ],
  },
  {
    rule: 'endorsement',
    clause: '7.3.7.k',
    text: '不能用认可、评审、评定、审核、获奖来保证质量',
    patterns: [
      /(?:专家|权威|明星|名人|院士|医生|教授|领导人?|机构|协会)(?:一致|联合|强烈|共同)?(?:推荐|认可|认证|认定|评定|评审|审核|保证|代言|背书)/gu,
      /荣获|获奖|[金银铜]奖|一等奖|特等奖|金牌|评为|评选为|消费者信得过|放心品牌|驰名商标|中国名牌|名牌产品|免检|国宴|特供|专供|贡品/gu,
    ],
  },
];

/** Claims of a kind of goods that a certificate must stand behind: contradictions where none is on record (7.3.7.j). */
export const CERTIFIED_CLAIMS: readonly { pattern: RegExp; certificate: CertificateType }[] = [
  { pattern: /有机(?!质|肥|物)/gu, certificate: 'organic' },
  { pattern: /绿色食品/gu, certificate: 'green-food' },
  { pattern: /地理标志/gu, certificate: 'geographical-indication' },
];

export const GRADE_WORDS = ['特级', '特等', '一级', '一等', '二级', '二等', '三级', '三等', '优级', '优等'] as const;
