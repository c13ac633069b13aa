import type { NotNull } from 'kysely';
import { inOrder } from '@heitu/kit/rules/graphql';
import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { statement } from '@heitu/kit/data/statement';
import type { PaymentsContext, PaymentsRows } from '../context.ts';
import { ordersToDecide } from '../peers.ts';
import { OVERSEERS, SELLER_ROLES } from '@heitu/standard';
import { paymentLifecycle, type PaymentState } from './payment.lifecycle.ts';

const PAYMENT_COLUMNS = ['id', 'checkoutId', 'buyerAccountId', 'state', 'totalFen', 'expiresAtMs', 'paidAtMs'] as const;

export const withText = <Row extends { state: PaymentState }>(row: Row) => ({
  ...row,
  stateLabel: paymentLifecycle.texts[row.state],
});

/** The buyer's own, or anyone's for those who answer for all money. */
function visiblePayments(context: PaymentsContext) {
  const query = context.rows.selectFrom('Payment').select(PAYMENT_COLUMNS);
  return hasRole(context.actor, ...OVERSEERS.money) ? query : query.where('buyerAccountId', '=', context.actor.id);
}

const paymentOfBuyer = statement(
  (rows: PaymentsRows, { checkoutId, buyerAccountId }: { checkoutId: string; buyerAccountId: string }) =>
    rows
      .selectFrom('Payment')
      .select(PAYMENT_COLUMNS)
      .where('checkoutId', '=', checkoutId)
      .where('buyerAccountId', '=', buyerAccountId),
);

const paymentOfAnybody = statement((rows: PaymentsRows, { checkoutId }: { checkoutId: string }) =>
  rows.selectFrom('Payment').select(PAYMENT_COLUMNS).where('checkoutId', '=', checkoutId),
);

export async function paymentByCheckout(context: PaymentsContext, checkoutId: string) {
  const [[row]] = await context.read(
    hasRole(context.actor, ...OVERSEERS.money)
      ? paymentOfAnybody({ checkoutId })
      : paymentOfBuyer({ checkoutId, buyerAccountId: context.actor.id }),
  );
  return row ? withText(row) : null;
}

export async function paymentsById(context: PaymentsContext, ids: readonly string[]) {
  const rows = await visiblePayments(context).where('id', 'in', ids).execute();
  return inOrder(ids, (row) => row.id, rows.map(withText));
}

/**
 * An order's payment: for its buyer, for those of its seller who may see the order, for who decides a case about it,
 * and for those who answer for all money.
 */
export async function paymentsByOrder(context: PaymentsContext, orderIds: readonly string[]) {
  const seesAll = hasRole(context.actor, ...OVERSEERS.money);
  const mine = partiesFor(context.actor, SELLER_ROLES, 'orders');
  const decided = seesAll ? [] : await ordersToDecide(context, orderIds);
  const rows = await context.rows
    .selectFrom('PaymentPart as part')
    .innerJoin('Payment as p', 'p.id', 'part.paymentId')
    .select([
      'part.orderId',
      'p.id',
      'p.checkoutId',
      'p.buyerAccountId',
      'p.state',
      'part.totalFen',
      'p.expiresAtMs',
      'p.paidAtMs',
    ])
    .where('part.orderId', 'in', orderIds)
    .$if(!seesAll, (query) =>
      query.where((eb) =>
        eb.or([
          eb('p.buyerAccountId', '=', context.actor.id),
          ...(mine.length > 0 ? [eb('part.partyId', 'in', mine)] : []),
          ...(decided.length > 0 ? [eb('part.orderId', 'in', decided)] : []),
        ]),
      ),
    )
    .execute();
  return inOrder(orderIds, (row) => row.orderId, rows.map(withText));
}

/** How many orders a peer may ask for at once. */
export const TRADES_MAX = 100;

/** The provider's numbers of those of these orders that were paid. */
export async function tradesOfOrders(context: PaymentsContext, orderIds: readonly string[]) {
  if (orderIds.length === 0) return [];
  return context.rows
    .selectFrom('PaymentPart as part')
    .innerJoin('Payment as p', 'p.id', 'part.paymentId')
    .select([
      'part.orderId',
      'part.transactionId',
      'part.outTradeNo',
      'p.outTradeNo as combineOutTradeNo',
      'p.buyerAccountId as payerAccountId',
      'part.title',
    ])
    .where('part.orderId', 'in', orderIds.slice(0, TRADES_MAX))
    .where('part.transactionId', 'is not', null)
    .$narrowType<{ transactionId: NotNull }>()
    .execute();
}
