import type { Context } from '@heitu/kit/data/context';
import { pendingConduct } from './pending-conduct.ts';
import { pendingComplaints } from './pending-trust.ts';
import { pendingFilings } from './pending-sellers.ts';
import { pendingAlarm, pendingPrice, pendingReport } from './pending-goods.ts';
import { pendingClaims } from './pending-claims.ts';
import { pendingParcel } from './pending-parcel.ts';
import { pendingReconciliation, pendingRecovery, pendingSale } from './pending-money.ts';
import { knownPayments } from './known-payments.ts';
import { pendingWithdrawals } from './pending-withdrawals.ts';
import type { PastPayment } from './past-payment.ts';

export type { PastPayment } from './past-payment.ts';

/** Tells the simulated provider what was paid and refunded before it was there. */
export type TellProvider = (payments: readonly PastPayment[]) => Promise<unknown>;

/**
 * What waits for people on the day the county is loaded, with clocks that run: applications, complaints, an appeal, an
 * alarm, a price move, a report to open, a difference in the books; and, where the provider can be told of their
 * payments, the orders of which money can still move, orders that wait for their sellers, a parcel that waits for its
 * courier, claims at each point of their way and an advance to recover. One that was made already is left as it is.
 */
export async function seedPending(
  contextOf: (subgraph: string) => Context,
  tellProvider?: TellProvider,
): Promise<void> {
  await pendingFilings(contextOf('sellers'));
  await pendingPrice(contextOf('catalog'));
  await pendingReport(contextOf('catalog'));
  await pendingAlarm(contextOf('logistics'));
  const differing = await pendingReconciliation(contextOf('payments'));
  const trust = contextOf('trust');
  await pendingConduct(trust, contextOf('sellers'));
  const { advanced, orderIds } = await pendingComplaints(trust, {
    withAdvance: tellProvider !== undefined,
    orders: contextOf('orders'),
    sellers: contextOf('sellers'),
  });
  if (!tellProvider) return;
  const rooms = {
    orders: contextOf('orders'),
    payments: contextOf('payments'),
    trust,
    logistics: contextOf('logistics'),
  };
  const asked = await knownPayments(contextOf('payments'), [...differing, ...orderIds]);
  const past = [
    ...asked,
    ...(advanced ? await pendingRecovery(contextOf('payments'), advanced) : []),
    ...(await pendingSale(contextOf('orders'), contextOf('payments'), trust)),
    ...(await pendingParcel(rooms)),
    ...(await pendingClaims(rooms)),
    ...(await pendingWithdrawals(contextOf('payments'), asked)),
  ];
  // Each once, whatever it is known for.
  const told = [...new Map(past.map((payment) => [payment.outTradeNo, payment])).values()];
  if (told.length > 0) await tellProvider(told);
}
