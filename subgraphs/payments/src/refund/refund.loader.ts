import { groupedInOrder } from '@heitu/kit/rules/graphql';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import type { PaymentsContext } from '../context.ts';
import { ordersToDecide } from '../peers.ts';
import { OVERSEERS, SELLER_ROLES } from '@heitu/standard';
import { refundLifecycle } from './refund.lifecycle.ts';

export async function refundsByOrder(context: PaymentsContext, orderIds: readonly string[]) {
  const seesAll = hasRole(context.actor, ...OVERSEERS.money);
  const mine = partiesFor(context.actor, SELLER_ROLES, 'orders');
  const decided = seesAll ? [] : await ordersToDecide(context, orderIds);
  const rows = await context.rows
    .selectFrom('Refund')
    .select(['id', 'orderId', 'amountFen', 'reason', 'state', 'dueAtMs', 'succeededAtMs'])
    .select(['stuckAtMs', 'cardTries', 'source', 'buyerAccountId'])
    .where('orderId', 'in', orderIds)
    .$if(!seesAll, (query) =>
      query.where((eb) =>
        eb.or([
          eb('buyerAccountId', '=', context.actor.id),
          ...(mine.length > 0 ? [eb('partyId', 'in', mine)] : []),
          ...(decided.length > 0 ? [eb('orderId', 'in', decided)] : []),
        ]),
      ),
    )
    .orderBy('id')
    .execute();
  return groupedInOrder(
    orderIds,
    (row) => row.orderId,
    rows.map((row) => ({ ...row, stateLabel: refundLifecycle.textFor(row, seesAll ? ['finance'] : []) })),
  );
}

/** Whether the platform had paid the refund of each number first. */
export async function laidOutByNumber({ rows }: PaymentsContext, numbers: readonly string[]): Promise<boolean[]> {
  const found = await rows
    .selectFrom('Refund')
    .select('outRefundNo')
    .where('outRefundNo', 'in', numbers)
    .where('source', '=', 'platform-advance')
    .execute();
  const laidOut = new Set(found.map(({ outRefundNo }) => outRefundNo));
  return numbers.map((number) => laidOut.has(number));
}
