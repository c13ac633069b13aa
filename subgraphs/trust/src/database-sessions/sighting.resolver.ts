import { rolesOf } from '@heitu/kit/rules/actor';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { DatabaseSightingActs } from '../enums.ts';
import { sightingLifecycle } from './sighting.lifecycle.ts';
import { DatabaseSightingConnection, DatabaseSightingView, SIGHTING_SORTS } from './sighting.view.ts';

const SightingPage = sortedArgs('DatabaseSightingSort', SIGHTING_SORTS);

@Resolver(() => DatabaseSightingView)
export class DatabaseSightingResolver {
  @Query(() => DatabaseSightingConnection, {
    description: 'Sessions at the database beside the platform, the newest first, or sorted.',
  })
  databaseSightings(
    @Ctx() { rows }: TrustContext,
    @Args(() => SightingPage) page: SortedPage,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Those that nobody has answered for.' })
    onlyOpen = false,
  ) {
    const query = rows
      .selectFrom('DatabaseSighting')
      .selectAll()
      .$if(onlyOpen, (open) => open.where('state', '=', 'seen'));
    return sortedPage(query, page, SIGHTING_SORTS, { by: 'seenAt', descending: true });
  }
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: DatabaseSightingView): string {
    return sightingLifecycle.texts[state];
  }
  @FieldResolver(() => [DatabaseSightingActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: DatabaseSightingView) {
    return sightingLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
