import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { LegKinds, LegStates } from '../enums.ts';
import type { LegState } from './leg.lifecycle.ts';
import type { LegKind } from './leg.policy.ts';

@ObjectType('CustodyLeg', {
  description: 'The goods pass from one to another, signed by both; the goods document comes before.',
})
export class LegView {
  @Field(() => ID) id: string;
  @Field(() => ID, { nullable: true, description: 'The parcel; null of what is fetched back.' })
  shipmentId: string | null;
  @Field(() => ID, { nullable: true, description: 'What is fetched back; null of a parcel.' })
  collectionId: string | null;
  facilityId: string | null;
  stationPartyId: string | null;
  givenBy: string | null;
  takenBy: string | null;
  @Field(() => LegKinds) kind: LegKind;
  @Field(() => LegStates) state: LegState;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => String, { nullable: true }) sealNumber: string | null;
  @Field(() => DateTime, { name: 'givenAt', nullable: true, description: 'Signed by whoever gave the goods.' })
  givenAtMs: number | null;
  @Field(() => Int, { nullable: true }) givenUnits: number | null;
  @Field(() => Float, { nullable: true }) givenCelsius: number | null;
  @Field(() => DateTime, { name: 'takenAt', nullable: true, description: 'Signed by whoever took them.' })
  takenAtMs: number | null;
  @Field(() => Int, { nullable: true }) takenUnits: number | null;
  @Field(() => Float, { nullable: true }) takenCelsius: number | null;
}
export const LegConnection = connectionOf('CustodyLeg', LegView);
