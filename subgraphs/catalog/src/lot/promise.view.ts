import { Directive, Field, ObjectType } from 'type-graphql';
import { BY_WHO_ASKS, DateTime, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { PromiseBases } from '../enums.ts';
import type { PromiseBasis } from './promise.policy.ts';

@Directive(SAME_FOR_ALL)
@ObjectType('ConformityPromise', {
  description:
    'The promise of conformity of a lot (Farm Produce Quality Law 39); its goods and its producer are the lot’s.',
})
export class ConformityPromiseView {
  partyId: string;
  @Field({ description: 'As the law calls it.' }) title: string;
  @Field() number: string;
  @Field({ description: 'How much it is for: 120 件，每件 500克.' }) quantity: string;
  @Field(() => PromiseBases) basis: PromiseBasis;
  @Field(() => [String], { description: 'What is promised, line by line.' }) promises: string[];
  @Field(() => DateTime, { name: 'givenAt' }) givenAtMs: number;
  @Directive(BY_WHO_ASKS)
  @Sealed('partyId')
  @Field(() => String, { nullable: true, description: 'Who signed; for those who manage the lot and for overseers.' })
  signedBy: string | null;
}
