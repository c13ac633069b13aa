import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { CollectionKinds, CollectionStates, RefundForms } from '../enums.ts';
import type { CollectionState } from './collection.lifecycle.ts';
import type { CollectionKind, RefundForm } from './collection.policy.ts';

@ObjectType()
export class CollectionItem {
  @Field(() => ID) skuId: string;
  @Field() title: string;
  @Field(() => Int) units: number;
  @Field() accessories: string;
}
@ObjectType({ description: 'A step of fetching back (8.6.ch).' })
export class CollectionStep {
  @Field(() => Int) step: number;
  @Field() label: string;
  @Field(() => DateTime, { nullable: true }) doneAt: number | null;
}
@Directive('@key(fields: "id")')
@ObjectType('Collection', { description: 'A return or exchange fetched from the consumer (8.6).' })
export class CollectionView {
  @Field(() => ID) id: string;
  @Field(() => ID) afterSaleId: string;
  @Field(() => CollectionKinds) kind: CollectionKind;
  @Field(() => CollectionStates) state: CollectionState;
  @Field(() => ID) carrierPartyId: string;
  @Field(() => ID) sellerPartyId: string;
  @Field() sellerName: string;
  @Field(() => SafeInt) refundFen: number;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => ID, { nullable: true }) courierId: string | null;
  @Field(() => DateTime, { nullable: true, name: 'agreedAt' }) agreedAtMs: number | null;
  @Field(() => RefundForms, { nullable: true }) refundForm: RefundForm | null;
  @Field(() => DateTime, { nullable: true, name: 'takenAt' }) takenAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'centreDueAt' }) centreDueAtMs: number | null;
  @Field(() => String, { nullable: true }) centrePlace: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the goods met the seller's rule at the door, as the courier saw it; the seller inspects them.",
  })
  meetsRule: boolean | null;
  @Field(() => Boolean, { nullable: true }) conditionOk: boolean | null;
  @Field(() => DateTime, { nullable: true, name: 'carrierHandedAt' }) carrierHandedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'sellerReceivedAt' }) sellerReceivedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'handedOverAt' }) handedOverAtMs: number | null;
}
export const CollectionConnection = connectionOf('Collection', CollectionView);
