import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '@heitu/kit/rules/graphql';

@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType()
export class ConductFigure {
  @Field() partyId: string;
  @Field() metric: string;
  @Field(() => Int) good: number;
  @Field(() => Int) total: number;
}

@Directive('@inaccessible')
@ObjectType({ description: "A paid order's numbers at the provider, and what was paid for." })
export class TradeOfOrder {
  @Field(() => ID) orderId: string;
  @Field() transactionId: string;
  @Field() outTradeNo: string;
  @Field() combineOutTradeNo: string;
  @Field(() => ID, { nullable: true, description: "Null once the payer's account was erased." }) payerAccountId:
    | string
    | null;
  @Field() title: string;
}

@Directive('@inaccessible')
@ObjectType({ description: "A line of the provider's statement by which money came to an account." })
export class TransferSeen {
  @Field({ description: "The provider's number of the movement." }) number: string;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
}
