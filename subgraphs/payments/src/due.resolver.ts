import { DUE_OF_A_KIND_MAX, dueItems, DueItem, soonestFirst } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { PaymentsContext } from './context.ts';
import { riskHoldLifecycle } from './payment/risk-hold.lifecycle.ts';

/** What waits for the operator's people in this subgraph. */
@Resolver()
export class PaymentsDueResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItem], {
    description:
      'Refunds on their way, money that could not be moved, differences, holds and recoveries; soonest first.',
  })
  async paymentsDue(@Ctx() context: PaymentsContext): Promise<DueItem[]> {
    const nowMs = context.clock.now();
    const [refunds, settlements, differences, holds, recoveries] = await Promise.all([
      // The page of a refund is its order's.
      context.rows
        .selectFrom('Refund')
        .select(['orderId as id', 'outRefundNo as title', 'createdAtMs as sinceMs', 'dueAtMs'])
        .where('state', 'in', ['due', 'sent', 'failed'])
        .orderBy('dueAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
      context.rows
        .selectFrom('Settlement')
        .select(['id', 'orderId as title', 'createdAtMs as sinceMs'])
        .where('state', '=', 'failed')
        .orderBy('createdAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
      context.rows
        .selectFrom('ReconciliationCase')
        .select(['id', 'reference as title', 'openedAtMs as sinceMs'])
        .where('state', 'in', ['open', 'proposed'])
        .orderBy('openedAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
      context.rows
        .selectFrom('RiskHold')
        .select(['id', 'checkoutId as title', 'state', 'openedAtMs'])
        .where('state', '=', 'held')
        .orderBy('openedAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
      context.rows
        .selectFrom('Recovery')
        .select(['id', 'partyId as title', 'openedAtMs as sinceMs'])
        .where('state', '=', 'open')
        .orderBy('openedAtMs')
        .limit(DUE_OF_A_KIND_MAX)
        .execute(),
    ]);
    return soonestFirst([
      ...dueItems(nowMs, 'refund', '7.6.aa', refunds),
      ...dueItems(nowMs, 'settlement', '9.2.co', settlements),
      ...dueItems(nowMs, 'reconciliation', '9.2.cp', differences),
      ...dueItems(
        nowMs,
        'risk-hold',
        '9.2.cm',
        holds.map((hold) => ({ ...hold, sinceMs: hold.openedAtMs, dueAtMs: riskHoldLifecycle.dueAtMs(hold) })),
      ),
      ...dueItems(nowMs, 'recovery', '6.6.d', recoveries),
    ]);
  }
}
