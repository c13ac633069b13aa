import { must } from '@heitu/kit/rules/checked';
import type { Context } from '@heitu/kit/data/context';
import { idFrom } from '@heitu/kit/rules/ids';
import { LedgerEntry, LedgerTransfer } from '@heitu/payments';
import { consumers } from '../county/index.ts';
import { accountId } from './keys.ts';

/**
 * What the simulated provider must know of before it is asked: a payment to a seller, and what the platform paid back
 * of it in the seller's place.
 */
export interface PastPayment {
  outTradeNo: string;
  combineOutTradeNo: string;
  merchant: string;
  totalFen: number;
  title: string;
  openid: string;
  transactionId: string;
  paidAtMs: number;
  /** Released to the seller's own account by now. */
  settled: boolean;
  advance: { outRefundNo: string; refundId: string; amountFen: number; atMs: number } | null;
}

const openids = new Map(consumers.map(({ key, openid }) => [accountId(key), openid]));
/** As whom the provider knows a consumer of the county. */
export const openidOf = (account: string): string => must(openids.get(account), account);

export async function book(
  em: Context['em'],
  transfer: { key: string; kind: string; orderId: string; atMs: number },
  legs: readonly (readonly [from: string, to: string, amountFen: number])[],
): Promise<void> {
  const transferId = idFrom(`transfer:${transfer.key}`);
  await em.insert(LedgerTransfer, { id: transferId, ...transfer });
  await em.insertMany(
    LedgerEntry,
    legs.flatMap(([from, to, amountFen], i) => [
      {
        id: idFrom(`entry:${transfer.key}:${i}:from`),
        transferId,
        account: from,
        amountFen: -amountFen,
        atMs: transfer.atMs,
      },
      { id: idFrom(`entry:${transfer.key}:${i}:to`), transferId, account: to, amountFen, atMs: transfer.atMs },
    ]),
  );
}
