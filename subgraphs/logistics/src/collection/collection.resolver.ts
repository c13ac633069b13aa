import { given } from '@heitu/kit/data/given';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { DateTime, PageArgs } from '@heitu/kit/rules/graphql';
import { seesOrder } from '../access.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { CollectionActs, CollectionStates } from '../enums.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { agreedPlaceOf } from '../shipment/agreed-place.ts';
import { noteAbout, recipientsOf } from '../shipment/recipient.loader.ts';
import { ShipmentRecipient } from '../shipment/shipment.view.ts';
import { collectionActions } from './collection-actions.ts';
import { collectionLifecycle, type CollectionState } from './collection.lifecycle.ts';
import { collectionsById, visibleCollections } from './collection.loader.ts';
import { codeLocked, isCodeLocked } from '../delivery/delivery.policy.ts';
import { COLLECTION_STEPS } from './collection.policy.ts';
import { CollectionConnection, CollectionItem, CollectionStep, CollectionView } from './collection.view.ts';
import { newestFirst } from '@heitu/kit/rules/sorting';

type Row = RowOf<'Collection'>;

@Resolver(() => CollectionView)
export class CollectionResolver {
  @Query(() => CollectionConnection, {
    description:
      'Returns and exchanges that are fetched from consumers, of those that the caller has to do with; newest first.',
  })
  collections(
    @Ctx() context: LogisticsContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => CollectionStates, { nullable: true, description: 'Only those in this state.' })
    state?: CollectionState,
    @Arg('id', () => ID, { nullable: true, description: 'Only this one.' }) id?: string,
  ) {
    return newestFirst(
      visibleCollections(context).where((eb) => eb.and(given({ state, id }))),
      page,
    );
  }
  @Query(() => CollectionView, {
    nullable: true,
    description: 'One return or exchange that is fetched; null where there is none that the caller may see.',
  })
  collection(
    @Ctx() context: LogisticsContext,
    @Arg('id', () => ID, { description: 'The return or exchange.' }) id: string,
  ) {
    return context.loader(collectionsById).load(id);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: Row): string {
    return collectionLifecycle.texts[state];
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'By when it has to go on; null where it is over.' })
  dueAt(@Root() row: Row): number | null {
    return collectionLifecycle.dueAtMs(row) ?? null;
  }
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: "Null for whoever carries it: the order is the buyer's and the seller's.",
  })
  order(@Ctx() { actor }: LogisticsContext, @Root() row: Row): OrderStub | null {
    return seesOrder(actor, row) ? { id: row.orderId } : null;
  }
  @FieldResolver(() => [CollectionItem])
  items(@Root() row: Row): CollectionItem[] {
    return fromJson(row.lines);
  }
  @FieldResolver(() => [CollectionStep])
  steps(@Root() row: Row): CollectionStep[] {
    return COLLECTION_STEPS.map(({ step, label, column }) => ({ step, label, doneAt: row[column] }));
  }
  @FieldResolver(() => ShipmentRecipient)
  recipient(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return context.loader(recipientsOf).load(row);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where to meet; hidden wherever the address is (8.5.3.bw).',
  })
  agreedPlace(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return agreedPlaceOf(context, row);
  }
  @FieldResolver(() => String, { nullable: true })
  inspectionNote(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return row.inspectionNote && noteAbout(context, row, row.inspectionNote, 'inspectionNote');
  }
  @FieldResolver(() => String, { nullable: true })
  condition(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return row.condition && noteAbout(context, row, row.condition, 'condition');
  }
  @FieldResolver(() => String, { nullable: true })
  accessories(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return row.accessories && noteAbout(context, row, row.accessories, 'accessories');
  }
  @FieldResolver(() => String, { nullable: true })
  centreNote(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return row.centreNote && noteAbout(context, row, row.centreNote, 'centreNote');
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: "Why the courier's code cannot be checked now, and what to do; null where it can.",
  })
  identityLock(@Root() row: Row): string | null {
    return isCodeLocked(row) && !row.identityCheckedAtMs ? codeLocked.TOO_MANY_ATTEMPTS.message : null;
  }
  @FieldResolver(() => [CollectionActs], {
    description: 'What this caller can do now; of the steps at the door, those whose turn it is.',
  })
  availableActions(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return collectionActions(context, row);
  }
}
