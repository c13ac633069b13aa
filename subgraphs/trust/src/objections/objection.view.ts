import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { Field, ID, ObjectType } from 'type-graphql';
import { ObjectionStates } from '../enums.ts';
import { objectionsById } from './objection.loader.ts';
import type { ObjectionState } from './objection.lifecycle.ts';

@ObjectType('AssessmentObjection', { description: "A party's objection to one figure of its month." })
export class ObjectionView {
  @Field(() => ID) id: string;
  @Field() month: string;
  @Field(() => ID) partyId: string;
  @Field() metric: string;
  @Field(() => ObjectionStates) state: ObjectionState;
  @Field(() => DateTime, { name: 'raisedAt' }) raisedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt', description: 'By when the platform answers; after it the objection holds.' })
  dueAtMs: number;
  @Field(() => DateTime, { name: 'endedAt', nullable: true }) endedAtMs: number | null;
}
export const ObjectionConnection = connectionOf('AssessmentObjection', ObjectionView);

export const objectionNow = rowAfter(ObjectionView, objectionsById);
