import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { mutationResult, PageArgs } from '@heitu/kit/rules/graphql';
import { answer, seesOrder } from '../access.ts';
import type { LogisticsContext, RowOf } from '../entities.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { pageById } from '../page.ts';
import { agreedPlaceOf } from '../shipment/agreed-place.ts';
import { noteAbout, recipientsOf } from '../shipment/recipient.loader.ts';
import { ShipmentRecipient } from '../shipment/shipment.view.ts';
import { appointCollection } from './appoint-collection.ts';
import { assignCollection } from './assign-collection.ts';
import { collectionActions } from './collection-actions.ts';
import { collectionsById, visibleCollections } from './collection.loader.ts';
import { isCodeLocked } from '../delivery/delivery.policy.ts';
import { checkCourierCodeRefusals } from '../delivery/delivery.refusals.ts';
import { COLLECTION_STEPS, type CollectionLine } from './collection.policy.ts';
import * as refusals from './collection.refusals.ts';
import {
  AppointCollectionInput,
  AssignCollectionInput,
  CollectionConnection,
  CollectionIdInput,
  CollectionItem,
  CollectionStep,
  CollectionView,
  HandOverCollectionInput,
  InspectCollectionInput,
  RecordCollectionConditionInput,
  SettleCollectionInput,
  SignCollectionHandoverInput,
  SignCollectionInput,
} from './collection.view.ts';
import { handOverCollection } from './hand-over-collection.ts';
import { inspectCollection } from './inspect-collection.ts';
import { recordCollectionCondition } from './record-collection-condition.ts';
import { settleCollection } from './settle-collection.ts';
import { signCollectionHandover } from './sign-collection-handover.ts';
import { signCollection } from './sign-collection.ts';
import { takeCollection } from './take-collection.ts';

const assignCollectionResult = mutationResult('AssignCollection', CollectionView, refusals.assignCollectionRefusals);
const appointCollectionResult = mutationResult('AppointCollection', CollectionView, refusals.appointCollectionRefusals);
const settleCollectionResult = mutationResult('SettleCollection', CollectionView, refusals.settleCollectionRefusals);
const inspectCollectionResult = mutationResult('InspectCollection', CollectionView, refusals.inspectCollectionRefusals);
const recordCollectionConditionResult = mutationResult(
  'RecordCollectionCondition',
  CollectionView,
  refusals.recordCollectionConditionRefusals,
);
const signCollectionResult = mutationResult('SignCollection', CollectionView, refusals.signCollectionRefusals);
const takeCollectionResult = mutationResult('TakeCollection', CollectionView, refusals.takeCollectionRefusals);
const handOverCollectionResult = mutationResult(
  'HandOverCollection',
  CollectionView,
  refusals.handOverCollectionRefusals,
);
const signCollectionHandoverResult = mutationResult(
  'SignCollectionHandover',
  CollectionView,
  refusals.signCollectionHandoverRefusals,
);

type Row = RowOf<'Collection'>;
const fresh = (context: LogisticsContext) => (id: string) => context.loader(collectionsById).clear(id).load(id);

@Resolver(() => CollectionView)
export class CollectionResolver {
  @Query(() => CollectionConnection)
  collections(
    @Ctx() context: LogisticsContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => String, { nullable: true }) state?: string,
  ) {
    return pageById(
      visibleCollections(context).$if(!!state, (query) => query.where('state', '=', state!)),
      page,
    );
  }
  @Query(() => CollectionView, { nullable: true })
  collection(@Ctx() context: LogisticsContext, @Arg('id', () => ID) id: string) {
    return context.loader(collectionsById).load(id);
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
    return JSON.parse(row.lines) as CollectionLine[];
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
    return noteAbout(context, row, row.inspectionNote, 'inspectionNote');
  }
  @FieldResolver(() => String, { nullable: true })
  condition(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return noteAbout(context, row, row.condition, 'condition');
  }
  @FieldResolver(() => String, { nullable: true })
  accessories(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return noteAbout(context, row, row.accessories, 'accessories');
  }
  @FieldResolver(() => String, { nullable: true })
  centreNote(@Ctx() context: LogisticsContext, @Root() row: Row) {
    return noteAbout(context, row, row.centreNote, 'centreNote');
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: "Why the courier's code cannot be checked now, and what to do; null where it can.",
  })
  identityLock(@Root() row: Row): string | null {
    return isCodeLocked(row) && !row.identityCheckedAtMs ? checkCourierCodeRefusals.TOO_MANY_ATTEMPTS.message : null;
  }
  @FieldResolver(() => [String], {
    description: 'What this caller can do now; of the steps at the door, those whose turn it is.',
  })
  availableActions(@Ctx() { actor }: LogisticsContext, @Root() row: Row): string[] {
    return collectionActions(actor, row);
  }
  @Mutation(() => assignCollectionResult.type)
  async assignCollection(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => AssignCollectionInput) input: AssignCollectionInput,
  ) {
    return answer(assignCollectionResult, await assignCollection(context, input), fresh(context));
  }
  @Mutation(() => appointCollectionResult.type)
  async appointCollection(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => AppointCollectionInput) input: AppointCollectionInput,
  ) {
    return answer(
      appointCollectionResult,
      await appointCollection(context, {
        collectionId: input.collectionId,
        agreedAtMs: input.agreedAt,
        place: input.place,
      }),
      fresh(context),
    );
  }
  @Mutation(() => settleCollectionResult.type)
  async settleCollection(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => SettleCollectionInput) input: SettleCollectionInput,
  ) {
    return answer(settleCollectionResult, await settleCollection(context, input as never), fresh(context));
  }
  @Mutation(() => inspectCollectionResult.type)
  async inspectCollection(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => InspectCollectionInput) input: InspectCollectionInput,
  ) {
    return answer(inspectCollectionResult, await inspectCollection(context, input), fresh(context));
  }
  @Mutation(() => recordCollectionConditionResult.type)
  async recordCollectionCondition(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => RecordCollectionConditionInput) input: RecordCollectionConditionInput,
  ) {
    return answer(recordCollectionConditionResult, await recordCollectionCondition(context, input), fresh(context));
  }
  @Mutation(() => signCollectionResult.type)
  async signCollection(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => SignCollectionInput) input: SignCollectionInput,
  ) {
    return answer(signCollectionResult, await signCollection(context, input as never), fresh(context));
  }
  @Mutation(() => takeCollectionResult.type)
  async takeCollection(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => CollectionIdInput) input: CollectionIdInput,
  ) {
    return answer(takeCollectionResult, await takeCollection(context, input), fresh(context));
  }
  @Mutation(() => handOverCollectionResult.type)
  async handOverCollection(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => HandOverCollectionInput) input: HandOverCollectionInput,
  ) {
    return answer(handOverCollectionResult, await handOverCollection(context, input), fresh(context));
  }
  @Mutation(() => signCollectionHandoverResult.type)
  async signCollectionHandover(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => SignCollectionHandoverInput) input: SignCollectionHandoverInput,
  ) {
    return answer(signCollectionHandoverResult, await signCollectionHandover(context, input as never), fresh(context));
  }
}
