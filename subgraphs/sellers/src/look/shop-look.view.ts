import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { LookCauses, LookStates } from '@heitu/kit/rules/shared-enums';
import type { LookCause, LookState, WordRuleName } from '@heitu/standard';
import { Field, ID, ObjectType } from 'type-graphql';
import { WordRules } from '../enums.ts';

@ObjectType('ShopLookWord', { description: 'A word of the shop that a person should weigh, with its rule and law.' })
export class ShopLookWordView {
  @Field() word: string;
  @Field(() => WordRules) rule: WordRuleName;
  @Field({ description: 'Chinese: why it may not be said.' }) text: string;
  @Field({ description: 'The articles of law, Chinese.' }) law: string;
  @Field(() => Boolean, { description: 'False: lawful in most texts, to be weighed.' }) refuses: boolean;
}

@ObjectType('ShopPicture', { description: 'A picture that a shop or one of its growers shows.' })
export class ShopPictureView {
  @Field(() => ID, { description: 'GET /edges/sellers/files/<id>' }) id: string;
  @Field() alt: string;
}

@ObjectType('ShopWording', { description: 'What a shop says of itself, as its people wrote it.' })
export class ShopWordingView {
  @Field() name: string;
  @Field(() => String, { nullable: true }) introduction: string | null;
  @Field() serviceHours: string;
  @Field() confirmWithinText: string;
  @Field() responseText: string;
  @Field(() => ID, { nullable: true }) pictureId: string | null;
  @Field() pictureAlt: string;
}

@ObjectType('ShopLook', { description: "A person's look at a shop, and what became of it (6.5.b)." })
export class ShopLookView {
  @Field(() => ID) id: string;
  shopId: string;
  partyId: string;
  @Field(() => LookCauses) cause: LookCause;
  @Field(() => LookStates) state: LookState;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt', description: 'By then a person has looked: that is promised.' })
  lookDueAtMs: number;
  @Field(() => DateTime, { name: 'lookedAt', nullable: true }) lookedAtMs: number | null;
  @Field(() => WordRules, { nullable: true, description: 'By which rule it was taken down.' })
  rule: WordRuleName | null;
  @Sealed('partyId') @Field(() => String, { nullable: true }) reason: string | null;
  @Field(() => DateTime, { name: 'appealDueAt', nullable: true, description: 'Until then its people may appeal.' })
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
export const ShopLookConnection = connectionOf('ShopLook', ShopLookView);
