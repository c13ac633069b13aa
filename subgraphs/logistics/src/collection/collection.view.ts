import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
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
  @Field(() => DateTime, { nullable: true, name: 'centreBy' }) centreDueAtMs: number | null;
  @Field(() => String, { nullable: true }) centrePlace: string | null;
  @Field(() => Boolean, { nullable: true }) conditionOk: boolean | null;
  @Field(() => DateTime, { nullable: true, name: 'carrierHandedAt' }) carrierHandedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'sellerReceivedAt' }) sellerReceivedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'handedOverAt' }) handedOverAtMs: number | null;
}
export const CollectionConnection = connectionOf('Collection', CollectionView);

@InputType()
export class CollectionIdInput {
  @Field(() => ID) collectionId: string;
}
@InputType()
export class AssignCollectionInput {
  @Field(() => ID) collectionId: string;
  @Field(() => ID) courierId: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'Whom the page showed as assigned, null for nobody: where it is another by now, the call is refused. Left out: whoever it is when the call comes.',
  })
  seenCourierId?: string | null;
}
@InputType()
export class AppointCollectionInput {
  @Field(() => ID) collectionId: string;
  @Field(() => DateTime) agreedAt: number;
  @Field() place: string;
}
@InputType()
export class SettleCollectionInput {
  @Field(() => ID) collectionId: string;
  @Field({ description: 'original, exchange, none' }) refundForm: string;
}
@InputType()
export class InspectCollectionInput {
  @Field(() => ID) collectionId: string;
  @Field() meetsRule: boolean;
  @Field(() => String, { nullable: true }) note?: string | null;
}
@InputType()
export class RecordCollectionConditionInput {
  @Field(() => ID) collectionId: string;
  @Field() condition: string;
  @Field() accessories: string;
}
@InputType()
export class SignCollectionInput {
  @Field(() => ID) collectionId: string;
  @Field({ description: 'consumer, courier' }) as: string;
  @Field() signerName: string;
}
@InputType()
export class HandOverCollectionInput {
  @Field(() => ID) collectionId: string;
  @Field() place: string;
  @Field({ defaultValue: true, description: 'The list was checked with the seller.' }) listChecked: boolean;
  @Field() conditionOk: boolean;
  @Field(() => String, { nullable: true }) note?: string | null;
}
@InputType()
export class SignCollectionHandoverInput {
  @Field(() => ID) collectionId: string;
  @Field({ description: 'seller, carrier' }) as: string;
}
