import { SafeInt } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@Directive('@inaccessible')
@ObjectType({ description: 'What somebody has of an order, beside what the contracts give.' })
export class ShareAbove {
  @Field(() => ID) shareId: string;
  @Field(() => ID) orderId: string;
  @Field() kind: string;
  @Field(() => ID) partyId: string;
  @Field(() => SafeInt) sharedFen: number;
  @Field(() => SafeInt) allowedFen: number;
}

@Directive('@inaccessible')
@ObjectType({ description: 'Shares of carriers and stations, held against the contracts.' })
export class SharesJudged {
  @Field(() => Int) judged: number;
  @Field(() => [ShareAbove], { description: 'Those that are too high.' }) above: ShareAbove[];
}
