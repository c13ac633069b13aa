import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PaymentsContext } from '../context.ts';
import { orderShown } from '../foreign/order-shown.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { holdings } from './holdings.loader.ts';
import { withdrawalsOf } from '../withdrawal/withdrawal.loader.ts';
import { WithdrawalView } from '../withdrawal/withdrawal.view.ts';
import { HeldOrderView, HoldingView } from './holdings.view.ts';

@Resolver(() => HoldingView)
export class HoldingResolver {
  @Query(() => [HoldingView], {
    description: 'Where the money is: of each account of mine, or of one that I may look into.',
  })
  holdings(
    @Ctx() context: PaymentsContext,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only the account of this party.' }) partyId?: string,
  ) {
    return holdings(context, partyId);
  }
  @FieldResolver(() => [WithdrawalView], { description: 'The newest of what was taken to the bank.' })
  withdrawals(@Ctx() context: PaymentsContext, @Root() { partyId }: HoldingView) {
    return context.loader(withdrawalsOf).load(partyId);
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: HoldingView): PartyStub {
    return { id: partyId };
  }
}

@Resolver(() => HeldOrderView)
export class HeldOrderResolver {
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: 'Null for whoever sees the money alone: the right to orders is another.',
  })
  order(@Ctx() { actor }: PaymentsContext, @Root() { orderId, partyId }: HeldOrderView): OrderStub | null {
    return orderShown(actor, orderId, partyId);
  }
}
