import { GraphQLError } from 'graphql';
import { decodeCursor, encodeCursor, pageOf, pageSize, type Page, type PageArgs } from '@heitu/kit/graphql';
import { statement } from '@heitu/kit/statement';
import type { CatalogContext, CatalogRows } from '../context.ts';
import { YES } from '@heitu/kit/entities';
import { productRowsById, type ProductRow } from '../product/product.loader.ts';
import { SEARCH_TEXT_MAX, searchTokens } from './tokens.ts';

const bestMatches = statement((rows: CatalogRows, { tokens, count, after, limit }: { tokens: readonly string[]; count: number; after?: readonly [number, string]; limit: number }) => rows.selectFrom('ProductToken as t')
  .innerJoin('Product as p', 'p.id', 't.productId').innerJoin('ShopSale as shop', 'shop.shopId', 'p.shopId')
  .select(['t.productId', ({ fn }) => fn.sum<number>('t.weight').as('score')])
  .where('t.token', 'in', tokens).where('p.state', '=', 'on-sale').where('shop.onSale', '=', YES)
  .groupBy('t.productId')
  .having(({ fn }) => fn.countAll(), '=', count)
  .$if(!!after, (query) => query.having(({ eb, fn, ref, and, or }) => {
    const score = fn.sum('t.weight');
    return or([eb(score, '<', after![0]), and([eb(score, '=', after![0]), eb(ref('t.productId'), '>', after![1])])]);
  }))
  .orderBy('score', 'desc').orderBy('t.productId').limit(limit));

/** Products on sale that hold every word of the text (Chinese words, pinyin, initials, origins), the best matches first; the same for everyone. */
export async function findProducts(context: CatalogContext, text: string, page: PageArgs): Promise<Page<ProductRow>> {
  if (text.length > SEARCH_TEXT_MAX) throw new GraphQLError(`搜索文字最多${SEARCH_TEXT_MAX}个字`, { extensions: { code: 'BAD_USER_INPUT', max: SEARCH_TEXT_MAX } });
  const first = pageSize(page);
  const after = decodeCursor(page.after, 'number', 'string');
  const tokens = searchTokens(text);
  if (tokens.length === 0) return pageOf<ProductRow>([], first, () => '');
  const [found] = await context.read(bestMatches({ tokens, count: tokens.length, after: after ?? undefined, limit: first + 1 }));
  const scoreOf = new Map(found.map((row) => [row.productId, Number(row.score)]));
  const rows = (await productRowsById(context, [...scoreOf.keys()])).filter((row) => row !== null);
  return pageOf(rows, first, (row) => encodeCursor(scoreOf.get(row.id)!, row.id), page.after);
}
