import { DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { StaffRoles, TrainingKinds } from '../enums.ts';
import type { StaffRole, TrainingKind } from './staff.policy.ts';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('Staff', { description: 'Who may act for a party.' })
export class StaffView {
  @Field(() => ID) id: string;
  @Field(() => ID) accountId: string;
  @Field(() => StaffRoles) role: StaffRole;
  @Field() post: string;
  @Field(() => Boolean) isActive: boolean;
  @Field(() => DateTime, { name: 'sinceAt' }) sinceMs: number;
  @Field(() => DateTime, { name: 'endedAt', nullable: true }) endedAtMs: number | null;
}

@ObjectType('Training', {
  description: 'One exam of one person: of the platform, or a paper that was filed before there were any.',
})
export class TrainingView {
  @Field(() => ID) id: string;
  @Field(() => ID) accountId: string;
  @Field(() => TrainingKinds) kind: TrainingKind;
  @Field(() => String, { nullable: true }) certificateNumber: string | null;
  @Field(() => Int, { description: 'Of 100.' }) examScore: number;
  @Field(() => Boolean) passed: boolean;
  @Field(() => LocalDate) trainedOn: string;
  @Field(() => LocalDate, { name: 'validUntilOn', nullable: true }) validUntil: string | null;
}
