import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { OVERSEERS, SELLER_ROLES, type Scope } from '@heitu/standard';
import { chinaDayOf } from '../china-day.ts';
import type { PaymentsContext } from '../context.ts';
import { withText } from '../payment/payment.loader.ts';
import { newestFirst } from '@heitu/kit/rules/sorting';
import { mapPage, type PageArgs } from '@heitu/kit/rules/graphql';

/** The parties that let this program use the scope; nobody's where there are none. */
export function partiesOf(context: PaymentsContext, scope: Scope): string[] {
  const parties = partiesFor(context.actor, ['partner'], scope);
  return parties.length > 0 ? parties : [''];
}

/**
 * Settlements by party and day: one's own parties', those that let this program see them, everybody's for those who
 * look after money.
 */
export async function salesByDay(context: PaymentsContext, fromMs: number, toMs: number) {
  const own = partiesFor(context.actor, SELLER_ROLES, 'finance');
  const day = chinaDayOf('createdAtMs');
  const rows = await context.rows
    .selectFrom('Settlement')
    .select(({ fn }) => [
      'partyId',
      day.as('dayMs'),
      fn.countAll<number>().as('orders'),
      fn.sum<number>('grossFen').as('grossFen'),
      fn.sum<number>('refundedFen').as('refundedFen'),
      fn.sum<number>('commissionFen').as('commissionFen'),
      fn.sum<number>('netFen').as('netFen'),
    ])
    .$if(!hasRole(context.actor, ...OVERSEERS.money), (query) =>
      query.where('partyId', 'in', [...own, ...partiesOf(context, 'marketing-accounts')]),
    )
    .where('createdAtMs', '>=', fromMs)
    .where('createdAtMs', '<', toMs)
    .groupBy(['partyId', day])
    .orderBy('partyId')
    .orderBy('dayMs')
    .execute();
  return rows.map(({ partyId, dayMs, ...sums }) => ({
    partyId,
    date: chinaDate(Number(dayMs)),
    orders: Number(sums.orders),
    grossFen: Number(sums.grossFen),
    refundedFen: Number(sums.refundedFen),
    commissionFen: Number(sums.commissionFen),
    netFen: Number(sums.netFen),
  }));
}

/** Newest first. */
export async function partnerPayments(context: PaymentsContext, page: PageArgs) {
  const rows = context.rows
    .selectFrom('PaymentPart as part')
    .innerJoin('Payment as p', 'p.id', 'part.paymentId')
    .select(['part.id', 'part.orderId', 'part.partyId', 'part.totalFen', 'part.refundedFen', 'p.state', 'p.paidAtMs'])
    .where('part.partyId', 'in', partiesOf(context, 'payment'));
  return mapPage(await newestFirst(rows, page, { table: 'part' }), withText);
}

/** Newest first. */
export async function payouts(context: PaymentsContext, page: PageArgs) {
  const rows = context.rows
    .selectFrom('Settlement')
    .select(['id', 'orderId', 'partyId', 'outOrderNo as providerReference', 'netFen', 'settledAtMs'])
    .where('partyId', 'in', partiesOf(context, 'bank'))
    .where('state', '=', 'settled');
  return newestFirst(rows, page);
}
