import { connectionOf, DateTime, mutationResult } from '@heitu/kit/rules/graphql';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { answerHelpRefusals, askForHelpRefusals } from './help.refusals.ts';

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
  @Field(() => Boolean, { defaultValue: false }) onlyOpen: boolean = false;
}
@InputType()
export class AskForHelpInput {
  @Field() requestId: string;
  @Field(() => ID) partyId: string;
  @Field() question: string;
}
@InputType()
export class AnswerHelpInput {
  @Field(() => ID) helpRequestId: string;
  @Field() answer: string;
}
export const askForHelpResult = mutationResult('AskForHelp', HelpRequestView, askForHelpRefusals);
export const answerHelpResult = mutationResult('AnswerHelp', HelpRequestView, answerHelpRefusals);
