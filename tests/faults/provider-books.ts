import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ProviderBooks } from '../invariants/books.ts';

/** What the simulated provider has written down, read from its own file. */
export function readProviderBooks(dataDir: string, platformMerchant: string): ProviderBooks {
  const database = new Database(join(dataDir, 'sandbox', 'world.db'), { readonly: true });
  try {
    const paid = database
      .prepare(`
      select t.combineOutTradeNo as combineNumber, t.outTradeNo, t.transactionId, t.totalFen,
        (select coalesce(sum(r.refundFen), 0) from refund r where r.transactionId = t.transactionId) as refundedFen,
        (select coalesce(sum(case when m.payee like 'frozen:%' then m.amountFen else -m.amountFen end), 0) from movement m
          where m.transactionId = t.transactionId and (m.payee like 'frozen:%' or m.payer like 'frozen:%')) as frozenFen,
        (select coalesce(sum(case m.kind when 'share' then m.amountFen else -m.amountFen end), 0) from movement m
          where m.transactionId = t.transactionId and m.kind in ('share', 'share-return')) as sharedFen,
        (select coalesce(sum(m.amountFen), 0) from movement m where m.transactionId = t.transactionId and m.kind = 'compensation') as compensatedFen,
        (select coalesce(sum(m.amountFen), 0) from movement m where m.transactionId = t.transactionId and m.kind = 'refund-returned') as toBankFen
      from trade t where t.paidAtMs is not null`)
      .all() as {
      combineNumber: string;
      outTradeNo: string;
      transactionId: string;
      totalFen: number;
      frozenFen: number;
      refundedFen: number;
      sharedFen: number;
      compensatedFen: number;
      toBankFen: number;
    }[];
    const moved = database
      .prepare(`
      select account, sum(fen) as fen from (
        select payee as account, amountFen as fen from movement union all select payer, -amountFen from movement
      ) group by account`)
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
    return {
      paid,
      told: toldBy(database),
      platformMerchant,
      depositFen: (merchant) => depositOf.get(merchant) ?? 0,
      holdingsFen: (merchant) => (fen.get(`frozen:${merchant}`) ?? 0) + (fen.get(`available:${merchant}`) ?? 0),
    };
  } finally {
    database.close();
  }
}

/** The lines of its statements that only they tell of. */
function toldBy(database: Database.Database): ProviderBooks['told'] {
  const lines = database
    .prepare(`
      select substr(account, instr(account, ':') + 1) as merchant, '1008' || substr('0000000000000000' || id, -16) as number,
        fen as amountFen, transactionId, account like 'frozen:%' as isFrozen from (
        select id, kind, transactionId, payee as account, amountFen as fen from movement
        union all select id, kind, transactionId, payer, -amountFen from movement)
      where kind in ('fee', 'fee-back', 'deposit') and (account like 'frozen:%' or account like 'available:%')`)
    .all() as {
    merchant: string;
    number: string;
    amountFen: number;
    transactionId: string | null;
    isFrozen: number;
  }[];
  return lines.map((line) => ({ ...line, isFrozen: line.isFrozen === 1 }));
}
