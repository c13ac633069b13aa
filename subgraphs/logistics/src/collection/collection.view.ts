import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';

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
  @Field({ description: 'return, exchange' }) kind: string;
  @Field({ description: 'due, appointed, taken, at-centre, handed-over' }) state: string;
  @Field(() => ID) carrierPartyId: string;
  @Field(() => ID) sellerPartyId: string;
  @Field() sellerName: string;
  @Field(() => SafeInt) refundFen: number;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => ID, { nullable: true }) courierId: string | null;
  @Field(() => DateTime, { nullable: true, name: 'agreedAt' }) agreedAtMs: number | null;
  @Field(() => String, { nullable: true }) refundForm: string | null;
  @Field(() => DateTime, { nullable: true, name: 'takenAt' }) takenAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'centreDueAt' }) centreDueAtMs: number | null;
  @Field(() => String, { nullable: true }) centrePlace: string | null;
  @Field(() => Boolean, { nullable: true }) conditionOk: boolean | null;
  @Field(() => DateTime, { nullable: true, name: 'carrierHandedAt' }) carrierHandedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'sellerReceivedAt' }) sellerReceivedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'handedOverAt' }) handedOverAtMs: number | null;
}
export const CollectionConnection = connectionOf('Collection', CollectionView);
