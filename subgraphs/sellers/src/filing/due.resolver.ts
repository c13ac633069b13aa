import { DAY_MS } from '@heitu/kit/rules/clock';
import { DUE_OF_A_KIND_MAX, dueItems, DueItem, soonestFirst } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { REMIND_BEFORE_DAYS } from '../party/party.policy.ts';
import { partiesById } from '../party/party.loader.ts';

/** What waits for the operator's people in this subgraph. */
@Resolver()
export class SellersDueResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItem], {
    description: 'Applications and questions that wait, and reviews that are soon due; soonest first.',
  })
  async sellersDue(@Ctx() context: SellersContext): Promise<DueItem[]> {
    const nowMs = context.clock.now();
    const [filings, questions, reviews] = await Promise.all([
      context.rows
        .selectFrom('Filing')
        .select(['id', 'partyId', 'submittedAtMs as sinceMs'])
        .where('state', '=', 'under-review')
        .orderBy('id')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
      context.rows
        .selectFrom('HelpRequest')
        .select(['id', 'partyId', 'askedAtMs as sinceMs'])
        .where('answeredAtMs', 'is', null)
        .orderBy('id')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
      context.rows
        .selectFrom('Party')
        .select(['id', 'id as partyId', 'approvedAtMs as sinceMs', 'reReviewDueAtMs as dueAtMs'])
        .where('standing', 'in', ['good', 'papers-lapsed', 'review-overdue'])
        .where('reReviewDueAtMs', '<', nowMs + REMIND_BEFORE_DAYS * DAY_MS)
        .orderBy('reReviewDueAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
    ]);
    // The page of a filing is its party's: it carries that id.
    const named = async <Row extends { id: string; partyId: string; sinceMs: number | null }>(
      rows: readonly Row[],
      idOf: (row: Row) => string,
    ) =>
      Promise.all(
        rows.map(async (row) => ({
          ...row,
          id: idOf(row),
          sinceMs: row.sinceMs ?? nowMs,
          title: (await context.loader(partiesById).load(row.partyId))?.name ?? '',
        })),
      );
    return soonestFirst([
      ...dueItems(nowMs, 'filing', '6.4', await named(filings, (row) => row.partyId)),
      ...dueItems(nowMs, 'help', '6.2.b', await named(questions, (row) => row.id)),
      ...dueItems(nowMs, 're-review', '6.4', await named(reviews, (row) => row.id)),
    ]);
  }
}
