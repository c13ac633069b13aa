import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Tag } from '@heitu/kit/rules/graphql';
import type { PaymentsContext } from '../context.ts';
import { PaymentActs } from '../enums.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { moneyText } from './money-text.ts';
import { moneyByOrder, moneyByPayment, NO_MONEY } from './money.loader.ts';
import { paymentLifecycle, type PaymentState } from './payment.lifecycle.ts';
import { paymentByCheckout, paymentsById, paymentsByOrder } from './payment.loader.ts';
import { PaymentView, PaymentStarted } from './payment.view.ts';

@Resolver()
export class PaymentsResolver {
  @Tag('awaited')
  @Query(() => PaymentView, { nullable: true, description: 'Where the money of a checkout is.' })
  payment(
    @Ctx() context: PaymentsContext,
    @Arg('checkoutId', () => ID, {
      description: 'The checkout: the orders that were placed together and are paid together.',
    })
    checkoutId: string,
  ) {
    return paymentByCheckout(context, checkoutId);
  }
}

@Resolver(() => PaymentView)
export class PaymentMoneyResolver {
  @FieldResolver(() => [PaymentActs], { description: 'What the caller can do with it now.' })
  availableActions(
    @Ctx() { actor, clock }: PaymentsContext,
    @Root() payment: { buyerAccountId: string; state: string; expiresAtMs: number },
  ) {
    return payment.buyerAccountId === actor.id ? paymentLifecycle.available(payment, ['buyer'], clock.now()) : [];
  }
  @FieldResolver(() => String)
  async moneyText(
    @Ctx() context: PaymentsContext,
    @Root() { id, orderId, state }: { id: string; orderId?: string; state: PaymentState },
  ) {
    const money = await (orderId === undefined
      ? context.loader(moneyByPayment).load(id)
      : context.loader(moneyByOrder).load(orderId));
    return moneyText({ ...NO_MONEY, ...money, state });
  }
}

@Resolver(() => PaymentStarted)
export class PaymentStartedResolver {
  @FieldResolver(() => PaymentView)
  async payment(@Ctx() context: PaymentsContext, @Root() started: PaymentStarted) {
    const [payment] = await paymentsById(context, [started.paymentId]);
    return payment;
  }
}

@Resolver(() => OrderStub)
export class OrderPaymentResolver {
  @FieldResolver(() => PaymentView, { nullable: true })
  payment(@Ctx() context: PaymentsContext, @Root() order: OrderStub) {
    return context.loader(paymentsByOrder).load(order.id);
  }
}
