import { DUE_OF_A_KIND_MAX, dueItems, DueItem, soonestFirst } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { OrdersContext } from '../context.ts';
import { heldUnpaid } from './held-unpaid.ts';
import { HeldUnpaidView } from './held-unpaid.view.ts';

/** What the operator's people keep an eye on in this subgraph: clocks of the sellers. */
@Resolver()
export class OrdersDueResolver {
  @Query(() => HeldUnpaidView, { description: 'What is held unpaid now, and by whom most.' })
  heldUnpaid(@Ctx() context: OrdersContext): Promise<HeldUnpaidView> {
    return heldUnpaid(context);
  }
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItem], {
    description: 'Orders that their seller must confirm and after-sale requests that it must answer; soonest first.',
  })
  async ordersDue(@Ctx() context: OrdersContext): Promise<DueItem[]> {
    const nowMs = context.clock.now();
    const [unconfirmed, unanswered] = await Promise.all([
      context.rows
        .selectFrom('Order')
        .select(['id', 'number as title', 'placedAtMs as sinceMs', 'confirmDueAtMs as dueAtMs'])
        .where('state', '=', 'paid')
        .orderBy('confirmDueAtMs')
        .orderBy('id')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
      // The page of a request is its order's.
      context.rows
        .selectFrom('AfterSale as request')
        .innerJoin('Order as order', 'order.id', 'request.orderId')
        .select([
          'order.id',
          'order.number as title',
          'request.requestedAtMs as sinceMs',
          'request.answerDueAtMs as dueAtMs',
        ])
        .where('request.state', '=', 'requested')
        .orderBy('request.answerDueAtMs')
        .orderBy('request.id')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
    ]);
    return soonestFirst([
      ...dueItems(nowMs, 'order-confirmation', '7.5.w', unconfirmed),
      ...dueItems(nowMs, 'after-sale', '7.6.x-z', unanswered),
    ]);
  }
}
