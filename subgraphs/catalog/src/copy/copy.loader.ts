import { mapPage } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortedPageArgs } from '@heitu/kit/rules/sorting';
import { isOverseer, ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import { NO, YES } from '@heitu/kit/data/entities';

/** Newest first, or sorted by at or passed. */
export async function copyChecksPage(context: CatalogContext, passed: boolean | undefined, page: SortedPageArgs) {
  const query = context.rows
    .selectFrom('CopyCheck')
    .selectAll()
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownParties(context, 'products')))
    .$if(typeof passed === 'boolean', (query) => query.where('passed', '=', passed ? YES : NO));
  const checks = await sortedPage(query, page, { at: 'atMs', passed: 'passed' }, { by: 'at', descending: true });
  return mapPage(checks, (row) => ({
    ...row,
    passed: !!row.passed,
    markedWords: (JSON.parse(row.marks) as { word: string }[]).map(({ word }) => word),
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
