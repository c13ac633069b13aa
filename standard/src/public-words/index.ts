export {
  doubtfulWords,
  unlawfulText,
  unlawfulUnquoted,
  unlawfulWords,
  lawsOf,
  wordsHeard,
  type UnlawfulWord,
} from './judge.ts';
export { WORD_RULE_TITLES, WORD_RULES_VERSION, type WordRuleName } from './rules.ts';
