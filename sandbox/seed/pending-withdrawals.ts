import type { Context } from '@heitu/kit/data/context';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { account, Withdrawal, type PaymentsContext } from '@heitu/payments';
import { sellers } from '../county/index.ts';
import { must } from '@heitu/kit/rules/checked';
import { accountId, partyId } from './keys.ts';
import { book, openidOf, type PastPayment } from './past-payment.ts';
import { inRoom } from './rooms.ts';

/** The seller whom one can play: what came in of late is on its account, what came before went to its bank. */
const SELLER = 'seller:xiangtun-coop';
const LEFT_ORDERS = 3;
const BANK = { bank: '农业银行', accountTail: '6021' } as const;
const SENT_BACK_FEN = 50_000;

/**
 * What the seller has withdrawn; the provider is told of the payments of which it still has the money: the last ones,
 * and those that it is told of for another reason.
 */
export async function pendingWithdrawals(bare: Context, told: readonly PastPayment[]): Promise<PastPayment[]> {
  const payments = inRoom(bare, 'payments');
  const seller = partyId(SELLER);
  if (await payments.em.count(Withdrawal, { partyId: seller })) return [];
  const lately = await settledLately(
    payments,
    seller,
    told.map(({ outTradeNo }) => outTradeNo),
  );
  const merchant = lately[0]?.merchant;
  if (!merchant) return [];
  const leftFen = lately.reduce((sum, { netFen }) => sum + netFen, 0);
  const takenFen = (await balanceOf(payments, account.seller(seller))) - leftFen;
  if (takenFen > 0) {
    const one = await took(payments, merchant, { key: 'arrived', fen: takenFen, daysAgo: 12, state: 'arrived' });
    await book(payments.em, { key: `withdrawal:${one.id}`, kind: 'withdrawal', orderId: '', atMs: one.paidAtMs }, [
      [account.seller(seller), account.bankOf(seller), takenFen],
    ]);
  }
  const sentBack = {
    key: 'returned',
    fen: SENT_BACK_FEN,
    daysAgo: 39,
    state: 'returned',
    why: '收款账户户名不符',
  } as const;
  await took(payments, merchant, sentBack);
  return lately.flatMap(({ transactionId, buyerAccountId, paidAtMs, netFen: _net, ...paid }) =>
    transactionId === null || buyerAccountId === null || paidAtMs === null
      ? []
      : [{ ...paid, openid: openidOf(buyerAccountId), settled: true, advance: null, transactionId, paidAtMs }],
  );
}

/** Of its last orders that were settled whole, and of these. */
async function settledLately(context: PaymentsContext, seller: string, outTradeNos: readonly string[]) {
  const lately = await settledWhole(context, seller).limit(LEFT_ORDERS).execute();
  const known = new Set(lately.map(({ outTradeNo }) => outTradeNo));
  const others = outTradeNos.filter((number) => !known.has(number));
  if (others.length === 0) return lately;
  return [...lately, ...(await settledWhole(context, seller).where('p.outTradeNo', 'in', others).execute())];
}

const settledWhole = ({ rows }: PaymentsContext, seller: string) =>
  rows
    .selectFrom('Settlement as s')
    .innerJoin('PaymentPart as p', 'p.id', 's.partId')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select(['s.netFen', 'p.merchant', 'p.outTradeNo', 'p.totalFen', 'p.title', 'p.transactionId'])
    .select(['y.outTradeNo as combineOutTradeNo', 'y.buyerAccountId', 'y.paidAtMs'])
    .where('s.partyId', '=', seller)
    .where('s.state', '=', 'settled')
    .where('p.refundedFen', '=', 0)
    .orderBy('y.paidAtMs', 'desc');

interface Took {
  key: string;
  fen: number;
  daysAgo: number;
  state: 'arrived' | 'returned';
  why?: string;
}
async function took(
  { em, clock }: PaymentsContext,
  merchant: string,
  { key, fen, daysAgo, state, why }: Took,
): Promise<{ id: string; paidAtMs: number }> {
  const id = idFrom(`withdrawal:pending:${key}`);
  const paidAtMs = clock.now() - daysAgo * DAY_MS;
  const fact = must(
    sellers.find((one) => one.key === SELLER),
    SELLER,
  );
  await em.insert(Withdrawal, {
    id,
    partyId: partyId(SELLER),
    merchant,
    amountFen: fen,
    outRequestNo: `W${id}`,
    withdrawId: `1080${id}`,
    ...BANK,
    state,
    openFor: null,
    askedBy: accountId(must(fact.staff[0], SELLER).key),
    createdAtMs: paidAtMs - 20 * HOUR_MS,
    paidAtMs,
    bookedAtMs: paidAtMs,
    nextAtMs: null,
    attempts: 1,
    lastError: why ?? null,
  });
  return { id, paidAtMs };
}

async function balanceOf({ rows }: PaymentsContext, of: string): Promise<number> {
  const row = await rows
    .selectFrom('LedgerEntry')
    .select(({ fn }) => fn.sum<number | null>('amountFen').as('fen'))
    .where('account', '=', of)
    .executeTakeFirst();
  return Number(row?.fen ?? 0);
}
