import { DateTime, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { EndingStates } from '../enums.ts';
import type { EndingState } from './ending.lifecycle.ts';

@Directive(SAME_FOR_ALL)
@ObjectType('PlatformEnding', { description: 'The end of the platform, as announced thirty days ahead.' })
export class PlatformEndingView {
  @Field(() => ID) id: string;
  @Field(() => EndingStates) state: EndingState;
  @Field() reason: string;
  @Field(() => DateTime, { name: 'endsAt', description: 'From then on no new order is taken.' }) endsAtMs: number;
  @Field(() => DateTime, { name: 'proposedAt' }) proposedAtMs: number;
}
