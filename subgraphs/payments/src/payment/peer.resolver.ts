import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { paymentsConduct } from '../conduct.ts';
import type { PaymentsContext } from '../context.ts';
import { tradesOfOrders } from './payment.loader.ts';
import { ConductFigure, TradeOfOrder } from './peer.view.ts';

/** Asked by trust. */
@Resolver()
export class PeerResolver {
  @Directive('@inaccessible')
  @Query(() => [ConductFigure])
  paymentsConduct(
    @Ctx() context: PaymentsContext,
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
  ) {
    return paymentsConduct(context, { fromMs: Number(fromMs), toMs: Number(toMs) });
  }
  @Directive('@inaccessible')
  @Query(() => [TradeOfOrder], { description: 'Orders that were not paid are missing.' })
  tradesOfOrders(@Ctx() context: PaymentsContext, @Arg('orderIds', () => [ID]) orderIds: string[]) {
    return tradesOfOrders(context, orderIds);
  }
}
