import { tableOf } from './checked.ts';

/** Says a stored word in Chinese, as its table has it: for a list of what lies on desks (`named` of data/due.ts). */
export const inWords =
  (titles: Readonly<Record<string, string>>) =>
  (_context: unknown, word: string): string =>
    titles[word] ?? word;

/** The Chinese words of a table that says more of each of its words: `titlesOf(CONTRACT_KINDS)`. */
export const titlesOf = <W extends string>(
  table: Readonly<Record<W, { title: string }>>,
): Readonly<Record<W, string>> => tableOf(table, ({ title }) => title);
