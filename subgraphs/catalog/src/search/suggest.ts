import { GraphQLError } from 'graphql';
import { statement } from '@heitu/kit/data/statement';
import type { CatalogContext, CatalogRows } from '../context.ts';
import { bestMatches } from './find-products.ts';
import { SEARCH_TEXT_MAX, searchTokens } from './tokens.ts';

export const SUGGESTIONS_MAX = 8;
/** Behind every letter and digit: what lies between a beginning and the beginning with this after it begins so. */
const LAST = 'zzzzzzzz';

/** One letter begins thousands of words: the weightiest stand for them. */
const COMPLETIONS_MAX = 16;
const completions = statement((rows: CatalogRows, { from, to }: { from: string; to: string }) =>
  rows
    .selectFrom('ProductToken as t')
    .select(({ fn }) => ['t.token', fn.max<number>('t.weight').as('best')])
    .where('t.token', '>=', from)
    .where('t.token', '<=', to)
    .groupBy('t.token')
    .orderBy('best', 'desc')
    .orderBy('t.token')
    .limit(COMPLETIONS_MAX),
);

/**
 * Names of goods on sale that what is typed so far may mean, each once; the last letters may be the beginning of a
 * word. The same for everyone.
 */
export async function suggestNames(context: CatalogContext, text: string): Promise<string[]> {
  if (text.length > SEARCH_TEXT_MAX)
    throw new GraphQLError(`搜索文字最多${SEARCH_TEXT_MAX}个字`, {
      extensions: { code: 'BAD_USER_INPUT', max: SEARCH_TEXT_MAX },
    });
  const tokens = searchTokens(text);
  if (tokens.length === 0) return [];
  const typing = /[a-z]$/i.test(text) ? tokens.at(-1) : undefined;
  const [word, ...others] = typing === undefined ? tokens : tokens.slice(0, -1);
  const begins = typing === undefined ? undefined : { from: typing, to: typing + LAST };
  const [ends = []] = begins ? await context.read(completions(begins)) : [];
  if (begins && ends.length === 0) return [];
  // Shops sell goods of one name: more rows than names are read.
  const limit = SUGGESTIONS_MAX * 4;
  const found = await context.read(
    ...(word === undefined
      ? ends.map(({ token }) => bestMatches({ tokens: [token], limit }))
      : [bestMatches({ tokens: [word, ...others], begins, limit })]),
  );
  const rows = found
    .flat()
    .sort((one, other) => Number(other.score) - Number(one.score) || (one.productId < other.productId ? 1 : -1));
  return [...new Set(rows.map((row) => row.title))].slice(0, SUGGESTIONS_MAX);
}
