import { Directive, Field, ObjectType } from 'type-graphql';
import { BY_WHO_ASKS, DateTime, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { PromiseBases } from '../enums.ts';
import type { PromiseBasis } from './promise.policy.ts';

@Directive(SAME_FOR_ALL)
@ObjectType('ConformityPromise', {
  description:
    '承诺达标合格证 of a lot (Farm Produce Quality Law 39): product, origin, producer and contact are those of the lot.',
})
export class ConformityPromiseView {
  partyId: string;
  @Field({ description: '承诺达标合格证' }) title: string;
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
