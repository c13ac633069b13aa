/**
 * The articles by which words are judged. Each was read in the text of its law as amended on the day that `read` names;
 * where that text does not name the words themselves, `doubt` says what is our reading.
 */
interface WordLaw {
  /** As people read it. */
  text: string;
  read: string;
  doubt: string | null;
}
export const WORD_LAWS = {
  'food-71': { text: '食品安全法第七十一条', read: '2021-04-29', doubt: null },
  'food-73': { text: '食品安全法第七十三条', read: '2021-04-29', doubt: null },
  'advertising-4': {
    text: '广告法第四条',
    read: '2021-04-29',
    doubt: 'The article forbids what is false or misleading; which words mislead is our reading.',
  },
  'advertising-9-2': {
    text: '广告法第九条第二项',
    read: '2021-04-29',
    doubt:
      'The item names organs of the state and their staff; that 特供, 专供, 国宴 and 贡品 use their name is our reading.',
  },
  'advertising-9-3': {
    text: '广告法第九条第三项',
    read: '2021-04-29',
    doubt:
      'The item names 国家级, 最高级, 最佳 and the like; which others are like them is our reading, and that 最佳食用期 is not.',
  },
  'advertising-9-8': { text: '广告法第九条第八项', read: '2021-04-29', doubt: null },
  'advertising-11': {
    text: '广告法第十一条',
    read: '2021-04-29',
    doubt: 'An award may be cited with its source; a shop cannot show one here, so the claim is refused.',
  },
  'advertising-13': { text: '广告法第十三条', read: '2021-04-29', doubt: null },
  'advertising-17': { text: '广告法第十七条', read: '2021-04-29', doubt: null },
  'price-16': { text: '明码标价和禁止价格欺诈规定第十六条', read: '2022-04-14', doubt: null },
  'price-17': { text: '明码标价和禁止价格欺诈规定第十七条', read: '2022-04-14', doubt: null },
  'trademark-14': { text: '商标法第十四条', read: '2019-04-23', doubt: null },
} as const satisfies Readonly<Record<string, WordLaw>>;
export type WordLawName = keyof typeof WORD_LAWS;
