import { DateTime, PageArgs } from '@heitu/kit/rules/graphql';
import { sortedPage } from '@heitu/kit/rules/sorting';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { LogisticsContext, RowOf } from '../context.ts';
import { uncheckedTrips } from './shipment.loader.ts';
import { Trip, TripConnection } from './shipment.view.ts';
import { tripLifecycle } from './trip.lifecycle.ts';

@Resolver(() => Trip)
export class TripResolver {
  @Query(() => TripConnection, {
    description: 'Rounds that wait for their load check, of the carriers for which the caller works; the oldest first.',
  })
  uncheckedTrips(@Ctx() context: LogisticsContext, @Args(() => PageArgs) page: PageArgs) {
    const by = { by: 'startedAt', descending: false };
    return sortedPage(uncheckedTrips(context), page, { startedAt: 'startedAtMs' }, by);
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'By when it has to be looked at; null where it was.' })
  dueAt(@Root() row: RowOf<'Trip'>): number | null {
    return tripLifecycle.dueAtMs(row);
  }
}
