import { yuan } from '@heitu/kit/rules/money';
import { isKeyOf } from '@heitu/kit/rules/checked';
import { unlawfulWords, wordsHeard, type ClauseRef } from '@heitu/standard';
import { CERTIFIED_CLAIMS, COPY_FIELD_NAMES, GRADE_WORDS, type CopyField, type CopyRuleName } from './copy.rules.ts';
import { CERTIFICATE_TYPES } from '../lot/lot.policy.ts';

/** What a look at published information may find. */
export const CONTENT_FINDINGS = { lawful: '没有发现问题', unlawful: '违法，撤下' } as const;
export type ContentFinding = keyof typeof CONTENT_FINDINGS;

/** A marked word: `start` and `end` count UTF-16 units in the field as it was written. */
export interface CopyMark {
  field: CopyField;
  start: number;
  end: number;
  word: string;
  rule: CopyRuleName;
  text: string;
  clause: ClauseRef;
}

/** What is on record for the goods: copy may not contradict it (7.3.7.j). */
export interface GoodsRecord {
  netGrams: readonly number[];
  grades: readonly string[];
  /** Retail and member prices now in force. */
  pricesFen: readonly number[];
  /** Types of valid certificates that each lot on sale has. */
  certificateTypes: readonly string[];
}

const forbidden = (field: CopyField, text: string): CopyMark[] =>
  unlawfulWords(text).map((word) => ({ field, ...word }));

/** Claims that need a certificate, where none of these types stands behind them: on a page, a label, a bag. */
export const unprovenClaims = (text: string, certificateTypes: readonly string[]) =>
  CERTIFIED_CLAIMS.filter(({ certificate }) => !certificateTypes.includes(certificate)).flatMap(
    ({ pattern, certificate }) =>
      wordsHeard(text, pattern).map((at) => ({
        ...at,
        certificate,
        text: `没有登记有效的${CERTIFICATE_TYPES[certificate]}`,
      })),
  );

const contradiction = (field: CopyField, { start, end, word, text }: Omit<CopyMark, 'field' | 'rule' | 'clause'>) =>
  ({ field, start, end, word, rule: 'contradiction', text, clause: '7.3.7.j' }) satisfies CopyMark;
const markOf = (field: CopyField, { index, 0: word }: RegExpExecArray, text: string): CopyMark =>
  contradiction(field, { start: index, end: index + word.length, word, text });

const GRAMS_OF = { 千克: 1000, 公斤: 1000, kg: 1000, 斤: 500, 克: 1, g: 1 };

/** Quantities, prices, grades and certified kinds that the text names and the record does not. */
function contradictions(field: CopyField, text: string, record: GoodsRecord): CopyMark[] {
  const marks: CopyMark[] = [];
  if (record.netGrams.length > 0) {
    for (const match of text.matchAll(
      /(?:净含量|净重|每[袋盒箱瓶包])\s*[:：]?\s*(\d+(?:\.\d+)?)\s*(千克|公斤|kg|斤|克|g)/giu,
    )) {
      const unit = match[2]?.toLowerCase() ?? '';
      const grams = Number(match[1]) * (isKeyOf(GRAMS_OF, unit) ? GRAMS_OF[unit] : NaN);
      if (!record.netGrams.some((net) => Math.abs(net - grams) < 0.5))
        marks.push(markOf(field, match, '和登记的净含量不一致'));
    }
  }
  if (record.pricesFen.length > 0) {
    for (const match of text.matchAll(
      /(?:仅售?|只要|只需|售价|价格|特价|现价|会员价|零售价|¥|￥)\s*[:：]?\s*(\d+(?:\.\d{1,2})?)\s*元?/gu,
    )) {
      const fen = Math.round(Number(match[1]) * 100);
      if (!record.pricesFen.includes(fen))
        marks.push(markOf(field, match, `和价签不一致（价签：${record.pricesFen.map(yuan).join('、')}元）`));
    }
  }
  if (record.grades.length > 0) {
    for (const match of text.matchAll(new RegExp(GRADE_WORDS.join('|'), 'gu'))) {
      if (!record.grades.includes(match[0]))
        marks.push(markOf(field, match, `和价签上的等级不一致（${record.grades.join('、')}）`));
    }
  }
  return [...marks, ...unprovenClaims(text, record.certificateTypes).map((claim) => contradiction(field, claim))];
}

/** Enough to correct a text by; what is left shows at the next check. */
export const MARKS_MAX = 50;

/** Marks what may not be published in these texts, in order of place; overlapping marks are kept once. */
export function markCopy(texts: Readonly<Partial<Record<CopyField, string | null>>>, record: GoodsRecord): CopyMark[] {
  return COPY_FIELD_NAMES.flatMap((field) => {
    const text = texts[field];
    if (!text) return [];
    // Of marks that begin alike the forbidden one is the longer, and stays first.
    const marks = [...forbidden(field, text), ...contradictions(field, text, record)].sort((a, b) => a.start - b.start);
    let covered = 0;
    return marks.filter((mark) => {
      if (mark.end <= covered) return false;
      covered = mark.end;
      return true;
    });
  }).slice(0, MARKS_MAX);
}
