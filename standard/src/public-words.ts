import type { ClauseRef } from './clauses.ts';

/** Why a word may not stand in a text that everybody reads. */
export type WordRuleName = 'medicinal' | 'absolute' | 'endorsement';
interface WordRule {
  rule: WordRuleName;
  clause: ClauseRef;
  /** Where the law says so; the number of an article of the Advertising Law was not read in its text. */
  law: string;
  /** Chinese: why it may not be said. */
  text: string;
  /** Matched against the text without spaces, punctuation and width differences, so that 治·疗 is still 治疗. */
  patterns: readonly RegExp[];
}

/** What advertising may not say, by rule. Words that only sound alike (第一积温带, 最低温度) are left out by look-ahead. */
export const WORD_RULES: readonly WordRule[] = [
  {
    rule: 'medicinal',
    clause: '7.3.7.l',
    law: '食品安全法71、73条',
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
    law: '广告法9条',
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
    law: '广告法16条',
    text: '不能用认可、评审、评定、审核、获奖来保证质量',
    patterns: [
      /(?:专家|权威|明星|名人|院士|医生|教授|领导人?|机构|协会)(?:一致|联合|强烈|共同)?(?:推荐|认可|认证|认定|评定|评审|审核|保证|代言|背书)/gu,
      /荣获|获奖|[金银铜]奖|一等奖|特等奖|金牌|评为|评选为|消费者信得过|放心品牌|驰名商标|中国名牌|名牌产品|免检|国宴|特供|专供|贡品/gu,
    ],
  },
];

const IGNORED = /[\s\p{Cf}·•.,，。、_*~\-—|/\\'"“”‘’()（）【】[\]<>《》!！]/u;

/**
 * The text as a reader hears it: one width, no filler between characters; `places` say where each unit that was kept
 * came from.
 */
function plainOf(text: string): { plain: string; places: { start: number; end: number }[] } {
  let plain = '';
  const places: { start: number; end: number }[] = [];
  let start = 0;
  for (const character of text) {
    for (const unit of character.normalize('NFKC')) {
      if (IGNORED.test(unit)) continue;
      plain += unit;
      for (let i = 0; i < unit.length; i++) places.push({ start, end: start + character.length });
    }
    start += character.length;
  }
  return { plain, places };
}

/** A word that may not stand there: `start` and `end` count UTF-16 units in the text as it was written. */
export interface UnlawfulWord {
  start: number;
  end: number;
  word: string;
  rule: WordRuleName;
  text: string;
  clause: ClauseRef;
}
/** One gate for every text that everybody reads: the name of a shop as well as the description of goods (7.3.7.k-l). */
export function unlawfulWords(text: string): UnlawfulWord[] {
  const { plain, places } = plainOf(text);
  return WORD_RULES.flatMap(({ rule, clause, text: why, patterns }) =>
    patterns.flatMap((pattern) =>
      [...plain.matchAll(pattern)].flatMap((match) => {
        const start = places[match.index]?.start;
        const end = places[match.index + match[0].length - 1]?.end;
        return start === undefined || end === undefined
          ? []
          : [{ start, end, word: text.slice(start, end), rule, text: why, clause }];
      }),
    ),
  );
}
/** For whoever wrote it: the first such word, and why; null where the text may be public. */
export function unlawfulText(text: string): string | null {
  const [first] = unlawfulWords(text);
  return first ? `不能写“${first.word}”：${first.text}，请改一改` : null;
}
