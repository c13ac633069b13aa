import { Field, ID, ObjectType } from 'type-graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { LookCauses, LookStates } from '@heitu/kit/rules/shared-enums';
import type { LookCause, LookState } from '@heitu/standard';
import { CopyRules } from '../enums.ts';
import type { CopyRuleName } from '../copy/copy.rules.ts';

@ObjectType('LookWord', { description: 'A word of the goods that a person should weigh, with its rule and law.' })
export class LookWordView {
  @Field() word: string;
  @Field(() => CopyRules) rule: CopyRuleName;
  @Field({ description: 'Chinese: why it may not be said.' }) text: string;
  @Field({ description: 'The articles of law, Chinese.' }) law: string;
  @Field(() => Boolean, { description: 'False: lawful in most texts, to be weighed.' }) refuses: boolean;
}

@ObjectType('PublicLook', { description: "A person's look at what a product shows, and what became of it (6.5.b)." })
export class PublicLookView {
  @Field(() => ID) id: string;
  productId: string;
  partyId: string;
  @Field(() => LookCauses) cause: LookCause;
  @Field(() => LookStates) state: LookState;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt', description: 'By then a person has looked: that is promised.' })
  lookDueAtMs: number;
  @Field(() => DateTime, { name: 'lookedAt', nullable: true }) lookedAtMs: number | null;
  @Field(() => CopyRules, { nullable: true, description: 'By which rule it was taken down.' })
  rule: CopyRuleName | null;
  @Sealed('partyId') @Field(() => String, { nullable: true }) reason: string | null;
  @Field(() => DateTime, { name: 'appealDueAt', nullable: true, description: 'Until then its seller may appeal.' })
  appealDueAtMs: number | null;
  @Sealed('partyId') @Field(() => String, { nullable: true }) appeal: string | null;
  @Field(() => DateTime, {
    name: 'answerDueAt',
    nullable: true,
    description: 'Unanswered by then the block is lifted.',
  })
  answerDueAtMs: number | null;
  @Sealed('partyId') @Field(() => String, { nullable: true }) answer: string | null;
}
export const PublicLookConnection = connectionOf('PublicLook', PublicLookView);
