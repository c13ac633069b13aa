import { decodeCursor, encodeCursor, pageOf, pageSize, type PageArgs } from '@heitu/kit/graphql';
import { isOverseer, ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import { NO, YES } from '@heitu/kit/entities';

export async function copyChecksPage(context: CatalogContext, passed: boolean | undefined, page: PageArgs) {
  const first = pageSize(page);
  const after = decodeCursor(page.after, 'number', 'string');
  const rows = await context.rows.selectFrom('CopyCheck').selectAll()
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownParties(context, 'products')))
    .$if(passed !== undefined && passed !== null, (query) => query.where('passed', '=', passed ? YES : NO))
    .$if(!!after, (query) => query.where((eb) => eb.or([eb('atMs', '<', after![0]), eb.and([eb('atMs', '=', after![0]), eb('id', '<', after![1])])])))
    .orderBy('atMs', 'desc').orderBy('id', 'desc').limit(first + 1).execute();
  const views = rows.map((row) => ({ ...row, passed: !!row.passed, markedWords: (JSON.parse(row.marks) as { word: string }[]).map(({ word }) => word) }));
  return pageOf(views, first, (row) => encodeCursor(row.atMs, row.id), page.after);
}

const REVIEWS_SHOWN_MAX = 50;
export const reviewsOf = (context: CatalogContext, productId: string) =>
  context.rows.selectFrom('ContentReview').selectAll().where('productId', '=', productId)
    .$if(!isOverseer(context), (query) => query.where('partyId', 'in', ownParties(context, 'products')))
    .orderBy('atMs', 'desc').limit(REVIEWS_SHOWN_MAX).execute();
