import { inOrder } from '@heitu/kit/rules/graphql';
import type { CatalogContext } from '../context.ts';
import { unprovenClaims } from '../copy/copy.policy.ts';
import type { LotRow } from './lot.loader.ts';

const joined = (...texts: (string | null)[]): string => texts.filter(Boolean).join('\n');

/** What the page and the price label of each SKU say: whoever buys of a lot has read it. */
export async function wordsBySku({ rows }: Pick<CatalogContext, 'rows'>, skuIds: readonly string[]) {
  const found = await rows
    .selectFrom('Sku as s')
    .innerJoin('Product as p', 'p.id', 's.productId')
    .leftJoin('PriceLabel as l', 'l.id', 's.labelId')
    .select(['s.id', 's.specification', 'p.title', 'p.copy', 'p.characteristics', 'l.origin', 'l.grade'])
    .select('l.specification as labelSpecification')
    .where('s.id', 'in', skuIds)
    .execute();
  const told = found.map(({ id, ...said }) => ({ id, words: joined(...Object.values(said)) }));
  return inOrder(skuIds, ({ id }) => id, told);
}

/** The certificates that a lot must have for what is said of it: of each the word that asks for it. */
export function claimedOf({ markedName, quality, specification, features }: LotRow, page: string) {
  const claims = unprovenClaims(joined(markedName, quality, specification, features, page), []);
  return [...new Map(claims.map(({ certificate, word }) => [certificate, word]))].map(([type, word]) => ({
    type,
    word,
  }));
}
