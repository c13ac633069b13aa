import { DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('Staff', { description: 'Who may act for a party.' })
export class StaffView {
  @Field(() => ID) id: string;
  @Field(() => ID) accountId: string;
  @Field({ description: 'seller-staff, carrier-manager, station-agent, or none: on file only' }) role: string;
  @Field() post: string;
  @Field(() => Boolean) isActive: boolean;
  @Field(() => DateTime, { name: 'sinceAt' }) sinceMs: number;
  @Field(() => DateTime, { name: 'endedAt', nullable: true }) endedAtMs: number | null;
}

@ObjectType('Training', { description: 'One exam of one person.' })
export class TrainingView {
  @Field(() => ID) id: string;
  @Field(() => ID) accountId: string;
  @Field() kind: string;
  @Field(() => String, { nullable: true }) certificateNumber: string | null;
  @Field(() => Int, { description: 'Of 100; 60 passes.' }) examScore: number;
  @Field(() => Boolean) passed: boolean;
  @Field(() => LocalDate) trainedOn: string;
  @Field(() => LocalDate, { nullable: true }) validUntil: string | null;
}
