import type { PaymentsContext, RowOf } from '../context.ts';
import type { MoneyFacts } from './money-text.ts';

type Money = Omit<MoneyFacts, 'state'>;

/** Where nothing was ever placed. */
export const NO_MONEY: Money = {
  totalFen: 0,
  refundedFen: 0,
  refundingFen: 0,
  failedFen: 0,
  settledFen: 0,
  advancedFen: 0,
  refundDueAtMs: null,
};

/** What the buyer of each order got beside refunds of it. */
async function compensatedByOrder(context: PaymentsContext, orderIds: readonly string[]): Promise<Map<string, number>> {
  const paid = await context.rows
    .selectFrom('Compensation')
    .select(['orderId', 'amountFen'])
    .where('orderId', 'in', orderIds)
    .where('state', '=', 'paid')
    .where('recoveryId', 'is', null)
    .execute();
  const fen = new Map<string, number>();
  for (const { orderId, amountFen } of paid) fen.set(orderId, (fen.get(orderId) ?? 0) + amountFen);
  return fen;
}

/** Of parts that the viewer may see: what became of their money. */
async function moneyOfParts(
  context: PaymentsContext,
  by: 'paymentId' | 'orderId',
  keys: readonly string[],
): Promise<(Money | null)[]> {
  const parts = await context.rows
    .selectFrom('PaymentPart')
    .select(['id', 'paymentId', 'orderId', 'totalFen', 'reservedFen', 'refundedFen'])
    .where(by, 'in', keys)
    .execute();
  if (parts.length === 0) return keys.map(() => null);
  const partIds = parts.map(({ id }) => id);
  const known = await context.rows
    .selectFrom('Refund')
    .select(['partId', 'state', 'source', 'amountFen', 'dueAtMs', 'returnedAtMs'])
    .where('partId', 'in', partIds)
    .where((eb) => eb.or([eb('state', '!=', 'succeeded'), eb('source', '=', 'platform-advance')]))
    .execute();
  const settled = new Set(
    (
      await context.rows
        .selectFrom('Settlement')
        .select('partId')
        .where('partId', 'in', partIds)
        .where('state', '=', 'settled')
        .execute()
    ).map(({ partId }) => partId),
  );
  const compensatedFen = await compensatedByOrder(
    context,
    parts.map(({ orderId }) => orderId),
  );
  const sums = new Map<string, Money>();
  for (const part of parts) {
    const sum = sums.get(part[by]) ?? { ...NO_MONEY };
    const refunds = known.filter(({ partId }) => partId === part.id);
    const money = moneyOfPart(part, refunds, settled.has(part.id), compensatedFen.get(part.orderId) ?? 0);
    sums.set(part[by], {
      totalFen: sum.totalFen + money.totalFen,
      refundedFen: sum.refundedFen + money.refundedFen,
      advancedFen: sum.advancedFen + money.advancedFen,
      refundingFen: sum.refundingFen + money.refundingFen,
      failedFen: sum.failedFen + money.failedFen,
      settledFen: sum.settledFen + money.settledFen,
      refundDueAtMs: latest(sum.refundDueAtMs, money.refundDueAtMs),
    });
  }
  return keys.map((key) => sums.get(key) ?? null);
}

const latest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);

type PartRow = Pick<RowOf<'PaymentPart'>, 'totalFen' | 'reservedFen' | 'refundedFen'>;
type RefundRow = Pick<RowOf<'Refund'>, 'state' | 'source' | 'amountFen' | 'dueAtMs' | 'returnedAtMs'>;

/** What did not get through, and lies with the order or with the provider. */
const NOT_THROUGH: ReadonlySet<RefundRow['state']> = new Set(['failed', 'abnormal', 'held', 'kept']);

/** Of one part, with its refunds that have not simply succeeded, and all that the platform laid out. */
function moneyOfPart(part: PartRow, known: readonly RefundRow[], isSettled: boolean, compensatedFen: number): Money {
  const fen = (rows: readonly RefundRow[]) => rows.reduce((total, { amountFen }) => total + amountFen, 0);
  // What the platform lays out is none of this payment's money, though the provider counts it as refunded.
  const advances = known.filter(({ source }) => source === 'platform-advance');
  const advanced = advances.filter(({ state }) => state === 'succeeded');
  // Of what the provider never took for it nothing is reserved any more.
  const reserved = advances.filter(({ state, returnedAtMs }) => state !== 'replaced' || returnedAtMs !== null);
  // What was replaced is with the seller, and paid to the buyer by the platform.
  const refunds = known.filter(({ source, state }) => source !== 'platform-advance' && state !== 'replaced');
  const returned = known.filter(({ returnedAtMs }) => returnedAtMs !== null);
  const ownReturned = returned.filter(({ source }) => source === 'seller');
  // Out of the seller's account, and with the provider.
  const kept = refunds.filter(({ state }) => state === 'held' || state === 'kept');
  const underWay = refunds.filter(({ state }) => !NOT_THROUGH.has(state));
  return {
    totalFen: part.totalFen,
    refundedFen: part.refundedFen - fen(advanced) - fen(returned) - fen(kept),
    advancedFen: fen(advanced) + compensatedFen,
    refundingFen: fen(underWay),
    failedFen: fen(refunds) - fen(underWay),
    settledFen: fen(ownReturned) + (isSettled ? part.totalFen - part.reservedFen + fen(reserved) : 0),
    refundDueAtMs: underWay.reduce<number | null>((last, { dueAtMs }) => latest(last, dueAtMs), null),
  };
}

export const moneyByPayment = (context: PaymentsContext, paymentIds: readonly string[]) =>
  moneyOfParts(context, 'paymentId', paymentIds);

export const moneyByOrder = (context: PaymentsContext, orderIds: readonly string[]) =>
  moneyOfParts(context, 'orderId', orderIds);
