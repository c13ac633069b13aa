import { mapPage } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { isOverseer, ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import { NO, YES } from '@heitu/kit/data/entities';
import { fromJson } from '@heitu/kit/rules/typed-json';

/** By what checked texts can be sorted. */
export const COPY_CHECK_SORTS = { at: 'atMs', passed: 'passed' } as const;

/** Newest first, or sorted. */
export async function copyChecksPage(context: CatalogContext, passed: boolean | undefined, page: SortedPage) {
  const query = context.rows
    .selectFrom('CopyCheck')
    .selectAll()
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownParties(context, 'products')))
    .$if(typeof passed === 'boolean', (query) => query.where('passed', '=', passed ? YES : NO));
  const checks = await sortedPage(query, page, COPY_CHECK_SORTS, { by: 'at', descending: true });
  return mapPage(checks, (row) => ({
    ...row,
    passed: !!row.passed,
    markedWords: fromJson(row.marks).map(({ word }) => word),
  }));
}

const REVIEWS_SHOWN_MAX = 50;
export const reviewsOf = (context: CatalogContext, productId: string) =>
  context.rows
    .selectFrom('ContentReview')
    .selectAll()
    .where('productId', '=', productId)
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownParties(context, 'products')))
    .orderBy('atMs', 'desc')
    .limit(REVIEWS_SHOWN_MAX)
    .execute();
