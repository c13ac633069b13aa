import { given } from '@heitu/kit/data/given';
import { PageArgs } from '@heitu/kit/rules/graphql';
import { newestFirst } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { deskRoles } from '../access.ts';
import type { LogisticsContext } from '../context.ts';
import { StorageStayActs } from '../enums.ts';
import { visibleStays, type StayRow } from './shipment.loader.ts';
import { StorageStayConnection, StorageStayView } from './shipment.view.ts';
import { storageStayLifecycle } from './storage-stay.lifecycle.ts';

@Resolver(() => StorageStayView)
export class StorageStayResolver {
  @Query(() => StorageStayConnection, {
    description: 'Parcels that rest, or rested, in stores of the carriers that the caller looks after; newest first.',
  })
  storageStays(
    @Ctx() context: LogisticsContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Only those that are still in the store.' })
    onlyOpen: boolean,
    @Arg('id', () => ID, { nullable: true, description: 'Only this one.' }) id?: string,
  ) {
    return newestFirst(
      visibleStays(context)
        .$if(onlyOpen, (query) => query.where('t.leftAtMs', 'is', null))
        .where((eb) => eb.and(given({ 't.id': id }))),
      page,
      { table: 't' },
    );
  }
  @FieldResolver(() => [StorageStayActs], { description: 'What this caller can do now.' })
  availableActions(@Ctx() { actor, clock }: LogisticsContext, @Root() row: StayRow) {
    return storageStayLifecycle.available(row, deskRoles(actor, row.carrierPartyId), clock.now());
  }
}
