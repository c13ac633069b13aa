import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import type { PaymentsContext } from '../context.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { RefundActs } from '../enums.ts';
import { refundLifecycle } from './refund.lifecycle.ts';
import { refundsByOrder } from './refund.loader.ts';
import { RefundView } from './refund.view.ts';

@Resolver(() => RefundView)
export class RefundResolver {
  @FieldResolver(() => [RefundActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() refund: RefundView) {
    const parts = [...rolesOf(actor), ...(refund.buyerAccountId === actor.id ? ['buyer'] : [])];
    return refundLifecycle.available(refund, parts, clock.now());
  }
  @FieldResolver(() => OrderStub, { description: 'Whoever sees the refund sees its order.' })
  order(@Root() { orderId }: RefundView): OrderStub {
    return { id: orderId };
  }
}

@Resolver(() => OrderStub)
export class OrderRefundsResolver {
  @FieldResolver(() => [RefundView])
  refunds(@Ctx() context: PaymentsContext, @Root() order: OrderStub) {
    return context.loader(refundsByOrder).load(order.id);
  }
}
