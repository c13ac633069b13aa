import { GraphQLError } from 'graphql';
import { decodeCursor, encodeCursor, pageOf, pageSize, type Page, type PageArgs } from '@heitu/kit/graphql';
import { statement } from '@heitu/kit/statement';
import type { CatalogContext, CatalogRows } from '../context.ts';
import { YES } from '@heitu/kit/entities';
import { productRowsById, shopOfProduct, type ProductRow } from '../product/product.loader.ts';
import { SEARCH_TEXT_MAX, searchTokens } from './tokens.ts';

interface Asked {
  after?: readonly [number, string];
  limit: number;
}
/** Of one word the index has the matches in their order. */
const bestOfOne = statement((rows: CatalogRows, { token, after, limit }: Asked & { token: string }) => rows.selectFrom('ProductToken as t')
  .innerJoin('Product as p', 'p.id', 't.productId').innerJoin('ShopSale as shop', (on) => on.on('shop.shopId', '=', shopOfProduct))
  .select(['t.productId', 't.weight as score'])
  .where('t.token', '=', token).where('p.state', '=', 'on-sale').where('shop.onSale', '=', YES)
  .$if(!!after, (query) => query.where((eb) => eb.or([eb('t.weight', '<', after![0]), eb.and([eb('t.weight', '=', after![0]), eb('t.productId', '<', after![1])])])))
  .orderBy('t.weight', 'desc').orderBy('t.productId', 'desc').limit(limit));
const bestMatches = statement((rows: CatalogRows, { tokens, count, after, limit }: Asked & { tokens: readonly string[]; count: number }) => rows.selectFrom('ProductToken as t')
  .innerJoin('Product as p', 'p.id', 't.productId').innerJoin('ShopSale as shop', 'shop.shopId', 'p.shopId')
  .select(['t.productId', ({ fn }) => fn.sum<number>('t.weight').as('score')])
  .where('t.token', 'in', tokens).where('p.state', '=', 'on-sale').where('shop.onSale', '=', YES)
  .groupBy('t.productId')
  .having(({ fn }) => fn.countAll(), '=', count)
  .$if(!!after, (query) => query.having(({ eb, fn, ref, and, or }) => {
    const score = fn.sum('t.weight');
    return or([eb(score, '<', after![0]), and([eb(score, '=', after![0]), eb(ref('t.productId'), '<', after![1])])]);
  }))
  .orderBy('score', 'desc').orderBy('t.productId', 'desc').limit(limit));

/** Products on sale that hold every word of the text (Chinese words, pinyin, initials, origins), the best matches first; the same for everyone. */
export async function findProducts(context: CatalogContext, text: string, page: PageArgs): Promise<Page<ProductRow>> {
  if (text.length > SEARCH_TEXT_MAX) throw new GraphQLError(`搜索文字最多${SEARCH_TEXT_MAX}个字`, { extensions: { code: 'BAD_USER_INPUT', max: SEARCH_TEXT_MAX } });
  const first = pageSize(page);
  const after = decodeCursor(page.after, 'number', 'string');
  const tokens = searchTokens(text);
  if (tokens.length === 0) return pageOf<ProductRow>([], first, () => '');
  const asked = { after: after ?? undefined, limit: first + 1 };
  const [found] = await context.read(tokens.length === 1 ? bestOfOne({ token: tokens[0]!, ...asked }) : bestMatches({ tokens, count: tokens.length, ...asked }));
  const scoreOf = new Map(found.map((row) => [row.productId, Number(row.score)]));
  const rows = (await productRowsById(context, [...scoreOf.keys()])).filter((row) => row !== null);
  return pageOf(rows, first, (row) => encodeCursor(scoreOf.get(row.id)!, row.id), page.after);
}
