import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ProviderBooks } from '../invariants/books.ts';

/** The provider's fee is between it and the seller: our books know nothing of it. */
const FEES = "('fee', 'fee-back')";

/** What the simulated provider has written down, read from its own file. */
export function readProviderBooks(dataDir: string, platformMerchant: string): ProviderBooks {
  const database = new Database(join(dataDir, 'sandbox', 'world.db'), { readonly: true });
  try {
    const paid = database
      .prepare(`
      select t.combineOutTradeNo as combineNumber, t.outTradeNo, t.transactionId, t.totalFen, t.shareFinished as isReleased,
        (select coalesce(sum(r.refundFen), 0) from refund r where r.transactionId = t.transactionId) as refundedFen,
        (select coalesce(sum(m.amountFen), 0) from movement m where m.transactionId = t.transactionId and m.kind = 'share') as sharedFen,
        (select coalesce(sum(m.amountFen), 0) from movement m where m.transactionId = t.transactionId and m.kind = 'compensation') as compensatedFen
      from trade t where t.paidAtMs is not null`)
      .all() as {
      combineNumber: string;
      outTradeNo: string;
      transactionId: string;
      totalFen: number;
      isReleased: number;
      refundedFen: number;
      sharedFen: number;
      compensatedFen: number;
    }[];
    const moved = database
      .prepare(`
      select account, sum(fen) as fen from (
        select payee as account, amountFen as fen from movement where kind not in ${FEES} and kind <> 'deposit'
        union all select payer, -amountFen from movement where kind not in ${FEES} and kind <> 'deposit') group by account`)
      .all() as { account: string; fen: number }[];
    const depositOf = new Map(
      (
        database
          .prepare(
            `select substr(account, 9) as merchant, sum(fen) as fen from (
              select payee as account, amountFen as fen from movement union all select payer, -amountFen from movement
            ) where account like 'deposit:%' group by account`,
          )
          .all() as { merchant: string; fen: number }[]
      ).map((row) => [row.merchant, row.fen]),
    );
    const fen = new Map(moved.map((row) => [row.account, row.fen]));
    // Released with the fee taken out of it: that much of the frozen account stays behind when fees are left out.
    return {
      paid: paid.map(({ isReleased, ...part }) => ({
        ...part,
        frozenFen: isReleased ? 0 : part.totalFen - part.refundedFen - part.sharedFen,
      })),
      platformMerchant,
      depositFen: (merchant) => depositOf.get(merchant) ?? 0,
      holdingsFen: (merchant) => (fen.get(`frozen:${merchant}`) ?? 0) + (fen.get(`available:${merchant}`) ?? 0),
    };
  } finally {
    database.close();
  }
}
