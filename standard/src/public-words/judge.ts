import type { ClauseRef } from '../clauses.ts';
import { heard, type Heard } from './heard.ts';
import { WORD_LAWS } from './laws.ts';
import { WORD_RULES, type WordRule, type WordRuleName } from './rules.ts';

/** A word that may not stand there: `start` and `end` count UTF-16 units in the text as it was written. */
export interface UnlawfulWord {
  start: number;
  end: number;
  word: string;
  rule: WordRuleName;
  text: string;
  clause: ClauseRef;
}

const found = (text: string, { plain, places }: Heard, pattern: RegExp) =>
  [...plain.matchAll(pattern)].flatMap((match) => {
    const start = places[match.index]?.start;
    const end = places[match.index + match[0].length - 1]?.end;
    return start === undefined || end === undefined ? [] : [{ start, end, word: text.slice(start, end) }];
  });
/** Where a pattern is heard in a text, however it is hidden. */
export const wordsHeard = (text: string, pattern: RegExp) => found(text, heard(text), pattern);

/** What these patterns find, in order of place; of words that overlap the first and longest. */
function wordsBy(text: string, patternsOf: (rule: WordRule) => readonly RegExp[]): UnlawfulWord[] {
  const whole = heard(text);
  const words = WORD_RULES.flatMap((one) =>
    patternsOf(one).flatMap((pattern) =>
      found(text, whole, pattern).map((word) => ({ ...word, rule: one.rule, text: one.text, clause: one.clause })),
    ),
  ).sort((a, b) => a.start - b.start || b.end - a.end);
  let covered = 0;
  return words.filter(({ end }) => {
    if (end <= covered) return false;
    covered = end;
    return true;
  });
}

/** One gate for every text that everybody reads: words for which it is refused. */
export const unlawfulWords = (text: string): UnlawfulWord[] => wordsBy(text, ({ patterns }) => patterns);
/** Words that a person who looks at the text should weigh: they refuse nothing. */
export const doubtfulWords = (text: string): UnlawfulWord[] => wordsBy(text, ({ doubtful }) => doubtful);

/** The articles by which a rule forbids, as people read them. */
export const lawsOf = (rule: WordRuleName): string =>
  WORD_RULES.filter((one) => one.rule === rule)
    .flatMap(({ laws }) => laws)
    .map((law) => WORD_LAWS[law].text)
    .join('、');

/** For whoever wrote it: the first such word, and why; null where the text may be public. */
export function unlawfulText(text: string): string | null {
  const [first] = unlawfulWords(text);
  return first ? `不能写“${first.word}”：${first.text}，请改一改` : null;
}

/** The same of what the platform itself publishes: a rule may quote the words that it forbids. */
export const unlawfulUnquoted = (text: string): string | null =>
  unlawfulText(text.replace(/[“「『][^”」』]*[”」』]/gu, ''));
