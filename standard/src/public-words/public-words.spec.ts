import { describe, expect, it } from '@jest/globals';
import { FORBIDDEN } from './forbidden.fixture.ts';
import { doubtfulWords, lawsOf, unlawfulText, unlawfulUnquoted, unlawfulWords } from './judge.ts';
import { WORD_LAWS } from './laws.ts';
import { LATER_FORBIDDEN, LATER_LAWFUL } from './later.fixture.ts';
import { LAWFUL } from './lawful.fixture.ts';
import { MORE_FORBIDDEN, MORE_LAWFUL } from './more.fixture.ts';
import { WORD_RULES } from './rules.ts';
import { UNSEEN_FORBIDDEN, UNSEEN_LAWFUL } from './unseen.fixture.ts';

const isRefused = (text: string) => unlawfulWords(text).length > 0;
/** Of what is refused, how much should be; of what should be refused, how much is. */
function figures(forbidden: readonly string[], lawful: readonly string[]) {
  const found = forbidden.filter(isRefused).length;
  const wrongly = lawful.filter(isRefused).length;
  return { precision: found / (found + wrongly), recall: found / forbidden.length };
}
const hidden = Object.values(FORBIDDEN).flatMap((byDisguise) => Object.values(byDisguise).flat());
const FORBIDDEN_TEXTS = [...hidden, ...MORE_FORBIDDEN, ...LATER_FORBIDDEN];
const LAWFUL_TEXTS = [...LAWFUL, ...MORE_LAWFUL, ...LATER_LAWFUL];

describe('the word rules on a table of texts [7.3.7.k-l]', () => {
  it('is a table of at least 300 texts of each sort, none twice', () => {
    const all = [...FORBIDDEN_TEXTS, ...LAWFUL_TEXTS, ...UNSEEN_FORBIDDEN, ...UNSEEN_LAWFUL];
    expect(new Set(all).size).toBe(all.length);
    expect(FORBIDDEN_TEXTS.length).toBeGreaterThanOrEqual(300);
    expect(LAWFUL_TEXTS.length).toBeGreaterThanOrEqual(300);
  });
  it('keeps precision above 0.99, and recall above 0.97', () => {
    const { precision, recall } = figures(FORBIDDEN_TEXTS, LAWFUL_TEXTS);
    expect(precision).toBeGreaterThan(0.99);
    expect(recall).toBeGreaterThan(0.97);
  });
  it('errs only where it is known to', () => {
    expect(LAWFUL_TEXTS.filter(isRefused)).toEqual(['100%东北产的话是虚的，我们写实际产地']);
    expect(FORBIDDEN_TEXTS.filter((text) => !isRefused(text))).toEqual([
      '给孩子吃长高又聪明',
      '瘦身减肥全靠它',
      '美容养颜抗氧化',
      '妇科炎症的克星',
      '坐月子恢复快',
      '同行做不到的品质',
      '吃这个鸡蛋孩子长高快、更聪明',
      '稳赚不赔，认养一亩地年收益20%',
      '加微信xh8866私下转账便宜五块',
      '最后一天清仓，明天必涨',
      '我妈多年的偏头疼吃好了',
      '蒲公英茶下火消肿，乳腺增生的姐妹必备',
      '风湿骨痛贴着吃的蜂蜜',
      '公安局食堂采购',
    ]);
  });
  it('finds a third of what is said anew, and errs in one of ten that it refuses there: a person looks', () => {
    const { precision, recall } = figures(UNSEEN_FORBIDDEN, UNSEEN_LAWFUL);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.32);
    const seen = UNSEEN_FORBIDDEN.filter((text) => isRefused(text) || doubtfulWords(text).length > 0);
    expect(seen.length / UNSEEN_FORBIDDEN.length).toBeGreaterThanOrEqual(0.59);
  });
  it.each(Object.entries(FORBIDDEN).filter(([rule]) => rule !== 'endorsement'))(
    'names the rule of %s where it refuses',
    (rule, byDisguise) => {
      for (const text of Object.values(byDisguise).flat())
        if (isRefused(text))
          expect([text, unlawfulWords(text).map((word) => word.rule)]).toEqual([text, expect.arrayContaining([rule])]);
    },
  );
});

describe('a word that is found', () => {
  it.each([
    ['抗癌米店', '抗癌'],
    ['国家级第一 抗癌米店', '国家级'],
    ['包 治·百 病', '包 治·百 病'],
    ['国宴特供装', '国宴'],
    ['好米，治氵台疗', '氵台疗'],
  ])('is named as it was written in %s', (text, word) => {
    expect(unlawfulText(text)).toContain(`不能写“${word}”`);
  });
  it('is no word where a clause ends between its characters', () => {
    expect(unlawfulText('水稻抗病，毒性低')).toBeNull();
    expect(unlawfulText('治，疗')).not.toBeNull();
  });
  it('may be quoted by the platform, which says what may not be written', () => {
    expect(unlawfulUnquoted('不能写“国家级”“抗癌”')).toBeNull();
    expect(unlawfulUnquoted('我们是国家级平台')).toContain('国家级');
  });
  it('is found in 5,000 characters without stalling', () => {
    const started = performance.now();
    unlawfulWords('净含量'.repeat(800) + '预防各种'.repeat(600));
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('the law of each rule', () => {
  it('is an article that was read, and each article stands behind a rule', () => {
    const cited = WORD_RULES.flatMap(({ laws }) => laws);
    expect(new Set(cited)).toEqual(new Set(Object.keys(WORD_LAWS)));
    for (const { read } of Object.values(WORD_LAWS)) expect(read).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
  it('is told in words', () => {
    expect(lawsOf('price')).toBe('明码标价和禁止价格欺诈规定第十六条、明码标价和禁止价格欺诈规定第十七条');
  });
});
