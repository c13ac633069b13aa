import { CHAPTER_5 } from './chapter-5.ts';
import { CHAPTER_6 } from './chapter-6.ts';
import { CHAPTER_7 } from './chapter-7.ts';
import { CHAPTER_8 } from './chapter-8.ts';
import { CHAPTER_9 } from './chapter-9.ts';
import { CHAPTER_10 } from './chapter-10.ts';
import { CHAPTER_11 } from './chapter-11.ts';
import { CHAPTER_12 } from './chapter-12.ts';
import { CHAPTER_13 } from './chapter-13.ts';
import type { Clause } from './clause.ts';

/** Every entry, in the standard's order. */
export const CLAUSES = [
  ...CHAPTER_5,
  ...CHAPTER_6,
  ...CHAPTER_7,
  ...CHAPTER_8,
  ...CHAPTER_9,
  ...CHAPTER_10,
  ...CHAPTER_11,
  ...CHAPTER_12,
  ...CHAPTER_13,
] as const;

type Entry = (typeof CLAUSES)[number];
/** `8.4.2` of `8.4.2.bh-bi`. */
type SectionOf<Id extends string> = Id extends `${infer Head}.${infer Tail}`
  ? Tail extends `${string}.${string}`
    ? `${Head}.${SectionOf<Tail>}`
    : Head
  : never;
type LetterRef<E> = E extends { id: infer Id extends string; letters: readonly (infer Letter extends string)[] }
  ? `${SectionOf<Id>}.${Letter}`
  : never;

export type ClauseId = Entry['id'];
/** What code may cite: an entry, or one letter inside a ranged entry. */
export type ClauseRef = ClauseId | LetterRef<Entry>;

export const clausesByChapter: readonly { chapter: number; title: string; clauses: readonly Clause[] }[] = [
  { chapter: 5, title: '建设与运营总要求', clauses: CHAPTER_5 },
  { chapter: 6, title: '平台服务商', clauses: CHAPTER_6 },
  { chapter: 7, title: '在线销售商', clauses: CHAPTER_7 },
  { chapter: 8, title: '配送服务商与货物交接', clauses: CHAPTER_8 },
  { chapter: 9, title: '支付服务商', clauses: CHAPTER_9 },
  { chapter: 10, title: '消费者信息与利益', clauses: CHAPTER_10 },
  { chapter: 11, title: '技术保障', clauses: CHAPTER_11 },
  { chapter: 12, title: '监督管理', clauses: CHAPTER_12 },
  { chapter: 13, title: '考核与改进', clauses: CHAPTER_13 },
];

/** `8.4.2` and `bh-bi` of `8.4.2.bh-bi`; a bare number has no item. */
function split(ref: string): { section: string; item: string } {
  const [, section = '', item = ''] = /^([\d.]*\d)(?:\.([a-z-]+))?$/.exec(ref) ?? [];
  return { section, item };
}

const citationsOf = ({ id, letters = [] }: Clause): string[] => [
  id,
  ...letters.map((letter) => `${split(id).section}.${letter}`),
];
const byRef = new Map<string, Clause>(
  CLAUSES.flatMap((clause: Clause) => citationsOf(clause).map((ref) => [ref, clause] as const)),
);

export const isClauseRef = (text: string): text is ClauseRef => byRef.has(text);

/** Everything that may be cited of an entry: its id, then each of its letters. */
export const refsOf = (clause: Clause): ClauseRef[] => citationsOf(clause).filter(isClauseRef);

/** The entry that a citation belongs to: `clauseOf('8.4.2.bi').id` is `8.4.2.bh-bi`. */
export function clauseOf(ref: ClauseRef): Clause {
  const clause = byRef.get(ref);
  if (!clause) throw new Error(`no clause ${ref}`);
  return clause;
}

/** The citation as a Chinese reader expects it: 规范第7.5条w), 规范第8.4.2条bh)～bi), 规范第6.6条末段, 规范第13章. */
export function clauseText(ref: ClauseRef): string {
  const { section, item } = split(ref);
  const place = `规范第${section}${section.includes('.') ? '条' : '章'}`;
  if (item === '') return place;
  if (item === 'end') return `${place}末段`;
  return `${place}${item
    .split('-')
    .map((letter) => `${letter})`)
    .join('～')}`;
}
