import { DateTime, LocalDate, mutationResult } from '@heitu/kit/rules/graphql';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { addStaffRefusals, recordTrainingRefusals, removeStaffRefusals } from './staff.refusals.ts';

@ObjectType('Staff', { description: 'Who may act for a party.' })
export class StaffView {
  @Field(() => ID) id: string;
  @Field(() => ID) accountId: string;
  @Field({ description: 'seller-staff, carrier-manager, station-agent, or none: on file only' }) role: string;
  @Field() post: string;
  @Field(() => Boolean) isActive: boolean;
  @Field(() => DateTime, { name: 'since' }) sinceMs: number;
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

@InputType()
export class AddStaffInput {
  @Field() requestId: string;
  @Field(() => ID) partyId: string;
  @Field(() => ID) accountId: string;
  @Field() name: string;
  @Field() role: string;
  @Field(() => [String], { description: 'products, lots, orders, after-sales, complaints, finance, staff, shop' })
  rights: string[];
  @Field(() => String, { nullable: true }) post?: string;
}
@InputType()
export class RemoveStaffInput {
  @Field(() => ID) staffId: string;
}
@InputType()
export class RecordTrainingInput {
  @Field() requestId: string;
  @Field(() => ID) partyId: string;
  @Field(() => ID) accountId: string;
  @Field({ description: 'cold-chain, platform, review, selling, payment, privacy or post' }) kind: string;
  @Field(() => String, { nullable: true, description: 'Compulsory for a passed cold-chain exam.' })
  certificateNumber?: string;
  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; compulsory for a passed cold-chain exam.' })
  validUntil?: string;
  @Field(() => Int, { description: 'Of 100; 60 passes.' }) examScore: number;
  @Field(() => String, { nullable: true, description: 'YYYY-MM-DD; today where absent.' }) trainedOn?: string;
}

export const addStaffResult = mutationResult('AddStaff', StaffView, addStaffRefusals);
export const removeStaffResult = mutationResult('RemoveStaff', StaffView, removeStaffRefusals);
export const recordTrainingResult = mutationResult('RecordTraining', TrainingView, recordTrainingRefusals);
