import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('HelpArticle', { description: 'In plain Chinese.' })
export class HelpArticleView {
  @Field() slug: string;
  @Field({ description: 'consumer, seller, carrier or station' }) audience: string;
  @Field() title: string;
  @Field() body: string;
}
@ObjectType('HelpRequest', { description: 'A question to the operator.' })
export class HelpRequestView {
  @Field(() => ID) id: string;
  @Field(() => ID) partyId: string;
  @Sealed('partyId') @Field() question: string;
  @Field(() => DateTime, { name: 'askedAt' }) askedAtMs: number;
  @Sealed('partyId') @Field(() => String, { nullable: true }) answer: string | null;
  @Field(() => DateTime, { name: 'answeredAt', nullable: true }) answeredAtMs: number | null;
}
export const HelpRequestConnection = connectionOf('HelpRequest', HelpRequestView);

@ArgsType()
export class HelpPageArgs extends SortedPageArgs {
  @Field(() => Boolean, { defaultValue: false, description: 'Those that nobody has answered.' }) onlyOpen: boolean =
    false;
}
