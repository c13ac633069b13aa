import { GraphQLError } from 'graphql';
import { sql } from 'kysely';
import { decodeCursor, encodeCursor, pageOf, pageSize, type Page, type PageArgs } from '@heitu/kit/rules/graphql';
import { statement } from '@heitu/kit/data/statement';
import type { CatalogContext, CatalogRows } from '../context.ts';
import { YES } from '@heitu/kit/data/entities';
import { ifGiven } from '@heitu/kit/data/given';
import { must } from '@heitu/kit/rules/checked';
import { productRowsById, shopOfProduct, type ProductRow } from '../product/product.loader.ts';
import { SEARCH_TEXT_MAX, searchTokens } from './tokens.ts';

interface Asked {
  /** Whole words and pairs of characters. */
  tokens: readonly [string, ...string[]];
  /** Between them lies what begins like one word more. */
  begins?: { from: string; to: string };
  after?: readonly [number, string];
  limit: number;
}
/**
 * The words lead to the products: a server that may begin with the products (an id that it must work out first it
 * cannot begin with) reads them all.
 */
const productOfWord = sql<string>`concat(t.productId, '')`;
/**
 * What holds every word, the best first. The words are joined to one another, so that the server begins with the rarest
 * and looks the others up, instead of reading all products of each (a hundredth of the time where a word is in every
 * address). Of one word the index has the matches in their order.
 */
export const bestMatches = statement(
  (rows: CatalogRows, { tokens: [first, ...others], begins, after, limit }: Asked) => {
    const score = sql<number>`${sql.join([sql.ref('t.weight'), ...others.map((_, i) => sql.ref(`t${i}.weight`))], sql` + `)}`;
    return (
      rows
        .selectFrom([
          'ProductToken as t',
          'Product as p',
          'ShopSale as shop',
          ...others.map((_, i) => `ProductToken as t${i}` as const),
        ])
        .where('p.id', '=', productOfWord)
        .where('shop.shopId', '=', shopOfProduct)
        .where((eb) =>
          eb.and(
            others.flatMap((token, i) => [
              eb(`t${i}.productId`, '=', eb.ref('t.productId')),
              eb(`t${i}.token`, '=', token),
            ]),
          ),
        )
        .select(['t.productId', 'p.title', score.as('score')])
        .where('t.token', '=', first)
        .where('p.state', '=', 'on-sale')
        .where('shop.onSale', '=', YES)
        // Not `exists`: that the server turns into a join, and then reads all before it orders any.
        .$call(
          ifGiven(begins, (query, { from, to }) =>
            query.where(
              (eb) =>
                eb
                  .selectFrom('ProductToken as b')
                  .select('b.token')
                  .whereRef('b.productId', '=', 't.productId')
                  .where('b.token', '>=', from)
                  .where('b.token', '<=', to)
                  .limit(1),
              'is not',
              null,
            ),
          ),
        )
        .$call(
          ifGiven(after, (query, [best, id]) =>
            query.where((eb) =>
              eb.or([eb(score, '<', best), eb.and([eb(score, '=', best), eb('t.productId', '<', id)])]),
            ),
          ),
        )
        .orderBy(score, 'desc')
        .orderBy('t.productId', 'desc')
        .limit(limit)
    );
  },
);

/**
 * Products on sale that hold every word of the text (Chinese words, pinyin, initials, origins), the best matches first;
 * the same for everyone.
 */
export async function findProducts(context: CatalogContext, text: string, page: PageArgs): Promise<Page<ProductRow>> {
  if (text.length > SEARCH_TEXT_MAX)
    throw new GraphQLError(`搜索文字最多${SEARCH_TEXT_MAX}个字`, {
      extensions: { code: 'BAD_USER_INPUT', max: SEARCH_TEXT_MAX },
    });
  const first = pageSize(page);
  const after = decodeCursor(page.after, 'number', 'string');
  const [word, ...others] = searchTokens(text);
  if (word === undefined) return pageOf<ProductRow>([], first, () => '');
  const [found] = await context.read(
    bestMatches({ tokens: [word, ...others], after: after ?? undefined, limit: first + 1 }),
  );
  const scoreOf = new Map(found.map((row) => [row.productId, Number(row.score)]));
  const rows = (await productRowsById(context, [...scoreOf.keys()])).filter((row) => row !== null);
  return pageOf(
    rows,
    first,
    (row) => encodeCursor(must(scoreOf.get(row.id), `the score of ${row.id}`), row.id),
    page.after,
  );
}
