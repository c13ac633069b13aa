import { GraphQLError } from 'graphql';
import { YES } from '@heitu/kit/entities';
import { statement } from '@heitu/kit/statement';
import type { CatalogContext, CatalogRows } from '../context.ts';
import { SEARCH_TEXT_MAX, searchTokens } from './tokens.ts';

export const SUGGESTIONS_MAX = 8;
/** Behind every letter and digit: what lies between a beginning and the beginning with this after it begins so. */
const LAST = 'zzzzzzzz';

interface Asked {
  /** Whole words, and pairs of characters; undefined: none. */
  tokens?: readonly string[];
  count: number;
  /** The beginning of a word that is still being typed, and what no longer begins so. */
  from?: string;
  to?: string;
  limit: number;
}
const namesFor = statement((rows: CatalogRows, { tokens, count, from, to, limit }: Asked) => rows.selectFrom('ProductToken as t')
  .innerJoin('Product as p', 'p.id', 't.productId').innerJoin('ShopSale as shop', 'shop.shopId', 'p.shopId')
  .where('p.state', '=', 'on-sale').where('shop.onSale', '=', YES)
  .where((eb) => eb.or([...(tokens ? [eb('t.token', 'in', tokens)] : []), ...(from ? [eb.and([eb('t.token', '>=', from), eb('t.token', '<=', to!)])] : [])]))
  .groupBy(['p.id', 'p.title', 'p.publishedAtMs'])
  .$if(!!tokens, (query) => query.having(({ eb, fn }) => fn.sum<number>(eb.case().when('t.token', 'in', tokens!).then(1).else(0).end()), '=', count))
  .$if(!!from, (query) => query.having(({ eb, fn, and }) => fn.max<number>(eb.case().when(and([eb('t.token', '>=', from!), eb('t.token', '<=', to!)])).then(1).else(0).end()), '=', 1))
  .select(({ fn }) => ['p.title', fn.sum<number>('t.weight').as('score')])
  .orderBy('score', 'desc').orderBy('p.publishedAtMs', 'desc').orderBy('p.id', 'desc').limit(limit));

/** Names of goods on sale that what is typed so far may mean, each once; the last letters may be the beginning of a word. The same for everyone. */
export async function suggestNames(context: CatalogContext, text: string): Promise<string[]> {
  if (text.length > SEARCH_TEXT_MAX) throw new GraphQLError(`搜索文字最多${SEARCH_TEXT_MAX}个字`, { extensions: { code: 'BAD_USER_INPUT', max: SEARCH_TEXT_MAX } });
  const tokens = searchTokens(text);
  if (tokens.length === 0) return [];
  const typing = /[a-z]$/i.test(text) ? tokens.at(-1) : undefined;
  const whole = typing === undefined ? tokens : tokens.slice(0, -1);
  // Shops sell goods of one name: more rows than names are read.
  const [rows] = await context.read(namesFor({ tokens: whole.length > 0 ? whole : undefined, count: whole.length, from: typing, to: typing && typing + LAST, limit: SUGGESTIONS_MAX * 4 }));
  return [...new Set(rows.map((row) => row.title))].slice(0, SUGGESTIONS_MAX);
}
