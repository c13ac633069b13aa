import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { sortedArgs } from '@heitu/kit/rules/sorting';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { HelpAudiences } from '../enums.ts';
import type { HelpAudience } from './help-articles.table.ts';
import { HELP_SORTS } from './help.loader.ts';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('HelpArticle', { description: 'In plain Chinese.' })
export class HelpArticleView {
  @Field() slug: string;
  @Field(() => HelpAudiences, { description: 'Whom it is written for.' }) audience: HelpAudience;
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
export class HelpPage extends sortedArgs('HelpRequestSort', HELP_SORTS) {
  @Field(() => Boolean, { defaultValue: false, description: 'Those that nobody has answered.' }) onlyOpen: boolean =
    false;
}
